# Two commands: `make run` tries or runs the bot, `make test` tests it. Both set up everything they need in .venv.
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format bench clean

run: $(VENV)/.for-running
	@$(BIN)/zhendema run

# On each core a worker, at most four: each may need four gigabytes. Who has done its half takes over from the other.
test: $(VENV)/.for-testing
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.for-testing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.for-testing
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Texts to measure with are not part of the project. A million debunks take long, and 10 GB in FOLDER.
FOLDER := /tmp/zhendema-scale
SIZES := 2000 10000
BENCH := ../shared/data/bench
TRAIN := ../shared/data/train
bench: $(VENV)/.for-testing
	@$(BIN)/python -m benchmarks.scale $(BENCH) $(TRAIN) --sizes $(SIZES) --folder $(FOLDER) --out var/bench

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.for-running: pyproject.toml constraints.txt
	@EDITABLE=1 .ci/install $(VENV)
	@touch $@

$(VENV)/.for-testing: pyproject.toml constraints.txt
	@EDITABLE=1 .ci/install $(VENV) dev
	@touch $(VENV)/.for-running $@
