# On a fresh Debian machine with make and Python 3.11 or newer, `make run` and `make test` need nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8050
FILES ?=
PAPERS ?= $(wildcard ../shared/reports)

# Debian's packages are installed by root, or with sudo; who is neither is told what to ask for.
define install
if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; else \
  echo "$(1) is missing. Ask an administrator to run: apt-get install $(1)" >&2; exit 1; fi; \
command -v apt-get >/dev/null || { echo "$(1) is missing. Install it and try again." >&2; exit 1; }; \
$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $(1)
endef

.PHONY: help run test lint format load bench browser lock
.DEFAULT_GOAL := help

help: ## list what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

run: $(VENV)/ready ## serve the dashboard at http://127.0.0.1:8050 (PORT=8051 for another)
	@$(BIN)/python app.py --port $(PORT)

test: $(VENV)/ready-dev browser ## run every test, those in a browser included
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/ready-dev ## check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/ready-dev ## put the code into its style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# FILES is one path as it is, spaces and all, or else several as a shell splits them: one with spaces has quotes of its
# own, as in FILES="'June 2032.pdf' july.docx".
load: $(VENV)/ready ## add reports to the dashboard's own dataset: make load FILES="may.pdf june.docx"
	@if [ -e "$$FILES" ]; then set -- "$$FILES"; else eval "set -- $$FILES"; fi; \
	  $(BIN)/python -m loaders build "$$@" --output dataset

bench: $(VENV)/ready-dev browser ## measure loading, starting, the first page, each answer and many at once (PAPERS=folder to load others)
	@$(BIN)/python -m bench $(PAPERS) $(if $(FLOOR),--floor $(FLOOR))

define lock_head
# Every package of requirements.txt and all that they need, each with the checksums of its files, for Python 3.11 on
# Linux. `make lock` writes it; `pip install --require-hashes -r requirements.lock` installs nothing else.
endef
export lock_head

lock: $(VENV)/ready-dev ## write requirements.lock anew from requirements.txt
	@$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --output-file requirements.new requirements.txt
	@{ echo "$$lock_head"; grep -v '^#' requirements.new | grep .; } > requirements.lock && rm requirements.new

# The stamps are newer than the lists they were installed from, so that setting up is done once for each list.
$(VENV)/ready: requirements.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/ready $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: name it, as in make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 1; }
	@# Debian keeps the part of Python that makes virtual environments in a package of its own.
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call install,python3-venv); }
	@$(PYTHON) -m venv $(VENV)

# The tests drive the machine's own Chromium; CHROMIUM names one that stands elsewhere.
browser:
	@[ -n "$$CHROMIUM" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  command -v google-chrome >/dev/null || { $(call install,chromium); }
