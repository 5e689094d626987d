# Two commands are enough: `make run` and `make test`. Each sets up what it needs first.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
SECONDS ?= 60
ENGINE ?= webkit
WALKS ?= 200
TO ?= site
ROOT ?= /
BIN := .venv/bin

# One process, several threads: SQLite has one writer anyway, who does the work of all that wait in one commit, and
# every answer that is not personal comes from memory.
# No thread waits for a client (hinge_pwa/serving/front.py); docs/deploy.md says what the limits are for.
# Browsers keep connections open that never ask for anything: Ctrl-C waits 3 seconds for them, not 30.
SERVE := granian --interface rsgi --http 1 --no-ws --workers 1 --workers-kill-timeout 3 \
	--backlog 2048 --backpressure 2048 --http1-buffer-size 65536 \
	--host "$(HOST)" --port "$(PORT)" app:front

.PHONY: help run test check packages bundles static audit fuzz soak bench bench-accounts bench-front bench-motion bench-sync failover lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set everything up and serve; HOST and PORT change where (127.0.0.1, 8000)
	@$(PYTHON) tools/environment.py run
	@$(BIN)/flask --app app db upgrade
	@$(BIN)/python tools/address.py "$(HOST)" "$(PORT)"
	@ulimit -S -n 4096 2>/dev/null; GRANIAN_LOG_LEVEL=$${GRANIAN_LOG_LEVEL:-warning} exec $(BIN)/$(SERVE)

test: ## Set everything up, check the code, run every test
	@$(MAKE) --no-print-directory --jobs=2 check packages
	@$(BIN)/python tools/browsers.py
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist worksteal $(TESTS)

check: ## Lint, format and type checks alone
	@$(PYTHON) tools/environment.py test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@found=$$($(BIN)/lint-imports --no-logo --no-cache) || { echo "$$found" >&2; exit 1; }
	@if [ -x $(BIN)/biome ]; then $(BIN)/biome check --error-on-warnings --log-level=warn; \
		else echo "Biome has no program for this system: scripts and styles are not checked."; fi
	@$(BIN)/python -m tools.long_lines

packages: ## Get the browsers that the tests drive, as root on Debian or Ubuntu; `make test` does it too
	@$(PYTHON) tools/browsers.py packages

bundles: ## Join the scripts anew for pages, after a change of any (needs npm)
	@npm ci --no-audit --no-fund --ignore-scripts --silent
	@node tools/bundle.mjs

static: ## Write all of Hinge as files for any host with HTTPS; TO=site, ROOT=/hinge where it is not at the host's root
	@$(PYTHON) tools/environment.py run
	@$(BIN)/python -m tools.static_site "$(TO)" "$(ROOT)"

audit: ## Ask PyPI for known vulnerabilities of all that requirements/*.txt pin
	@$(PYTHON) tools/environment.py audit
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		-r requirements/test.txt -r requirements/audit.txt \
		|| { echo "Not clean, or not audited: see above." >&2; exit 1; }

fuzz: ## Fuzz the API, guided by coverage for SECONDS=60 twice, then by its description
	@$(PYTHON) tools/environment.py fuzz
	@$(BIN)/python -m tools.fuzz reading -max_total_time=$(SECONDS)
	@$(BIN)/python -m tools.fuzz requests -max_total_time=$(SECONDS)
	@FUZZ=10 $(BIN)/python -m pytest --numprocesses auto tests/sync/test_reading.py tests/web/test_openapi.py tests/web/test_schemathesis.py \
		tests/serving/test_slow_bodies.py tests/web/test_odd_requests.py

soak: ## Use the app at random and check that no practice is lost; ENGINE=webkit (chromium, firefox), WALKS=200, SEED
	@$(PYTHON) tools/environment.py test
	@$(BIN)/python tools/browsers.py
	@$(BIN)/python -m tests.engines.soak $(ENGINE) --walks $(WALKS) $(if $(SEED),--seed $(SEED))

bench-sync: ## Measure what sync costs beside bare Flask and sqlite3, 2 minutes; QUICK=1: less
	@$(PYTHON) tools/environment.py test
	@$(BIN)/python -m tools.bench_sync

bench-front: ## Measure how soon Today is seen beside a page that says hello, 2 minutes; PAGE=/guides/, ROUNDS=9
	@$(PYTHON) tools/environment.py test
	@$(BIN)/python tools/browsers.py
	@PAGE="$(PAGE)" ROUNDS="$(ROUNDS)" $(BIN)/python -m tools.bench_front

bench-accounts: ## Measure what the size of an account costs on SQLite, 2 minutes; QUICK=1: less
	@$(PYTHON) tools/environment.py test
	@$(BIN)/python -m tools.bench_sync.accounts

failover: ## Kill hosts under load and check that no record is lost, 2 minutes (needs root, HAProxy, PostgreSQL)
	@$(PYTHON) tools/environment.py run
	@$(BIN)/python -m tools.failover

lock: ## Pin the newest versions of what requirements/*.in name (needs uv)
	@$(PYTHON) tools/environment.py lock

bench: bench-sync bench-accounts ## Run both benches that need no recordings

bench-motion: ## Score the motion counter on recordings in DATA=/folder
	@$(PYTHON) tools/environment.py test
	@$$($(BIN)/python -c 'import playwright, pathlib; print(pathlib.Path(playwright.__file__).parent / "driver" / "node")') \
		tools/bench-motion.mjs $(DATA)

clean: ## Delete everything that was set up; records in instance/ stay
	@$(PYTHON) tools/environment.py clean
	@rm -rf site .mypy_cache .ruff_cache .pytest_cache .hypothesis instance/build
