# make run: the app on port 8501.  make test: every check.  make audit: known faults of the packages.  make fuzz: random articles, for half an hour.
# Each sets up what it needs once, and reuses it.
PYTHON ?= python3
PORT ?= 8501
# of the tests. With three on two processors a page is now and then slower than a test waits
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin

# the scripts of the page are checked with packages of Node's, which nothing else needs
JS := tests/js
JSBIN := $(JS)/node_modules/.bin
MAP := static/map
PIECE := dashboard/html/parts

.PHONY: run test test-types test-scripts test-scripts-if-node test-long fuzz audit format clean

run: $(VENV)/.app
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.headless true

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory -j 2 test-types test-scripts-if-node
	$(BIN)/python tests/chromium.py
	$(BIN)/python tests/nginx.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not long"

# the two take a processor each
test-types: $(VENV)/.test
	$(BIN)/mypy

test-scripts-if-node:
	@if node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; then $(MAKE) --no-print-directory test-scripts; else echo "Skipped: ESLint, Prettier and tsc over the scripts of the page need Node 20 or newer."; fi

test-scripts: $(JS)/node_modules/.made
	$(JSBIN)/eslint --config $(JS)/eslint.config.js $(MAP) $(PIECE)
	$(JSBIN)/prettier --config $(JS)/prettier.json --check $(MAP) static/symbology.json
	$(JSBIN)/tsc --project $(JS)

# hostile inputs, every pattern, crowds, damage to the list of towns: some minutes
test-long: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal -m long

fuzz: $(VENV)/.test
	FUZZ_EXAMPLES=100000 $(BIN)/python -m pytest -n 2 --dist worksteal tests/faults/test_fuzz.py tests/faults/test_fuzz_addresses.py

# known faults of what the app needs; one that cannot be looked up is no pass
audit: $(VENV)/.test
	$(BIN)/pip-audit --strict --requirement requirements.txt

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(JS)/node_modules .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Claimline needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Name another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/.app: requirements.txt $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: tests/requirements.txt $(VENV)/.app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

$(JS)/node_modules/.made: $(JS)/package.json $(JS)/package-lock.json
	cd $(JS) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
