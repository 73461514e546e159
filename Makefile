# What you can ask for. Everything sets itself up on first use; a second time costs nothing.
#   make serve                          look at the site while you edit (http://127.0.0.1:8000)
#   make site [DATA= SITE= SITE_URL=]   make the site; SEARCH=0 leaves the search index out
#   make pakket                         make the site and pack it for a host: kennisportaal.zip (PAKKET= elsewhere)
#   make check [BASE=main]              list everything that is wrong in data and pages; and in what changed since main;
#                                       VORM=json, github or gitlab for programs
#   make diff BASE=main                 show what changed in the records since main, field by field
#   make herziening                     list which records should have been reviewed by now, for each beheerder
#   make links                          ask every outside address in data and pages whether it works
#   make urls                           at a release: add the new addresses to data/urls.txt, to keep them for ever
#   make release VERSIE=2026.1          a release of the data: checks, changelog, archive with checksums; DATUM= is its day
#   make test                           all tests, but for the slow ones; make test-all: those too
#   make bench                          how fast it is, beside Hugo, Eleventy, Zensical and plain MkDocs + Material; DEEL=bouw,
#                                       check, groei, serve or lezen: that part alone; AANTAL=1000: at one size
#   make new [SOORT=lessen ID=mijn-les] start a new record: asks on a terminal for what is needed; VORM= where a kind has
#                                       more forms; titel="…" themas=… and any other field can be given as well;
#                                       SOORT=kennisboost ID=… SESSIES=5: a week with its sessions
#   make fix [BESTAND=data/lessen/x.yml] mend what a machine can in the records: order of fields, indentation, quotation
#                                       marks, loose spaces, old names of fields; never what they say
#   make import BESTAND=mijn-les.yml    make a record of a file or issue that someone sent; SOORT= and ID= where it does not say
#   make lock                           renew the pinned dependencies
#   make clean                          remove the site and all that was set up

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

# The names of what stands behind make, whose values go to the commands as they were typed: "$" is no sign of make there.
GEGEVEN := $(foreach name,$(.VARIABLES),$(if $(filter command line,$(origin $(name))),$(name)))
$(foreach name,$(GEGEVEN),$(eval override $(name) := $$(value $(name)))$(eval export $(name)))

# Else every command compiles the generator again: that takes a fifth of a second.
unexport PYTHONDONTWRITEBYTECODE

export DATA ?= data
export SITE ?= site
export SITE_URL ?=
export PAKKET ?= kennisportaal.zip
export SEARCH ?= 1
export BASE ?=
export ISSUES ?=
export VERSIE ?=
export DATUM ?=
export VORM ?=
export BESTAND ?=
export SOORT ?=
export ID ?=
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: serve site pakket check diff herziening links urls release test test-all bench new fix import lock clean

serve: $(VENV)/site.klaar
	@$(RUN) -m scripts.serve

site: $(VENV)/site.klaar
	@$(RUN) -m scripts.site

pakket: $(VENV)/site.klaar
	@$(RUN) -m scripts.pakket

check: $(VENV)/site.klaar
	@$(RUN) -m scripts.check

diff: $(VENV)/site.klaar
	@$(RUN) -m scripts.diff

herziening: $(VENV)/site.klaar
	@$(RUN) -m scripts.herziening

links: $(VENV)/site.klaar
	@$(RUN) -m scripts.links

urls: $(VENV)/site.klaar
	@$(RUN) -m scripts.urls

release: $(VENV)/site.klaar
	@$(RUN) -m scripts.release

test: $(VENV)/test.klaar
	@$(RUN) -m pytest -m "not slow" $(ARGS)

test-all: $(VENV)/test.klaar
	@$(RUN) -m pytest $(ARGS)

bench: $(VENV)/test.klaar
	@$(RUN) -m scripts.bench $(if $(DEEL),--deel "$(DEEL)") $(if $(AANTAL),--aantal "$(AANTAL)")

new: $(VENV)/site.klaar
	@GEGEVEN="$(GEGEVEN)" $(RUN) -m scripts.new "$(SOORT)" "$(ID)" "$(VORM)" "$(SESSIES)"

fix: $(VENV)/site.klaar
	@$(RUN) -m scripts.fix

import: $(VENV)/site.klaar
	@$(RUN) -m scripts.bring_in

lock:
	@$(PYTHON) scripts/lock.py

clean:
	rm -rf site $(VENV) .pytest_cache .ruff_cache

$(VENV)/%.klaar: requirements/%.txt $(wildcard requirements/npm/*/package-lock.json) scripts/set_up.py
	@$(PYTHON) scripts/set_up.py $(VENV) $*
