# make demo    set up, then do the whole job on the example articles; results in build/demo/
# make test    set up, then lint, types and tests
# make lint    ruff and mypy alone
# make docs    write the generated reference pages
# make clean   remove what make made
#
# Set-up needs Python 3.11 or later. uv is taken from the path; where it is missing, the project's own
# environment gets it. Packages are those of uv.lock, by hash.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)
READY := $(VENV)/.ready
DEMO := build/demo

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never

.PHONY: demo test lint docs clean

demo: $(READY)
	@rm -rf $(DEMO)
	@$(BIN)/sayso init $(DEMO)/desk > /dev/null
	@cp examples/desk.toml $(DEMO)/desk/desk.toml
	@echo "Reading the example articles (every outlet and person in them is invented) ..."
	@$(BIN)/sayso add $(DEMO)/desk examples/articles > /dev/null
	@$(BIN)/sayso brief $(DEMO)/desk --out $(DEMO)
	@echo
	@echo "Next, for example:"
	@echo "  $(BIN)/sayso serve $(DEMO)/desk   look it through in a browser"
	@echo "  $(BIN)/sayso read examples/articles/2025-03-05-dnipro-courier-corridor-ifs.txt --outlet \"Dnipro Courier\"   who says what, on whose say-so"
	@echo "  $(BIN)/sayso claims $(DEMO)/desk   find the claim that many outlets print and one origin made"
	@echo "  $(BIN)/sayso check $(DEMO)/brief.md --desk $(DEMO)/desk   after you edited it"

test: lint
	@$(BIN)/pytest -n 2 --dist loadfile

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

docs: $(READY)
	@$(BIN)/python docs/write_cli_reference.py
	@$(BIN)/python docs/write_schemas.py
	@$(BIN)/python docs/write_api_reference.py

clean:
	rm -rf build $(VENV)

# --inexact: leave uv itself in the environment where it was put there.
$(READY): uv.lock pyproject.toml | $(UV)
	@$(UV) sync --quiet --locked --inexact
	@touch $@

$(BIN)/uv:
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make an environment here."; \
		echo "Install its venv module (on Debian: apt install python3-venv) and run make again."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
