# make demo   a small town on this machine        make test   everything that is promised, tried
# make setup  the commands anju and anju-edge     make check  style, types and import contracts
# make bench  the figures                         make soak   the tests with their full counts
# make prove  break each promise in a copy, and see its test go red

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo setup test check bench soak prove
.DELETE_ON_ERROR:

demo: .venv/for-demo
	@$(BIN)/anju demo

setup: .venv/for-demo

# Twice as many processes as cores share the tests, a file at a time, since for most of it they wait for gates, brokers and browsers;
# `.venv/bin/python -m pytest` runs them one after the other. What Python compiles is kept, for each starts hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE
test: .venv/for-tests
	@$(BIN)/python -m pytest --numprocesses $$(($$(nproc) * 2)) --dist loadgroup --no-loadscope-reorder

check: .venv/for-tests
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/for-tests
	@$(BIN)/anju bench

soak: .venv/for-tests
	@ANJU_SOAK=1 $(BIN)/python -m pytest --timeout=7200

prove: .venv/for-tests
	@$(BIN)/python -m tests.prove

.venv/python: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Anju needs Python 3.11 or newer: apt-get install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python has no venv: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/for-demo: .venv/python requirements.lock pyproject.toml
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/for-tests: .venv/for-demo tests/requirements.lock
	$(PIP) --require-hashes --requirement tests/requirements.lock
	@touch $@
