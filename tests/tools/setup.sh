#!/usr/bin/env bash
# Installs what a make target needs, and only what is missing: setup.sh STEP...
# (steps: qgis, venv, scaneo, browser, qt6, judges, fuzz, linguist; wheels loads PyPI's packages for another Python: tests/tools/matrix.sh)
#
# Prints one line per step; what an installer says goes to build/logs/. An environment keeps what it was made of
# in its file .stamp, so that a second run has nothing to do, and one that was broken off is made anew.
# QGIS_PYTHON names the Python that has QGIS, if this script can't find it.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Debian's packages for `make run` and for the Python of the tests
packages=(qgis python3-qgis python3-shapely python3-venv xvfb xauth fonts-open-sans)
# Tools that judge style are pinned: a new rule must not break an old commit.
tools=(pytest-qgis==5.0.2 pytest-qt pytest pytest-xdist==3.8.0 hypothesis ruff==0.17.6 mypy==2.4.1 import-linter)
# Transforms are checked against it. The system's own, where there is one, computes with QGIS's PROJ; PyPI's brings
# another, and the two live in one process.
oracle=pyproj
# SCANEO asks for Python 3.12, but runs on 3.11: it is installed apart from what it depends on.
scaneo=scaneo==2025.12.10
scaneo_needs=(typer fastapi 'uvicorn[standard]' rasterio shapely mercantile cachetools requests matplotlib tqdm
    python-dotenv pyproj python-multipart websockets)

# What opens SCANEO's page in the tests: any of these commands (tests/deeds/browser.py). By apt, one of
# the first two: without windows it is the smaller one, but not everywhere.
browsers=(chromium-headless-shell chromium chromium-browser google-chrome)

# Qt as QGIS 4 has it, and mypy, which reads what PyQt6 says of its classes
qt6=(PyQt6==6.8.1 pytest-qt pytest mypy==2.4.1)
# What judges the package as the plugin site does (tests/tools/judge.py)
judges=(bandit==1.8.6 detect-secrets==1.5.0 flake8==7.3.0)

# The fuzzer brings libFuzzer, and wheels for Python 3.11 to 3.13 on Linux only.
fuzzer=(atheris==3.0.0)

