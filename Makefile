# `make demo` shows the main job on a real report; `make test` runs suite, lint and types; `make bench` times.
# Each makes the virtual environment that it needs; Python 3.11 and make are all that must be there.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test bench schemas clean

demo: $(VENV)/installed
	@PYTHONUTF8=1 $(BIN)/python docs/examples/check_a_report.py

test: $(VENV)/ready tests/tools/node_modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src schemas tests docs
	$(BIN)/pyright --pythonpath $(BIN)/python
	PYTHONUTF8=1 $(BIN)/coverage run -m pytest
	$(BIN)/coverage report

bench: $(VENV)/ready
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.repair
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.reading
	PYTHONUTF8=1 $(BIN)/python -m tests.bench.frame

clean:
	rm -rf $(VENV) tests/tools/node_modules

schemas: $(VENV)/installed
	$(BIN)/python -m schemas.write

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/ready: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev
	@touch $@

tests/tools/node_modules: $(VENV)/ready tests/tools/package-lock.json
	cd tests/tools && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-audit --no-fund
	@touch $@
