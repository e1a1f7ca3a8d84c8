#!/usr/bin/env bash
# Style, types, the house's floors, and what the plugin site says of the code: lint.sh [style|types|imports|site]; all
# of them if none is named.
# shellcheck disable=SC2329  # its functions are called by their names
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-$PWD/build/venv/bin/python}

# A folder that has the package under its own name, whatever this clone is called, and nothing of tests/ or build/
view=$(mktemp -d)
trap 'rm -rf "$view"' EXIT
mkdir "$view/scaneo_bridge"
for part in *.py core ui; do
    [ ! -e "$part" ] || ln -s "$PWD/$part" "$view/scaneo_bridge/$part"
done

style() {
    "$python" -m ruff check --quiet --output-format concise . && "$python" -m ruff format --check --quiet . && echo 'ruff: good'
}

types() {
    # mypy names files in the view: show their places in this clone
    MYPYPATH=$view "$python" -m mypy -p scaneo_bridge 2>&1 | sed -E 's#^[^ :]*/scaneo_bridge/##; s#^Success#mypy: good#'
}

imports() {
    local said
    # its command by the module: a script in the environment would break when the clone is moved
    if said=$(PYTHONPATH=$view NO_COLOR=1 "$python" -c \
        'from importlinter.cli import lint_imports_command as run; run()' --no-cache --no-logo 2>&1); then
        echo 'import-linter: good'
    else
        echo "$said"
        return 1
    fi
}

# its judges follow no links
site() {
    mkdir "$view/judged" &&
        cp -rL "$view/scaneo_bridge" "$view/judged" &&
        find "$view/judged" -name __pycache__ -prune -exec rm -r {} + &&
        build/judges-venv/bin/python tests/tools/judge.py "$view/judged" &&
        echo 'the plugin site: good'
}

[ $# -gt 0 ] || set -- style types imports site
failed=0
for check; do "$check" || failed=1; done
exit $failed
