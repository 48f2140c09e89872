# Two commands do everything: make demo, make test. Both set up their own .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench bench-comparison lint setup lock templates example pictures docs clean

demo: setup
	$(BIN)/interview-kit demo

test: setup lint
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python -m benchmarks

bench-comparison: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pandas>=2.2"
	$(BIN)/python -m benchmarks.comparison --write

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/ready

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip check --quiet --disable-pip-version-check
	touch $@

# Renewing what is generated and committed; the diff is read before it is committed.
lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

templates: setup
	$(BIN)/python -m tools.build_templates

example: setup
	$(BIN)/python -m tools.build_example

pictures: setup example
	$(BIN)/python -m tools.build_pictures

docs: setup
	$(BIN)/python -m tools.build_docs

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
