# Everything a fresh machine needs is Python 3.11 or newer, make and git.
#
#   make run      set up, then the main job on the sample pages in raw/
#   make test     set up, then the tests
#   make lint     ruff and mypy
#   make docs     write the generated documents again
#   make bench    the benchmark: prints a table, writes JSON
#   make bench-rules   every rule measured: recall, precision, false alarms
#   make train    train the generic labeller from the benchmark folder
#   make bench-extraction   main content and metadata side by side with other extractors
#   make screenshots   draw the pictures of the report in docs/ again (needs Chromium)
#   make lock     resolve the locked requirements again
#
# PYTHON=python3.12 picks the interpreter; TESTS="tests/cli -k help" picks tests; WORKERS=4 runs more at once.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
WORKERS ?= 2
TESTS ?= tests
ARGS ?=

FIND_PYTHON = for p in "$(PYTHON)" python3.11 python3.12 python3.13 python3.14 python3 python; do \
	[ -n "$$p" ] && "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done

# Before anything else: an environment that was left half-built, or whose Python is gone, is built again.
HEALED := $(shell [ ! -e $(VENV) ] || $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ rm -rf $(VENV); echo yes; })

.PHONY: help run test lint docs screenshots bench train bench-extraction bench-rules lock clean

help:
	@sed -n 's/^#   //p' Makefile

run: $(VENV)/.ready-run
	$(PY) -m pipeline.cli run raw $(ARGS)

test: $(VENV)/.ready-dev
	$(PY) -m pytest -q -n $(WORKERS) $(TESTS) $(ARGS)

lint: $(VENV)/.ready-dev
	$(PY) -m ruff check .
	$(PY) -m mypy

docs: $(VENV)/.ready-dev
	$(PY) -m pipeline.docs docs

screenshots: $(VENV)/.ready-dev
	$(PY) -m tests.tools.screenshot $(ARGS)

bench: $(VENV)/.ready-dev
	$(PY) -m bench $(ARGS)

bench-rules: $(VENV)/.ready-dev
	$(PY) -m bench.rules $(ARGS)

# Training and the comparison need packages that nothing else does: they are installed when first asked for.
train: $(VENV)/.ready-bench
	$(PY) -m train $(ARGS)

bench-extraction: $(VENV)/.ready-bench
	$(PY) -m bench.extraction $(ARGS)
	$(PY) -m bench.metadata
	$(PY) -m bench.page_types

$(PY):
	@[ -z "$(HEALED)" ] || echo "$(VENV) was incomplete: building it again" >&2
	@python=$$($(FIND_PYTHON)); \
	[ -n "$$python" ] || { echo "dechrome needs Python 3.11 or newer: install it, or name one: make PYTHON=/path/to/python3.11" >&2; exit 2; }; \
	"$$python" -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module failed; on Debian: apt-get install python3-venv" >&2; exit 2; }

# The locks hold the extra `embeddings` too, so that the main job and the tests judge links by meaning.
# Installs the locked, hashed requirements with uv where there is one, with plain pip where there is not (or where
# uv cannot reach the index that pip is set up for), then the project itself in place.
define install
	@if { uv=$$(command -v uv || command -v $(VENV)/bin/uv) && "$$uv" pip install -q --python $(PY) --require-hashes -r $(1) \
		&& "$$uv" pip install -q --python $(PY) --no-deps --no-build-isolation -e .; }; then :; else \
		$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r $(1) \
		&& $(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
endef

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(PY)
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.ready-dev $(VENV)/.ready-run

$(VENV)/.ready-run: requirements.lock pyproject.toml | $(PY)
	$(call install,requirements.lock)
	@touch $(VENV)/.ready-run

$(VENV)/.ready-bench: $(VENV)/.ready-dev pyproject.toml
	@uv=$$(command -v uv || command -v $(VENV)/bin/uv) && "$$uv" pip install -q --python $(PY) --group bench \
		|| $(PY) -m pip install -qq --disable-pip-version-check --group bench
	@touch $(VENV)/.ready-bench

COMPILE = uv pip compile pyproject.toml -q --upgrade --extra embeddings --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 2; }
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
