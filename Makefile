# Everything starts here: `make` alone lists what there is. Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := build/stamps

CATALOGUES := $(shell find seko -path '*/locale/sr/*' -name '*.po')
SCHEMA := $(shell find seko -path '*/migrations/*.py' -o -name triggers.py -o -path '*/catalogue/*' -type f)
STATIC := $(shell find seko -path '*/static/*' -type f)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check bench messages documents requirements clean development

help:  ## list what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup: $(STAMPS)/static $(STAMPS)/catalogues var/stamps/migrated  ## prepare everything (again at once when nothing changed)

run: setup  ## serve on http://localhost:8000 with demonstration data (PORT=8001 for another port)
	@$(PY) tools/run.py

test: development $(STAMPS)/static $(STAMPS)/catalogues  ## all tests, on SQLite and on PostgreSQL (ARGS="-k words" for some)
	@$(PY) -m tools.suite $(ARGS)

check: development $(STAMPS)/catalogues  ## style, types, floors, catalogues, migrations (ARGS="types" for one)
	@$(PY) -m tools.check $(ARGS)

bench: development $(STAMPS)/static $(STAMPS)/catalogues  ## measure against the limits of performance, into build/bench.json
	@$(PY) -m tools.postgres with-postgres --durable -- $(PY) -m tools.bench $(ARGS)

messages: development  ## bring new strings into the catalogues of all apps, to be translated
	@$(PY) tools/po.py update $(patsubst %/apps.py,%,$(wildcard seko/*/*/apps.py))

documents: development  ## draw docs/states.md and docs/processing.md anew from the code
	@$(PY) -m tools.states
	@$(PY) -m tools.processing

requirements: development  ## choose the newest versions that requirements/*.in allow, with hashes
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --upgrade requirements/base.in -o requirements/base.txt
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --upgrade requirements/base.in requirements/dev.in -o requirements/dev.txt

clean:  ## remove what was made (.venv and build; the data under var/ stays)
	rm -rf $(VENV) build var/stamps .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find seko \( -name '*.mo' -o -name __pycache__ \) -prune -exec rm -rf {} +

development: $(VENV)/stamps/development

$(VENV)/stamps/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: PYTHON=python3.12 make")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make environments (Debian: apt-get install python3-venv)"; exit 1; }
	@mkdir -p $(@D) && touch $@

$(VENV)/stamps/platform: requirements/base.txt $(VENV)/stamps/python
	@echo "installing what the platform runs on"
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/stamps/development: requirements/dev.txt $(VENV)/stamps/platform
	@echo "installing what tests and checks need"
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/catalogues: $(CATALOGUES) $(VENV)/stamps/platform
	@$(PY) manage.py compile_catalogues
	@mkdir -p $(@D) && touch $@

$(STAMPS)/fonts: $(VENV)/stamps/platform
	@$(PY) manage.py build_fonts
	@mkdir -p $(@D) && touch $@

$(STAMPS)/static: $(STATIC) $(STAMPS)/fonts
	@$(PY) manage.py collectstatic --no-input --verbosity 0
	@mkdir -p $(@D) && touch $@

var/stamps/migrated: $(SCHEMA) $(VENV)/stamps/platform $(STAMPS)/catalogues
	@$(PY) manage.py migrate --no-input --verbosity 0
	@$(PY) manage.py load_catalogues > /dev/null
	@mkdir -p $(@D) && touch $@
