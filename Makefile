# Regulars, from a fresh checkout to a running console. `make` alone lists what there is.
# Needs Python 3.11 or later, Node 20.19 or later, make, a C compiler, and access to PyPI and npm.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup demo serve native check check-python check-web check-house test test-python test-web audit bench clean

PYTHON ?= python3
BIN := .venv/bin

# Each stamp stands for a step that need not be repeated until what it depends on has changed.
PACKAGES := .venv/.packages-installed
NATIVE := .venv/.core-compiled
NODE_MODULES := web/node_modules/.packages-installed
NATIVE_SOURCES := hatch_build.py $(shell find src/regulars/core src/regulars/kit src/regulars/ledger src/regulars/store -name '*.py')
CONSOLE := src/regulars/api/console_build/index.html
CONSOLE_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/.vite/*' \
	-not -name '*.tsbuildinfo' 2>/dev/null)

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(PACKAGES) $(NATIVE) $(CONSOLE) ## install everything into .venv, compile the core and build the console

demo: setup ## load the real example data and open it for a look
	$(BIN)/regulars demo

serve: setup ## run the platform on http://127.0.0.1:8000
	$(BIN)/regulars serve

native: $(NATIVE) ## compile the core again after a change of it

check: check-python check-web check-house ## formatting, lint, types, import directions, house rules, web

check-python: $(PACKAGES)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check-web: $(NODE_MODULES)
	cd web && npm run check

check-house: $(PACKAGES)
	$(BIN)/python -m pytest -q tests/house

test: test-python test-web ## every test, with those in a real browser

test-python: setup
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile

test-web: $(NODE_MODULES)
	cd web && npm test

audit: $(PACKAGES) $(NODE_MODULES) ## ask the internet for known weaknesses of what we build on
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet 'pip-audit>=2.9'
	.venv/audit/bin/pip-audit --progress-spinner off --skip-editable --path "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
	cd web && npm audit

bench: setup ## measure throughput and response times
	$(BIN)/python -m bench

clean: ## remove what was installed and built; data in .regulars stays
	rm -rf .venv web/node_modules src/regulars/api/console_build dist
	find src -name '*.so' -delete

$(PACKAGES): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; try make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

$(NATIVE): $(PACKAGES) $(NATIVE_SOURCES)
	$(BIN)/python hatch_build.py
	touch $@

$(NODE_MODULES): web/package-lock.json
	@node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major * 100 + minor < 2019 ? 1 : 0)' \
		|| { echo "Node 20.19 or later is needed"; exit 1; }
	cd web && npm ci --no-audit --no-fund
	touch $@

$(CONSOLE): $(NODE_MODULES) $(CONSOLE_SOURCES)
	cd web && npm run build
	test -f $@ && touch $@
