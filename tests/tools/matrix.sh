#!/usr/bin/env bash
# Runs all tests and the desktop start on other versions of QGIS: matrix.sh [VERSION...]   (all it knows, if none is named)
#
# Each version is Debian's own, in a chroot that is made once (4 minutes, 3 GB) and kept in MATRIX_HOME (build/matrix).
# The working tree goes in as it is, with what git knows and what is new in it; there it runs `make test` and
# tests/tools/run.sh --headless. Reports and pictures come out to build/matrix/VERSION/. ARGS are for pytest.
# Debian's packages come from the mirror that this system's apt has (or MATRIX_MIRROR), PyPI's are loaded out here,
# by this system's pip. What runs in there has processes, mounts and a loopback of its own, which end with it.
set -euo pipefail
cd "$(dirname "$0")/../.."

declare -A suites=([3.40]=bookworm [3.44]=trixie) # the release whose backports have that QGIS
known=(3.40 3.44)
# beside what tests/tools/setup.sh installs there: what `make test` and the package's tests call
packages=(ca-certificates git make procps python3)
home=${MATRIX_HOME:-$PWD/build/matrix}

begin() { # begin TEXT
    started=$SECONDS
    printf '[%s] %s … ' "$version" "$1"
}

end() { # end WORD
    if ((SECONDS - started > 1)); then printf '%s (%d s)\n' "$1" $((SECONDS - started)); else echo "$1"; fi
}

fail() { # fail TEXT [LOG]
    printf '\n%s\n' "$1" >&2
    if [ $# -gt 1 ]; then
        printf '\nThe end of %s:\n' "$2" >&2
        tail -n 25 "$2" >&2
    fi
    exit 1
}

# inside NAMESPACE... -- COMMAND...: a command in the chroot, in the repository's copy, and nothing left of it afterwards
inside() {
    local namespaces=()
    while [ "$1" != -- ]; do
        namespaces+=("$1")
        shift
    done
    shift
    # shellcheck disable=SC2016  # it is that shell's to expand
    unshare --mount --pid --fork --kill-child "${namespaces[@]}" bash -euc '
        chroot=$1; shift
        mount -t proc proc "$chroot/proc"
        mount -t tmpfs -o mode=1777 tmpfs "$chroot/dev/shm"
        mount -t tmpfs -o mode=1777 tmpfs "$chroot/tmp"
        mkdir -p "$chroot/dev/pts"
        mount -t devpts -o newinstance,ptmxmode=0666 devpts "$chroot/dev/pts"
        ip link set lo up 2>/dev/null || true
        exec chroot "$chroot" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels \
            sh -c "cd /repo && exec \"\$@\"" sh "$@"
    ' bash "$chroot" "$@" </dev/null &
    child=$!
    wait $child
}
child=
trap '[ -z "$child" ] || kill -KILL $child 2>/dev/null; exit 130' INT TERM

mirror() {
    local found=${MATRIX_MIRROR:-}
    [ -n "$found" ] || found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
    [ -n "$found" ] || fail "This system's apt has no mirror of Debian: name one in MATRIX_MIRROR."
    echo "$found"
}

make_chroot() {
    local suite=${suites[$version]} log=$out/chroot.log uri
    begin "Debian $suite with QGIS from its backports"
    if [ -e "$chroot/.stamp" ]; then
        end ready
        return
    fi
    uri=$(mirror)
    rm -rf "$chroot" # one that was broken off
    mkdir -p "$chroot"
    debootstrap --variant=minbase "$suite" "$chroot" "$uri" >"$log" 2>&1 </dev/null ||
        fail "debootstrap could not make Debian $suite." "$log"
    echo "deb $uri $suite-backports main" >"$chroot/etc/apt/sources.list.d/backports.list"
    { # how this system reaches the mirror; setup.sh takes QGIS from the backports
        apt-config dump | grep -E '^Acquire::(http|Check|Retries)' || true
        echo "APT::Default-Release \"$suite-backports\";"
        echo 'APT::Install-Recommends "false";'
    } >"$chroot/etc/apt/apt.conf.d/90matrix"
    copy_repository
    inside -- sh -c "apt-get -y -q update && apt-get -y -q install ${packages[*]} && tests/tools/setup.sh qgis browser &&
        apt-get clean" >>"$log" 2>&1 || fail "QGIS could not be installed in Debian $suite." "$log"
    touch "$chroot/.stamp"
    end made
}

# The working tree as it is; build/ in there stays, with the environments of the last run.
copy_repository() {
    local parts=()
    mkdir -p "$chroot/repo"
    find "$chroot/repo" -mindepth 1 -maxdepth 1 -not -name build -exec rm -rf {} +
    git -c safe.directory="$PWD" ls-files -z --cached --others --exclude-standard |
        tar --create --null --files-from=- --ignore-failed-read 2>/dev/null | tar --extract -C "$chroot/repo" -f -
    if [ -d .git ]; then parts+=(.git); fi # the package's tests build it from a clone
    [ ${#parts[@]} = 0 ] || cp -a "${parts[@]}" "$chroot/repo"
}

load_wheels() {
    local log=$out/wheels.log python
    begin "PyPI's packages for its Python"
    python=$(inside -- python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    WHEELS="$chroot/wheels" WHEELS_PYTHON=$python tests/tools/setup.sh wheels >"$log" 2>&1 ||
        fail "Not all of them could be loaded." "$log"
    end "ready for Python $python"
}

check_version() {
    local found
    found=$(inside -- python3 -c 'from qgis.core import Qgis; print(Qgis.version())' 2>/dev/null | tail -n 1)
    [[ $found == "$version".* ]] || fail "Its QGIS is $found and not $version: Debian has moved on; change tests/tools/matrix.sh."
}

run_tests() {
    local log=$out/tests.log status=0
    begin 'make test'
    inside --net -- make test ARGS="${ARGS:-}" >"$log" 2>&1 || status=$?
    if [ $status = 0 ]; then end "$(tail -n 1 "$log" | tr -d '=' | xargs)"; else end failed; fi
    grep -E '^(SKIPPED|FAILED|ERROR) ' "$log" | cut -c 1-240 | sed 's/^/    /' || true
    if [ $status != 0 ]; then
        echo "    $(grep -E '^=+ .* in [0-9].* =+$' "$log" | tail -n 1 || tail -n 1 "$log")"
        echo "    All of it: $log"
        failed=1
    fi
}

start_desktop() {
    local log=$out/desktop.log status=0
    begin 'QGIS Desktop with the plugin and the sample campaign'
    inside --net -- tests/tools/run.sh --headless >"$log" 2>&1 || status=$?
    cp "$chroot"/repo/build/{screenshot.png,run-report.txt} "$out" 2>/dev/null || status=1
    if [ $status = 0 ]; then
        end "done: $out/screenshot.png"
    else
        end failed
        tail -n 25 "$log" | sed 's/^/    /'
        failed=1
    fi
}

[ "$(id -u)" = 0 ] || fail 'Chroots need root: run this as root, or in a container whose user is root.'
command -v debootstrap >/dev/null ||
    fail 'Chroots are made by debootstrap: install it (Debian and Ubuntu have a package of that name).'

[ $# -gt 0 ] || set -- "${known[@]}"
failed=0
for version; do
    [ -n "${suites[$version]:-}" ] || fail "There is no QGIS \"$version\" here; there are: ${known[*]}."
    chroot=$home/$version/chroot
    out=$PWD/build/matrix/$version
    mkdir -p "$out"
    make_chroot
    check_version
    copy_repository
    load_wheels
    run_tests
    start_desktop
done
exit $failed
