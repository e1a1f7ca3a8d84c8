# Every target installs what it needs: in build/, and QGIS by apt if it isn't there. Arguments for pytest: ARGS="-k name"
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test bench lint package picture clean

PYTHON := build/venv/bin/python
# no window, and the real SCANEO
TEST_ENV = QT_QPA_PLATFORM=offscreen SCANEO_VENV="$(CURDIR)/build/scaneo-venv"

help:  ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

run:  ## start QGIS with the plugin and a sample campaign (without a display: drive it and report)
	@tests/tools/setup.sh qgis
	@tests/tools/run.sh

test:  ## run all tests, those with QGIS and with the real SCANEO too
	@tests/tools/setup.sh qgis venv scaneo browser
	@echo '[5/5] pytest'
	@rm -rf .qgis-settings  # where pytest-qgis keeps its QGIS profile: the last run's must not matter
	@$(TEST_ENV) $(PYTHON) -m pytest $(ARGS)

bench:  ## measure how long import, export and labelling take
	@tests/tools/setup.sh qgis venv scaneo
	@echo '[4/4] benchmarks'
	@$(TEST_ENV) QGIS_CUSTOM_CONFIG_PATH="$(CURDIR)/build/qgis-config" $(PYTHON) tests/benchmarks/run.py $(ARGS)

lint:  ## check style, types and who may import whom
	@tests/tools/setup.sh qgis venv
	@echo '[3/3] ruff, mypy, import-linter'
	@tests/tools/lint.sh

package:  ## build the zip that users install
	@tests/tools/package.sh

picture:  ## take the README's pictures of the plugin at work
	@tests/tools/setup.sh qgis
	@for page in drive:dock labelling:labelling layers:layers; do \
	    tests/tools/run.sh --headless $${page%:*} && cp build/screenshot.png tests/desktop/$${page#*:}.png || exit; \
	    echo "tests/desktop/$${page#*:}.png is new"; \
	done

clean:  ## remove all that was built or installed here
	rm -rf build .hypothesis .mypy_cache .pytest_cache .qgis-settings .ruff_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
