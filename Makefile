# Two commands do everything: `make brief` and `make test`. Needed: Python 3.11 or newer with pip, and make.
# PYTHON=/path/to/python chooses the interpreter that .venv is made with.

# Literally what was typed: a path may hold spaces and dollar signs. The recipes read it from the environment.
override STORY := $(value STORY)
export STORY

BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help brief test lint types contracts tests examples schemas bench-examples bench-local bench-startup bench-grounding bench-end-to-end bench-quality bench-golden bench-wire fuzz-wire clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

brief: .venv/.local ## Write a brief with the embedded model: of an example, or of STORY=path
	@sh scripts/brief.sh

test: lint types contracts tests ## Check everything: the four that follow, stopping at the first that fails

lint: .venv/.dev ## Check style and layout (ruff)
	@echo "== lint: ruff check, ruff format --check"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.dev ## Check types (mypy --strict)
	@echo "== types: mypy"
	@$(BIN)/mypy

contracts: .venv/.dev ## Check that dependencies point one way (import-linter)
	@echo "== contracts: lint-imports"
	@$(BIN)/lint-imports

tests: .venv/.dev ## Run the tests (pytest); they ask no model and stay off the network
	@echo "== tests: pytest"
	@$(BIN)/pytest -q -n 2

examples: .venv/.dev ## Write the briefs of the examples again with the embedded model, and record them
	@$(BIN)/python benchmarks/examples.py --record

schemas: .venv/.local ## Write schemas/*.schema.json from the code
	@for name in brief golden report story; do \
	    echo "== schemas/$$name.schema.json"; \
	    $(BIN)/briefgen schema $$name > schemas/.$$name.new && mv schemas/.$$name.new schemas/$$name.schema.json || exit; \
	done

bench-examples: .venv/.dev ## Measure the briefs of the examples
	@$(BIN)/python benchmarks/examples.py

bench-local: .venv/.dev ## Measure the embedded model
	@$(BIN)/python benchmarks/local.py

bench-startup: .venv/.dev ## Measure how long the commands take to start
	@$(BIN)/python benchmarks/startup.py

bench-grounding: .venv/.dev ## Measure the checks: text that people judged, and facts changed one at a time
	@$(BIN)/python benchmarks/grounding.py

bench-end-to-end: .venv/.dev ## Measure what the checks withhold from briefs of twelve stories, six of them written live
	@$(BIN)/python benchmarks/end_to_end.py

bench-golden: .venv/.dev ## Measure how long a golden brief takes to replay and compare
	@$(BIN)/python benchmarks/golden.py

bench-wire: .venv/.dev ## Measure how many stories a second each reader reads
	@$(BIN)/python benchmarks/wire.py

fuzz-wire: .venv/.dev ## Read 200,000 damaged items of every format (hours)
	@$(BIN)/python benchmarks/wire_fuzz.py

bench-quality: .venv/.dev ## Measure the briefs of the quality stories beside those of a plain script
	@$(BIN)/python benchmarks/quality

clean: ## Remove the environment, caches and builds; the weights stay in the data directory
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find briefgen tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The install is editable: only a change of pyproject.toml makes it run again.
.venv/.local .venv/.dev: pyproject.toml
	@sh scripts/environment.sh $(patsubst .venv/.%,%,$@)
