#!/usr/bin/env bash
# Builds the zip that users install from a commit (HEAD, unless one is named); .gitattributes says what stays out.
set -euo pipefail
cd "$(dirname "$0")/../.."
# In a container the clone often belongs to another user, which git refuses to read.
git() { command git -c safe.directory="$PWD" "$@"; }

commit=${1:-HEAD}
version=$(git show "$commit:metadata.txt" | sed -n 's/^version=//p')
mkdir -p build
zip=build/scaneo_bridge.$version.zip
git archive --format=zip --prefix=scaneo_bridge/ --output="$zip" "$commit"
echo "$zip"
