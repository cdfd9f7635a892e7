# Everything a newcomer types. Needs Python 3.11 to 3.13 and make, nothing else.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
  && { echo $$p; break; }; done)
DRAWING ?= data/samples/01-crayon-cat.jpg
ARGS ?=
BIN := .venv/bin
# One more than there are cores, at most four: many tests wait for processes they started.
WORKERS := $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 4 ? n + 1 : 4)))
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
IN_VENV := VIRTUAL_ENV="$(CURDIR)/.venv" PATH="$(CURDIR)/$(BIN):$$PATH" DAGSTER_HOME="$(CURDIR)/.venv/dagster"
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo ui test test-fast torture check format bench sbom samples clean

.venv/ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and was not found; set PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install -q --upgrade "pip>=25.1"
	$(PIP) install -q -c constraints.txt -e ".[scale]" --group dev
	@touch $@

demo: .venv/ready ## a drawing becomes a film: make demo [DRAWING=path] [ARGS="--theme bedtime"]
	$(BIN)/storyvid make "$(DRAWING)" $(ARGS)

ui: .venv/ready ## the Dagster UI and daemon at http://127.0.0.1:3000
	$(BIN)/storyvid up

test: .venv/ready ## the whole suite
	$(PYTEST)

test-fast: .venv/ready ## what is not marked slow, in less than a minute; names what should be
	$(PYTEST) -q -m "not slow" --durations=5 --durations-min=1

torture: .venv/ready ## many more bad uploads, and faults of the disk; its figures go into docs/reliability.md
	$(BIN)/pytest -q --torture storyvid_dagster_tests/torture

check: .venv/ready ## format, lint, types, architecture, definitions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/pytest -q storyvid_dagster_tests/test_architecture.py
	@mkdir -p .venv/dagster && cp dagster.yaml .venv/dagster # an instance of its own, with telemetry off
	$(IN_VENV) python -W ignore -m dagster definitions validate --workspace workspace.yaml
	$(IN_VENV) dg check defs

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready ## docs/performance.md tells what it measures
	$(PIP) install -q --upgrade --no-deps --target .bench -r bench/requirements.txt
	PYTHONPATH=.bench $(BIN)/python -m bench

sbom: .venv/ready ## what is installed and shipped, with licences and hashes, as CycloneDX
	$(BIN)/python docs/sbom.py dist/sbom.cdx.json

samples: .venv/ready ## draw data/samples/ again
	$(BIN)/python data/samples/make_samples.py

clean:
	rm -rf .venv .bench .pytest_cache .ruff_cache .hypothesis
