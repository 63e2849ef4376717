# Everything runs in .venv, which the first target that needs it makes with nothing but Python and pip.
PYTHON ?= python3
TREE ?= coursera
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run install test lint bench wheel clean

run: .venv/run
	@$(BIN)/whichway "$(TREE)"

install: .venv/run

test: .venv/dev lint
	$(BIN)/python -m pytest

lint: .venv/dev
	$(BIN)/ruff check tui tests benchmarks
	$(BIN)/mypy --strict tui tests

bench: .venv/dev
	$(BIN)/python -m benchmarks

wheel: .venv/dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv dist

# The stamps are files: a second `make run` finds them and starts at once.
.venv/run: pyproject.toml
	@echo "Putting what whichway needs into .venv; this takes some seconds, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q tui
	@touch $@

.venv/dev: pyproject.toml
	@echo "Putting what whichway and its tests need into .venv; this takes some seconds, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@$(BIN)/python -m compileall -q tui
	@touch $@ .venv/run
