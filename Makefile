# Every target installs what it needs: in build/, and QGIS by apt if it isn't there. Arguments for pytest: ARGS="-k name"
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run quick test test-qt6 test-matrix fuzz survive bench lint i18n package release picture clean

PYTHON := build/venv/bin/python
# no window, and the real SCANEO
TEST_ENV = QT_QPA_PLATFORM=offscreen SCANEO_VENV="$(CURDIR)/build/scaneo-venv"

# No QGIS is started (pytest-qgis would, and stop where there is no display), all cores work, and hypothesis tries little.
QUICK = -p no:pytest_qgis -p no:pytest-qt -n auto --dist worksteal -m "not slow" -q
QUICK_ENV = HYPOTHESIS_PROFILE=quick PYTHONDONTWRITEBYTECODE=1

# All cores work, a file of tests each. The files keep their order: the long ones, which drive QGIS Desktop, come first.
# A test that ends its QGIS fails, and another QGIS goes on, but not for ever. What needs the terminal runs in one process.
PARALLEL = $(if $(filter -s --pdb,$(ARGS)),,-n auto --dist loadfile --no-loadscope-reorder --max-worker-restart 2)

# PyQt6, and names in place of QGIS
QT6_TESTS = QT_QPA_PLATFORM=offscreen PYTEST_QT_API=pyqt6 PYTHONPATH="$(CURDIR)/tests/qt6/shim" \
    build/qt6-venv/bin/python -m pytest --continue-on-collection-errors

help:  ## show this list
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 22

run:  ## start QGIS with the plugin and a sample campaign (without a display: drive it and report)
	@tests/tools/setup.sh qgis
	@tests/tools/run.sh

quick:  ## run the tests that need no QGIS, in seconds, without those that take long: ARGS="-k name" for some
	@tests/tools/setup.sh qgis venv
	@echo '[3/3] pytest'
	@$(QUICK_ENV) $(PYTHON) -m pytest tests/unit $(QUICK) $(ARGS)

test:  ## run all tests, those with QGIS, with the real SCANEO and on Qt 6 too: ARGS="-k name" for some
	@tests/tools/setup.sh qgis venv scaneo browser judges qt6
	@echo '[7/7] pytest'
	$(if $(ARGS),,@$(QT6_TESTS) tests/qt6)
	@rm -rf .qgis-settings  # where pytest-qgis keeps its QGIS profile: the last run's must not matter
	@$(TEST_ENV) $(PYTHON) -m pytest $(PARALLEL) $(ARGS)

test-qt6:  ## check every name of Qt against PyQt6, and run the widgets that need no QGIS on it
	@tests/tools/setup.sh qgis qt6
	@echo '[3/3] pytest, on Qt 6'
	@$(QT6_TESTS) tests/qt6 $(ARGS)

fuzz:  ## give the readers inputs that nobody thought of: MINUTES=5, or 60
	@tests/tools/setup.sh qgis fuzz
	@echo '[3/3] atheris'
	@build/fuzz-venv/bin/python tests/fuzz/run.py --minutes $(or $(MINUTES),5)

survive:  ## kill, starve and cross it, as people and disks do: ARGS="--kills 500 --rounds 100"
	@tests/tools/setup.sh qgis venv scaneo
	@echo '[4/4] kills, two QGIS at once, bad places, fast hands'
	@$(TEST_ENV) $(PYTHON) tests/survive/run.py $(ARGS)

test-matrix:  ## run all tests and QGIS Desktop on QGIS 3.40 and 3.44, in chroots (as root): VERSIONS=3.44 ARGS="-k name"
	@ARGS="$(ARGS)" tests/tools/matrix.sh $(VERSIONS)

bench:  ## measure how long import, export and labelling take
	@tests/tools/setup.sh qgis venv scaneo
	@echo '[4/4] benchmarks'
	@$(TEST_ENV) QGIS_CUSTOM_CONFIG_PATH="$(CURDIR)/build/qgis-config" $(PYTHON) tests/benchmarks/run.py $(ARGS)

lint:  ## check style, types, who may import whom, and what the plugin site says of the code
	@tests/tools/setup.sh qgis venv judges
	@echo '[4/4] ruff, mypy, import-linter, bandit, detect-secrets, flake8'
	@tests/tools/lint.sh

i18n:  ## collect what is to be translated into i18n/*.ts: LANGUAGE=fr begins a new one
	@tests/tools/setup.sh linguist
	@echo '[2/2] the catalogues'
	@tests/tools/i18n.py $(LANGUAGE)

package:  ## build the zip that users install, and judge it as the plugin site does: ADDRESSES=1 asks its addresses, too
	@tests/tools/setup.sh qgis judges linguist
	@echo '[4/4] the zip'
	@tests/tools/package.sh --judge $(if $(ADDRESSES),--addresses)

release:  ## tests, version, changelog, tag and the judged zip: VERSION=0.2.0, DRY_RUN=1 shows it and changes nothing
	@tests/tools/setup.sh qgis judges
	@echo '[3/3] the release'
	@tests/tools/release.sh $(if $(DRY_RUN),--dry-run) $(VERSION)

picture:  ## take the README's pictures of the plugin at work
	@tests/tools/setup.sh qgis
	@for page in drive:dock labelling:labelling layers:layers checks:checks conflicts:conflicts reading:reading locator:locator; do \
	    tests/tools/run.sh --headless $${page%:*} && cp build/screenshot.png tests/desktop/$${page#*:}.png || exit; \
	    echo "tests/desktop/$${page#*:}.png is new"; \
	done

clean:  ## remove all that was built or installed here
	rm -rf build .hypothesis .mypy_cache .pytest_cache .qgis-settings .ruff_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
