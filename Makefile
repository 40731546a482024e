# `make demo` shows the main job on a real report; `make test` runs suite, lint and types; `make bench` times; `make docs`
# builds the site, `make page` the page to try it, `make package` what is uploaded, checked and tried in an empty environment.
# Each makes the virtual environment that it needs; Python 3.11 and make are all that must be there.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin
PAGE ?= build/page
SOURCES = $(shell find src -name '*.py')
PIP = $(BIN)/python -m pip install --quiet
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock" $(UPGRADE)

# Nothing is installed but files whose hashes are on record in requirements/, what builds them included. The record is for
# the versions of Python that pyproject.toml names; with another one the newest of everything is taken, and it is said.
install = if $(BIN)/python -c 'import re, sys; \
    sys.exit(not re.search(r"Python :: %d\.%d\b" % sys.version_info[:2], open("pyproject.toml").read()))'; then \
    $(PIP) --require-hashes --no-build-isolation --requirement requirements/$(1).txt && \
    $(PIP) --no-deps --no-build-isolation --editable .; \
  else \
    echo "requirements/ is not for this Python: the newest of everything is installed, no hash is checked" >&2; \
    $(PIP) --upgrade pip && $(PIP) --editable $(2); \
  fi

.PHONY: demo test bench docs picture schemas tables page package study trust lock clean

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
	$(BIN)/python -m build --quiet --no-isolation
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

# Hours, where it is let run to its end; what each writes down is kept, so that it may be run in pieces.
trust: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python -m tests.trust.fuzz
	PYTHONUTF8=1 $(BIN)/python -m tests.trust.worst
	PYTHONUTF8=1 $(BIN)/python -m tests.trust.properties
	PYTHONUTF8=1 $(BIN)/python -m tests.trust.mutants
	PYTHONUTF8=1 $(BIN)/python -m tests.trust.versions
	PYTHONUTF8=1 $(BIN)/python -m docs.tables

study: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python docs/examples/study.py ../shared/reports > docs/study.md

clean:
	rm -rf $(VENV) tests/tools/node_modules docs/try/node_modules build dist

schemas: $(VENV)/installed
	$(BIN)/python -m schemas.write

# The tables in pages of docs that come from code.
tables: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python -m docs.tables

$(VENV)/installed: pyproject.toml requirements/core.txt
	$(PYTHON) -m venv $(VENV)
	@$(call install,core,.)
	@touch $@

$(VENV)/ready: $(VENV)/installed requirements/dev.txt
	@$(call install,dev,".[all]" --group dev)
	@touch $@

# Renew the record: `make lock` follows pyproject.toml, `make lock UPGRADE=--upgrade` takes the newest of everything.
lock: $(VENV)/ready
	$(LOCK) --group install --output-file requirements/core.txt
	$(LOCK) --extra all --group dev --constraint requirements/core.txt --output-file requirements/dev.txt

# Ready to be served as it is: `$(BIN)/python -m http.server --directory build/page`. PAGE=FOLDER puts it elsewhere.
$(PAGE)/files.json: $(VENV)/ready docs/try/node_modules $(wildcard docs/try/*.* docs/examples/*.json) $(SOURCES)
	PYTHONUTF8=1 $(BIN)/python docs/try/build.py $(PAGE)

docs/try/node_modules: $(VENV)/ready docs/try/package-lock.json
	cd docs/try && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

tests/tools/node_modules: $(VENV)/ready tests/tools/package-lock.json
	cd tests/tools && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@
