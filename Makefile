# One command to start (make demo), one to check (make test). Each sets up what it needs by itself, once.
#
#   PYTHON=…   the interpreter to build .venv from     make demo PYTHON=/opt/python3.12/bin/python3
#   TESTS=…    what make test hands to pytest          make test TESTS='tests/features -k join'
#   ARGS=…     what make demo hands to the program     make demo ARGS='--help'

# The first interpreter that is new enough; empty when there is none, and then make-venv says what to type.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
TESTS ?= tests
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install -c constraints.txt
# One worker more than there are cores, since some tests wait for real processes; at most eight, since each of them starts
# a PostgreSQL of its own.
WORKERS = $(shell $(BIN)/python -c 'import os; print(min(8, 1 + (os.cpu_count() or 1)))')
SPREAD = -n $(WORKERS) --dist worksteal
ENGINES = --one-engine
# Compiled once, whatever the machine says: each process that a test starts would compile everything again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-both check bench constraints clean

help: ## Show this list
	@echo 'Palabre. On a fresh machine with Python 3.11 or newer, each of these is the only command needed:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## Start the bot with the playground and sample communities, and print its address
	@exec $(BIN)/python -m bot demo $(ARGS)

test: $(VENV)/.dev ## Run the checks and every test, on SQLite or on PostgreSQL
	@$(MAKE) --no-print-directory check & checking=$$!; \
	$(BIN)/python -m pytest $(SPREAD) $(ENGINES) $(TESTS); tested=$$?; \
	checked=0; wait $$checking || checked=$$?; \
	if [ $$tested -eq 0 ] && [ $$checked -ne 0 ]; then \
		echo 'The tests pass, but ruff or mypy found something: type "make check".' >&2; exit $$checked; fi; \
	exit $$tested

test-both: ## The same with every test on both databases; takes three times as long
	@$(MAKE) --no-print-directory test ENGINES=

check: $(VENV)/.dev ## Look for mistakes without running anything: ruff, then mypy in strict mode
	@found=0; $(BIN)/python -m ruff check --quiet . || found=1; $(BIN)/python -m mypy || found=1; exit $$found

bench: $(VENV)/.dev ## Measure the figures that the README states
	@$(BIN)/python -m benchmarks $(ARGS)

setup: $(VENV)/.dev ## Make or refresh .venv with everything for development

constraints: ## Resolve every dependency again and pin what was found
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && $(PYTHON) -m venv "$$tmp/venv" \
	&& "$$tmp/venv/bin/pip" -qq --disable-pip-version-check install -e '.[dev]' \
	&& { head -n 1 constraints.txt; "$$tmp/venv/bin/pip" freeze --exclude-editable; } > "$$tmp/pins" \
	&& { cmp -s "$$tmp/pins" constraints.txt || cp "$$tmp/pins" constraints.txt; } \
	&& echo 'constraints.txt is up to date; "make test" tells whether the project is.'

clean: ## Remove .venv and every cache
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Says what to type when there is no usable interpreter; makes .venv anew when its own interpreter is gone (moved folder,
# upgraded system).
define make-venv
	@if [ -z '$(PYTHON)' ]; then \
		echo 'Palabre needs Python 3.11 or newer, and none was found. Install one (Debian, Ubuntu: sudo apt install' \
			'python3 python3-venv; macOS: brew install python) or name yours: make $(MAKECMDGOALS) PYTHON=/path/to/python3' >&2; \
		exit 1; \
	elif ! '$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
		echo 'Palabre needs Python 3.11 or newer; $(PYTHON) is older or does not start. Name another:' \
			'make $(MAKECMDGOALS) PYTHON=/path/to/python3' >&2; \
		exit 1; \
	elif ! '$(PYTHON)' -c 'import venv, ensurepip' 2>/dev/null; then \
		echo 'This Python cannot make virtual environments. Type: sudo apt install python3-venv' \
			'(elsewhere: your package for the module "ensurepip"), then the same make command again.' >&2; \
		exit 1; \
	fi
	@$(BIN)/python -c 'import pip' 2>/dev/null || '$(PYTHON)' -m venv --clear $(VENV)
endef

define no-packages
{ echo 'The packages could not be installed; is there a network? Then type the same command again.' >&2; exit 1; }
endef

$(VENV)/.runtime: pyproject.toml constraints.txt
	$(make-venv)
	@echo 'Setting up Palabre in $(VENV): what the bot needs to run (once, well under a minute) …'
	@$(PIP) -e . || $(no-packages)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	$(make-venv)
	@echo 'Setting up Palabre in $(VENV): the bot, its adapters and the tools for tests (once, about a minute) …'
	@$(PIP) -e '.[dev]' || $(no-packages)
	@touch $(VENV)/.runtime $@
