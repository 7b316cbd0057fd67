# Two commands set everything up from nothing: `make demo` and `make test`. Only Python (3.11 to 3.13) is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE :=  # else each process that a test starts compiles all modules anew

.PHONY: demo test test-long decisions words rule-changes transcripts schemas man screenshots generated mutation coverage lint types bench bench-incidents bench-words bench-questions bench-signatures
.PHONY: bench-html bench-fleet verify-commands site clean

demo: $(VENV)/.installed
	$(BIN)/backupdx diagnose examples/agent-stopped-ubuntu.yaml

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --dist loadfile

# All tests on all that the daily run takes samples of, and the opinions of all engines on 20,000 cases: about an hour on
# two cores that do nothing else. CASES=100000 takes half a day.
test-long: $(VENV)/.installed-dev
	BACKUPDX_CASES=$(or $(CASES),20000) BACKUPDX_EFFORT=10 $(BIN)/python -m pytest -n auto --dist loadfile --durations=30

# Defects put into rules and engine one at a time (tools/mutation.py). SAMPLE=0 tries all of them, for hours.
SAMPLE ?= 200
mutation: $(VENV)/.installed-dev
	$(BIN)/python tools/mutation.py rules --sample $(SAMPLE)
	$(BIN)/python tools/mutation.py engine --sample $(SAMPLE)

# When a rule, a text or an example has changed: writes tests/decisions/ anew, for the difference to be looked at.
# CAUSES="rg-lock rpc-limit" limits it to these.
decisions: $(VENV)/.installed-dev
	$(BIN)/python tools/generated.py --write $(CAUSES)

# When a rule has changed: adds a line to its log in docs/rule-changes/, with the incidents that moved.
rule-changes: $(VENV)/.installed-dev
	$(BIN)/python tools/rule_changes.py --write

# When what is printed has changed: writes the transcripts in README and docs anew.
transcripts: $(VENV)/.installed-dev
	$(BIN)/python tools/transcripts.py --write

# When a command or an option has changed: writes docs/man/backupdx.1 anew.
man: $(VENV)/.installed-dev
	$(BIN)/python tools/man.py --write

# When what is printed has changed: draws the pictures in the README anew.
screenshots: $(VENV)/.installed-dev
	$(BIN)/python tools/screenshots.py --write

# All that is generated from the repository itself, without the Azure CLI.
generated: decisions words rule-changes transcripts schemas man screenshots

# When a code, cause or step says a word that nothing said before: `--redact` would take it for a name.
words: $(VENV)/.installed-dev
	$(BIN)/python tools/known_words.py

# When a fact, or a field of what is printed as JSON, has changed: writes docs/schemas/ anew.
schemas: $(VENV)/.installed-dev
	for file in docs/schemas/*.json; do which=$${file##*/}; \
		$(BIN)/backupdx schema $${which%-*.json} > $$file || exit 1; done

# Branches of engine/, facts/ and kb/ that the tests take.
coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# mypy sees the package through a link: the folders at the top are its subpackages.
types: $(VENV)/.installed-dev
	mkdir -p build/types && ln -sfn ../.. build/types/backupdx
	cd build/types && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -p backupdx

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/speed.py

# SIZES="1000 10000" tells how many cases; a million takes half an hour.
bench-fleet: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/fleet_speed.py $(SIZES)

bench-signatures: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/signatures.py

# Real incidents: how often the right cause stands first. WRITE=1 puts the figures into docs/accuracy.md.
bench-incidents: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/incidents.py $(if $(WRITE),--write)

# What words alone achieve, on composed reports.
bench-words: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/words.py

bench-questions: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/questions.py

# Needs Chromium for the times in the page.
bench-html: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fleet_html.py

# README, documents and a page for each cause and code as a site in build/site; a link that leads nowhere fails it.
SITE := build/site-source
site: $(VENV)/.installed-site
	rm -rf $(SITE) build/site && mkdir -p $(SITE)/tools $(SITE)/benchmarks/incidents
	cp -R README.md CONTRIBUTING.md CHANGELOG.md docs examples proofcheck.py $(SITE)
	cp tools/fixed_knowledge.py $(SITE)/tools && cp benchmarks/incidents/README.md $(SITE)/benchmarks/incidents
	$(BIN)/backupdx kb pages --out $(SITE)/knowledge
	$(BIN)/zensical build --strict

# Once per release, and when a command changes: installs the Azure CLI (large) under build/ and asks it.
verify-commands: $(VENV)/.installed-dev
	$(BIN)/python tools/verify_commands.py --write

$(VENV)/.created:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Python 3.11 to 3.13 is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python tools/typed_install.py
	touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	touch $@

$(VENV)/.installed-site: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[site]'
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
