# The two commands of the README are `make demo` and `make test`; the rest serves developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# The declaration of the workbook and its rules: every branch of them is tried.
WHOLE := reclam_xl/layout/*,reclam_xl/rules/*

.PHONY: all demo test lint types bench template docs package clean

all: $(READY)

# Debian packages (LibreOffice, its Python bridge, a virtual screen) are installed only where something is missing.
$(READY): setup.cfg constraints.txt scripts/link-uno scripts/install-debian-packages
	@scripts/install-debian-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	$(BIN)/python scripts/link-uno
	$(BIN)/python -m compileall -q reclam_xl
	touch $@

demo: $(READY)
	$(BIN)/reclam-xl demo demo

test: $(READY) lint types
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=
	$(BIN)/coverage report --include='$(WHOLE)' --fail-under=100

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

bench: $(READY)
	for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each; done

template: $(READY)
	rm -f templates/registre.xlsx
	$(BIN)/reclam-xl nouveau templates/registre.xlsx

docs: $(READY)
	$(BIN)/python scripts/docs-classeur
	$(BIN)/python scripts/docs-controles

# Builds the distribution, installs it away from the sources and uses it (a minute, with the package index).
package: $(READY)
	$(BIN)/python scripts/try-install

clean:
	rm -rf $(VENV) demo build dist *.egg-info
