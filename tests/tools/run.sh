#!/usr/bin/env bash
# Starts QGIS with this plugin, in a profile of its own, and opens the sample campaign.
# With a display it is yours to try. Without one, or with --headless, tests/desktop/drive.py (or the script that is
# named behind it) works through the plugin alone, leaves a report and a screenshot in build/, which are shown.
# SCANEO_BRIDGE_THEME names a theme of QGIS, such as "Night Mapping"; SCANEO_BRIDGE_DOCK is the dock's width in pixels.
set -euo pipefail
cd "$(dirname "$0")/../.."

headless=
if [ "${1:-}" = --headless ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then headless=1; fi
script=tests/desktop/${2:-drive}.py
campaign=$PWD/build/campaign
profiles=$PWD/build/profiles
profile=$profiles/profiles/run
log=build/logs/qgis.log
report=$PWD/build/run-report.txt
screenshot=$PWD/build/screenshot.png

# Alone, it always starts from the same state; a person finds what they left.
if [ -n "$headless" ]; then rm -rf "$campaign" "$profiles" "$report" "$screenshot"; fi
mkdir -p build/logs "$profile/python/plugins" "$profile/QGIS"
[ -d "$campaign" ] || cp -r tests/data/sample "$campaign"
chmod -R u+w "$campaign"
ln -sfn "$PWD" "$profile/python/plugins/scaneo_bridge"
# the plugin on; no news, no look for updates, no question at the end, straight to an empty project
[ -e "$profile/QGIS/QGIS3.ini" ] || cat >"$profile/QGIS/QGIS3.ini" <<INI
[PythonPlugins]
scaneo_bridge=true

[app]
askToSaveMemoryLayers=false
plugin_installer\\checkOnStart=false

[core]
NewsFeed\\httpsfeedqgisorg\disabled=true

[qgis]
askToSaveProjectChanges=false
checkVersion=false
projOpenAtLaunch=2

[UI]
UITheme=${SCANEO_BRIDGE_THEME:-default}
INI

export SCANEO_BRIDGE_CAMPAIGN=$campaign
qgis=(qgis --nologo --noversioncheck --profiles-path "$profiles" --profile run --code "$script")
if [ -z "$headless" ]; then
    echo "[2/2] QGIS starts with the campaign $campaign"
    exec "${qgis[@]}" >"$log" 2>&1
fi

printf '[2/2] QGIS works through the sample campaign, without a display … '
# The picture must not show where this clone lies: in it, build/ is the user's own folder.
export HOME=$PWD/build
export SCANEO_BRIDGE_SCREENSHOT=$screenshot SCANEO_BRIDGE_REPORT=$report
unset WAYLAND_DISPLAY
status=0
QT_QPA_PLATFORM=xcb xvfb-run -a -s '-screen 0 1280x800x24' timeout -k 10 "${SCANEO_BRIDGE_TIMEOUT:-240}" \
    "${qgis[@]}" >"$log" 2>&1 </dev/null || status=$?
if [ -s "$report" ] && [ -s "$screenshot" ] && [ $status = 0 ]; then
    echo 'done'
    cat "$report"
    exit
fi

echo failed
[ ! -s "$report" ] || cat "$report"
if [ $status = 124 ]; then echo 'QGIS did not come to an end in time.'; else echo "QGIS ended with status $status."; fi
[ -s "$report" ] || echo 'There is no report: build/run-report.txt'
[ -s "$screenshot" ] || echo 'There is no screenshot: build/screenshot.png'
printf '\nThe end of %s:\n' "$log"
tail -n 25 "$log"
exit 1
