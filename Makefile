# The two commands of the README are `make demo` and `make test`; the rest serves developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: all demo test lint types system bench template clean

all: $(READY)

# Debian packages (LibreOffice, its Python bridge, a virtual screen): installed only where something is missing.
system:
	@scripts/install-debian-packages

$(READY): setup.cfg constraints.txt scripts/link-uno
	@scripts/install-debian-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	scripts/link-uno $(BIN)/python
	touch $@

demo: $(READY) system
	$(BIN)/reclam-xl demo demo

test: $(READY) system lint types
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

template: $(READY)
	rm -f templates/registre.xlsx
	$(BIN)/reclam-xl nouveau templates/registre.xlsx

clean:
	rm -rf $(VENV) demo build dist *.egg-info
