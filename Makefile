# The two commands of the README: `make demo` and `make test`. Both set up .venv themselves.
PYTHON ?= python3
BIN := .venv/bin
STORE := out/store

.PHONY: demo test check build vocabulary clean

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pledgegraph needs Python 3.11 or newer; say make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/dev: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	touch $@

demo: .venv/ready
	@mkdir -p out && rm -rf $(STORE)
	@echo '$$ pledgegraph add examples'
	@$(BIN)/pledgegraph add examples --store $(STORE)
	@echo; echo '$$ pledgegraph query --from US --to Japan'
	@$(BIN)/pledgegraph query --from US --to Japan --store $(STORE)
	@echo; echo '$$ pledgegraph query --from NATO --to 烏克蘭 --min-strength 3'
	@$(BIN)/pledgegraph query --from NATO --to 烏克蘭 --min-strength 3 --store $(STORE)
	@$(BIN)/pledgegraph export -f turtle -o out/graph.ttl --store $(STORE)
	@$(BIN)/pledgegraph view -o out/view.html --store $(STORE)
	@echo; echo "Next: open out/view.html in a browser; load out/graph.ttl in any RDF tool;"
	@echo "      ask more with: .venv/bin/pledgegraph query --help"

test: .venv/dev
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

build: .venv/dev
	rm -rf build dist
	$(BIN)/python -m build --outdir dist .
	$(BIN)/python tests/check_wheel.py dist

# A page of all classes and properties, made by pyLODE: out/vocabulary.html
vocabulary: .venv/dev
	@mkdir -p out
	$(BIN)/pylode ontology/pledgegraph.ttl -o out/vocabulary.html

clean:
	rm -rf .venv out build dist *.egg-info
