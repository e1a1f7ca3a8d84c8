#!/usr/bin/env bash
# Builds the zip that users install from a commit (HEAD, unless one is named); .gitattributes says what stays out.
# With --judge it fails where the plugin site would object (tests/tools/judge.py).
set -euo pipefail
cd "$(dirname "$0")/../.."
# In a container the clone often belongs to another user, which git refuses to read.
git() { command git -c safe.directory="$PWD" "$@"; }

judge=
if [ "${1:-}" = --judge ]; then
    judge=1
    shift
fi
commit=${1:-HEAD}
version=$(git show "$commit:metadata.txt" | sed -n 's/^version=//p')
mkdir -p build
zip=build/scaneo_bridge.$version.zip
git archive --format=zip --prefix=scaneo_bridge/ --output="$zip" "$commit"
if [ -n "$judge" ]; then build/judges-venv/bin/python tests/tools/judge.py "$zip"; else echo "$zip"; fi
