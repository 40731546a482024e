# `make demo` shows the main job on a real report; `make test` runs suite, lint and types; `make bench` times; `make docs`
# builds the site, `make page` the page to try it, `make package` what is uploaded, checked and tried in an empty environment.
# Each makes the virtual environment that it needs; Python 3.11 and make are all that must be there.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin
PAGE ?= build/page
SOURCES = $(shell find src -name '*.py')

.PHONY: demo test bench docs picture schemas tables page package clean

demo: $(VENV)/installed
	@PYTHONUTF8=1 $(BIN)/python docs/examples/check_a_report.py

test: $(VENV)/ready tests/tools/node_modules page
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src schemas tests docs
	$(BIN)/pyright --pythonpath $(BIN)/python
	PYTHONUTF8=1 $(BIN)/coverage run -m pytest
	$(BIN)/coverage report

bench: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.speed
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.repair
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.reading
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.across
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.frame

page: $(PAGE)/files.json

package: $(VENV)/ready
	rm -rf dist
	$(BIN)/python -m build --quiet
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl
	PYTHONUTF8=1 $(BIN)/python -m pytest tests/package

# External links are listed, not followed: what is built here must not depend on other people's servers.
docs: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/sphinx-build -W --keep-going -q docs build/site
	$(MAKE) --no-print-directory page PAGE=build/site/try
	PYTHONUTF8=1 $(BIN)/python docs/links.py build/site

picture: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) tests/tools/node_modules docs/try/node_modules build dist

schemas: $(VENV)/installed
	$(BIN)/python -m schemas.write

# The tables in pages of docs that come from code.
tables: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python -m docs.tables

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/ready: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev
	@touch $@

# Ready to be served as it is: `$(BIN)/python -m http.server --directory build/page`. PAGE=FOLDER puts it elsewhere.
$(PAGE)/files.json: $(VENV)/ready docs/try/node_modules $(wildcard docs/try/*.* docs/examples/*.json) $(SOURCES)
	PYTHONUTF8=1 $(BIN)/python docs/try/build.py $(PAGE)

docs/try/node_modules: $(VENV)/ready docs/try/package-lock.json
	cd docs/try && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

tests/tools/node_modules: $(VENV)/ready tests/tools/package-lock.json
	cd tests/tools && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund
	@touch $@
