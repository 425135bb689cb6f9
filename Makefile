# Every target sets up what it needs first: see packaging/set_up.py.
#   make run          open the program       make run ARGS="..." gives it arguments
#   make test         run the tests          make test ARGS="-k judge"
#   make lint         format, rules, types and layers, checked
#   make format       put the code into shape
#   make bench        measure
#   make soak         record for an hour on a busy computer, import a thousand damaged files;
#                     make soak MINUTES=2 records for two minutes
#   make constraints  pin the newest versions that fit pyproject.toml
#   make clean        remove all that these targets made
# PYTHON=/path/to/python chooses the interpreter that .venv is made with.

PYTHON ?=
export PYTHON
MINUTES ?= 60

IN_VENV := .venv/bin/python -m
SET_UP := sh packaging/with-python.sh packaging/set_up.py
SOURCES := mlprep_gui tests packaging

.PHONY: run test lint format bench soak constraints clean

run:
	@$(SET_UP) run
	@$(IN_VENV) mlprep_gui $(ARGS)

test:
	@$(SET_UP) test
	@$(IN_VENV) pytest --numprocesses 2 --dist loadfile $(ARGS)

lint:
	@$(SET_UP) lint
	@$(IN_VENV) ruff format --check $(SOURCES)
	@$(IN_VENV) ruff check $(SOURCES)
	@$(IN_VENV) mypy
	@.venv/bin/lint-imports

format:
	@$(SET_UP) lint
	@$(IN_VENV) ruff format $(SOURCES)
	@$(IN_VENV) ruff check --fix $(SOURCES)

bench:
	@$(SET_UP) test
	@$(IN_VENV) tests.benchmarks $(ARGS)

soak:
	@$(SET_UP) test
	@$(IN_VENV) tests.benchmarks.soak --minutes $(MINUTES) $(ARGS)

constraints:
	@sh packaging/with-python.sh packaging/pin_versions.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find mlprep_gui tests packaging -name __pycache__ -type d -exec rm -rf {} +
