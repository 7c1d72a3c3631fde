# The README's two commands are `make run` and `make test`; each does all of its own set-up.
# Needs: Python 3.11 or newer with venv. Nothing is installed outside this folder, but for what `make test` as root on Debian
# adds when it is missing (tools/system_packages.sh says what and why).
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test test-faults bench lint lock reference clean screenshots

help:            ## what there is
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ -/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "media-monitor needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "this Python has no venv module; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A dev venv also serves `make run`; so the run lock is installed only where no dev lock was.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	test -e $(VENV)/.dev || $(INSTALL) --only-binary :all: --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --only-binary :all: --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

run: $(VENV)/.run        ## start the daemon on its defaults, drop the sample, show the mail
	$(BIN)/python -m monitor demo

test: $(VENV)/.dev       ## lint, types and the default suite
	@tools/system_packages.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-faults: $(VENV)/.dev ## the long fault and load runs
	$(BIN)/python -m pytest -m faults --timeout 1800 $(ARGS)

# What the engine is measured beside lives in an environment of its own; where it cannot be had, its rows say so.
$(VENV)/bench/.ready: requirements-bench.lock | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r $<
	touch $@

bench: $(VENV)/.dev      ## the figures, side by side in one run
	@$(MAKE) --silent $(VENV)/bench/.ready || echo "mokaccino and spaCy could not be installed: their rows say NOT MEASURED"
	$(BIN)/python -m tools.bench $(ARGS)

lint: $(VENV)/.dev       ## ruff and mypy alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

screenshots: $(VENV)/.dev ## pictures of every mail in build/pictures, and the README's (needs Debian's chromium)
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get install -y chromium; } || \
	  { echo "chromium is missing; as root: apt-get install chromium"; exit 1; }
	$(BIN)/python -m tools.screenshot build/pictures
	$(BIN)/python -m tools.screenshot docs/images --readme

reference: $(VENV)/.dev ## docs/reference.md again, from the code
	$(BIN)/python -m tools.make_reference

lock:                   ## pin every package again
	tools/lock.sh

clean:                  ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