export DEBIAN_FRONTEND=noninteractive PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
mkdir -p build/logs
step=0
steps=$(($# + 1)) # the last one is the target's own

begin() { # begin TEXT
    step=$((step + 1))
    started=$SECONDS
    printf '[%d/%d] %s … ' "$step" "$steps" "$1"
}

end() { # end WORD
    if ((SECONDS - started > 1)); then printf '%s (%d s)\n' "$1" $((SECONDS - started)); else echo "$1"; fi
}

fail() { # fail TEXT [LOG]
    printf 'failed\n\n%s\n' "$1" >&2
    if [ $# -gt 1 ]; then
        printf '\nThe end of %s:\n' "$2" >&2
        tail -n 25 "$2" >&2
    fi
    exit 1
}

# The first Python that has QGIS and shapely and can make virtual environments; the first on PATH often can't.
find_python() {
    local python
    for python in "${QGIS_PYTHON:-}" /usr/bin/python3 python3; do
        if [ -n "$python" ] && "$python" -c 'import ensurepip, qgis.core, shapely, venv' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    return 1
}

have_qgis() { find_python >/dev/null && command -v qgis Xvfb xvfb-run xauth >/dev/null; }

have_browser() { [ -n "$(command -v "${browsers[@]}")" ]; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n --preserve-env=DEBIAN_FRONTEND "$@"; fi; }

apt() { as_root apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -y -q "$@" </dev/null; }

set_up_qgis() {
    local log=build/logs/qgis-install.log
    begin 'QGIS with its Python, shapely, Xvfb'
    if have_qgis; then
        end ready
        return
    fi
    command -v apt-get >/dev/null || fail "Please install QGIS 3.22 or later, shapely for its Python, and Xvfb; \
if QGIS has a Python of its own, name it in QGIS_PYTHON."
    { apt update && apt install --no-install-recommends "${packages[@]}"; } >"$log" 2>&1 ||
        fail "These packages could not be installed: ${packages[*]}" "$log"
    have_qgis || fail 'The packages are installed, but no Python imports qgis.core and shapely.' "$log"
    end installed
}

set_up_browser() {
    local log=build/logs/browser-install.log
    begin "a browser for SCANEO's page"
    if have_browser; then
        end ready
        return
    fi
    command -v apt-get >/dev/null || fail "Please install Chromium or Chrome: one of ${browsers[*]} on the PATH."
    { apt update && { apt install --no-install-recommends "${browsers[0]}" ||
        apt install --no-install-recommends "${browsers[1]}"; }; } >"$log" 2>&1 ||
        fail "No browser could be installed by apt. Any of these will do: ${browsers[*]}" "$log"
    end installed
}

# Qt's lrelease, which makes what the plugin loads of the translators' catalogues (tests/tools/i18n.py)
set_up_linguist() {
    local log=build/logs/linguist-install.log
    begin "Qt's lrelease"
    if tests/tools/i18n.py --has-lrelease; then
        end ready
        return
    fi
    command -v apt-get >/dev/null || fail "Please install Qt's lrelease: it comes with Qt Linguist."
    { apt update && apt install --no-install-recommends qttools5-dev-tools; } >"$log" 2>&1 ||
        fail "Qt's lrelease could not be installed by apt." "$log"
    end installed
}

# make_venv FOLDER WHAT REQUIREMENTS INSTALL [OPTION...]: an environment that the function INSTALL fills
make_venv() {
    local folder=$1 what=$2 wanted install=$4 log python
    log=build/logs/$(basename "$folder").log
    begin "$what"
    python=$(find_python) || fail 'No Python here imports qgis.core and shapely: run the step "qgis" first.'
    wanted="$PWD $python $("$python" -V) $3"
    if [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$wanted" ]; then
        end ready
        return
    fi
    { "$python" -m venv --clear "${@:5}" "$folder" && "$install" "$folder/bin/python"; } >"$log" 2>&1 ||
        fail "$folder could not be made." "$log"
    echo "$wanted" >"$folder/.stamp"
    end installed
}

install_tools() {
    # numpy and shapely must stay the system's: GDAL and QGIS are compiled against those.
    "$1" - >build/constraints.txt <<-'PYTHON' &&
	from importlib.metadata import version
	for name in "numpy", "shapely":
	    print(f"{name}=={version(name)}")
	PYTHON
        "$1" -m pip install -q -c build/constraints.txt "${tools[@]}" &&
        "$1" -m pip install -q -c build/constraints.txt --ignore-installed "$oracle" &&
        "$1" - <<-'PYTHON'
	import sys, numpy, shapely
	for module in numpy, shapely:
	    if module.__file__.startswith(sys.prefix):
	        sys.exit(f"{module.__name__} is not the system's: {module.__file__}")
	PYTHON
}

install_scaneo() {
    "$1" -m pip install -q --ignore-requires-python --no-deps "$scaneo" &&
        "$1" -m pip install -q "${scaneo_needs[@]}"
}

install_qt6() { "$1" -m pip install -q "${qt6[@]}"; }

install_judges() { "$1" -m pip install -q "${judges[@]}"; }

install_fuzzer() { "$1" -m pip install -q --only-binary=:all: "${fuzzer[@]}"; }

# Into WHEELS, for WHEELS_PYTHON (such as 3.13): what the tests install by pip, for a place where pip reaches nothing.
load_wheels() {
    local into=${WHEELS:?} log=build/logs/wheels.log load wanted
    begin "packages for Python ${WHEELS_PYTHON:?}"
    wanted="$WHEELS_PYTHON ${tools[*]} $oracle ${qt6[*]} ${judges[*]} $scaneo ${scaneo_needs[*]}"
    if [ "$(cat "$into/.stamp" 2>/dev/null)" = "$wanted" ]; then
        end ready
        return
    fi
    mkdir -p "$into"
    load=(python3 -m pip download -q -d "$into" --python-version "$WHEELS_PYTHON" --only-binary=:all:)
    { "${load[@]}" "${tools[@]}" "$oracle" "${qt6[@]}" && "${load[@]}" "${judges[@]}" &&
        "${load[@]}" --no-deps --ignore-requires-python "$scaneo" &&
        "${load[@]}" "${scaneo_needs[@]}"; } >"$log" 2>&1 || fail 'Not all could be loaded.' "$log"
    echo "$wanted" >"$into/.stamp"
    end loaded
}

for name; do
    case $name in
        qgis) set_up_qgis ;;
        venv) make_venv build/venv 'test tools: pytest-qgis, ruff, mypy, import-linter' "${tools[*]} $oracle" \
            install_tools --system-site-packages ;;
        scaneo) make_venv build/scaneo-venv "the real SCANEO: $scaneo" "$scaneo ${scaneo_needs[*]}" \
            install_scaneo ;;
        browser) set_up_browser ;;
        linguist) set_up_linguist ;;
        qt6) make_venv build/qt6-venv "Qt 6: ${qt6[0]}" "${qt6[*]}" install_qt6 --system-site-packages ;;
        judges) make_venv build/judges-venv "${judges[*]}" "${judges[*]}" install_judges ;;
        fuzz) make_venv build/fuzz-venv "the fuzzer: ${fuzzer[0]}" "${fuzzer[*]}" install_fuzzer \
            --system-site-packages ;; # shapely is the system's
        wheels) load_wheels ;;
        *) fail "There is no step \"$name\"; there are: qgis, venv, scaneo, browser, qt6, judges, fuzz, linguist, wheels." ;;
    esac
done
