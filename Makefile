# What can be done here. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
# The first Python here that the lock covers.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& echo $$python && break; done)

.PHONY: help demo test check format format-check lint types layers pytest docs bench lock clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Set up, read the sample market, answer one question
	@$(BIN)/insight demo
	@command -v insight >/dev/null || echo "  (in this folder, after: source $(BIN)/activate)"

test: $(VENV)/.installed-dev pytest ## Set up with the development tools, run the tests

check: $(VENV)/.installed-dev format-check lint types layers pytest ## All that CI holds true

format: $(VENV)/.installed-dev ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.installed-dev ## Write again what the docs quote from the program
	$(BIN)/cog -r README.md docs/cli.md

format-check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

pytest: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

bench: $(VENV)/.installed-dev ## Run every benchmark in evals/benchmarks
	@tools/bench

lock: $(VENV)/.uv ## Resolve the dependencies again into constraints.txt
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command 'make lock' --quiet --output-file constraints.txt

clean: ## Remove the virtual environment and every cache; what was ingested stays
	rm -rf $(VENV) .insight/benchmarks .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	find assistant corpus evals tests -name __pycache__ -type d -prune -exec rm -rf {} +

# uv comes by pip, held to its hash in constraints.txt; uv then brings the rest, held to theirs.
$(VENV)/.uv: constraints.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11, 3.12, 3.13 or 3.14 is needed and was not found." >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv is needed (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@sed -n '/^uv==/,/[^\\]$$/p' constraints.txt > $(VENV)/uv.txt
	@echo "Installing the pinned dependencies into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.uv pyproject.toml
	@tools/install --require-hashes --constraint constraints.txt --requirement pyproject.toml
	@tools/install --no-deps --build-constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@tools/install --require-hashes --constraint constraints.txt --requirement pyproject.toml --all-extras
	@touch $@
