# The few commands a person types. Needed beforehand: Python 3.11 or newer with pip, and make.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
# pip of the machine, working on .venv: Debian's Python can make an environment, but not put pip into it.
INSTALL = $(PYTHON) -m pip --python $(PY) --disable-pip-version-check install -qq --require-hashes -r

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench pins audit sbom pictures

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1	/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-8s %s\n", $$1, $$2 }'

setup: .venv/try.done  ## Make .venv with everything the bot and the try-out need

# Without a token there is nothing to connect to: the same command opens the try-out in the browser.
TOKEN := $(if $(DISCORD_TOKEN),yes,$(shell grep -qsE '^[[:space:]]*(export[[:space:]]+)?DISCORD_TOKEN[[:space:]]*=[[:space:]]*[^[:space:]#]' .env && echo yes))
run: .venv/$(if $(TOKEN),run,try).done  ## Start the bot; without DISCORD_TOKEN, the try-out in the browser
	@exec $(PY) -m bot run

test: .venv/dev.done  ## Run the tests; ARGS="-k name" is passed on to pytest
	$(PY) -m pytest -n auto $(ARGS)

check: .venv/dev.done  ## Format, lint, types, imports and tests; TESTED=1 leaves the tests out
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy bot cogs
	.venv/bin/lint-imports --no-cache
	$(if $(TESTED),,$(PY) -m pytest -n auto $(ARGS))

bench: .venv/dev.done  ## Measure, and print the figures
	$(PY) -m benchmarks.bench $(ARGS)

COMPILE = .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header pyproject.toml
pins: .venv/dev.done  ## Choose the newest versions that pyproject.toml allows, and write requirements/*.txt
	$(COMPILE) --upgrade --extra dev --output-file requirements/dev.txt
	$(COMPILE) --upgrade --extra try --constraints requirements/dev.txt --output-file requirements/try.txt
	$(COMPILE) --upgrade --constraints requirements/dev.txt --output-file requirements/run.txt
	@! grep -nE '://|^-' requirements/*.txt || { echo "requirements/ must not name an address." >&2; exit 1; }

audit: .venv/dev.done  ## Ask the public lists for known weaknesses of the pinned packages (over the network)
	@$(PY) -m scripts.audit_packages

sbom: .venv/dev.done  ## Write sbom.json, what a running bot is made of, as CycloneDX
	$(PY) -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible -o sbom.json requirements/run.txt
	@echo "Wrote sbom.json."

pictures: .venv/dev.done  ## Make the pictures of docs/ anew, from the try-out (needs Chromium)
	$(PY) -m scripts.make_pictures

# Each stamp is newer than the set that was installed, so that a second start installs nothing.
.venv/made.done:
	@test -n "$(PYTHON)" || { echo "Onward needs Python 3.11 or newer; install it, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Onward needs Python 3.11 or newer, and $(PYTHON) is older or not there." >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 \
		|| { echo "Onward needs pip for $(PYTHON); on Debian: apt-get install python3-pip" >&2; exit 1; }
	@$(PYTHON) -m venv --without-pip .venv \
		|| { echo "$(PYTHON) cannot make .venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

.venv/%.done: requirements/%.txt | .venv/made.done
	@echo "Installing requirements/$*.txt into .venv: a minute or two, the first time only."
	@$(INSTALL) $<
	@touch $@
