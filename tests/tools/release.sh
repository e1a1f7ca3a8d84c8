#!/usr/bin/env bash
# Makes a release: release.sh [--dry-run] VERSION
#
# All tests and `make lint` (RELEASE_CHECKS names other commands), then the change notes become a version in CHANGELOG.md
# and metadata.txt, which is committed; the zip of that commit is made and judged; last, the commit gets a tag. Where a step
# fails, the clone is as it was. Nothing is pushed. A dry run goes without tests, shows what it would commit, and takes
# it back; the zip stays in build/.
set -euo pipefail
cd "$(dirname "$0")/../.."
# In a container the clone often belongs to another user, which git refuses to read.
git() { command git -c safe.directory="$PWD" "$@"; }

fail() {
    echo "$1" >&2
    exit 1
}

dry=
if [ "${1:-}" = --dry-run ]; then
    dry=1
    shift
fi
version=${1:-}
[ -n "$version" ] || fail 'Which version? make release VERSION=0.2.0'
[ -z "$(git status --porcelain)" ] || fail 'There are changes that are not committed: a release is made of commits.'
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || fail "There is a tag v$version already."
git var GIT_COMMITTER_IDENT >/dev/null 2>&1 || fail 'git does not know who you are: set user.name and user.email.'

if [ -z "$dry" ]; then bash -euc "${RELEASE_CHECKS:-make test && make lint}"; fi

before=$(git rev-parse HEAD)
trap 'git reset -q --hard "$before"' EXIT
python3 tests/tools/changelog.py "$version"
git add -A
git commit -q --no-verify -m "Version $version"
if [ -n "$dry" ]; then git show --stat --patch --format=%s; fi
tests/tools/package.sh --judge
if [ -n "$dry" ]; then
    echo "This would be version $version. Nothing was changed."
    exit
fi
git tag -a "v$version" -m "Scaneo Bridge $version"
trap - EXIT
echo "Version $version is committed and has the tag v$version. To publish it: git push --follow-tags, and upload the zip."
