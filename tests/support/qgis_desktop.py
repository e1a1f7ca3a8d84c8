"""QGIS Desktop in a new profile on a screen of its own, run for a test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Optional

TIMEOUT_SECONDS = 900  # where all cores work on something else, too
# no news, no look for updates, no question at the end, straight to an empty project
_SETTINGS = """
[app]
askToSaveMemoryLayers=false
plugin_installer\\checkOnStart=false

[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true

[qgis]
askToSaveProjectChanges=false
checkVersion=false
projOpenAtLaunch=2

[UI]
UITheme={theme}
"""
_WITH_PLUGIN = """
[PythonPlugins]
scaneo_bridge=true
"""
# QGIS is to be found as at a user's: not with the tests' modules, not offscreen.
_NOT_INHERITED = (
    "QT_QPA_PLATFORM",
    "QGIS_CUSTOM_CONFIG_PATH",
    "QGIS_OPTIONS_PATH",
    "PYTHONPATH",
    "WAYLAND_DISPLAY",
)


def run_in_qgis(
    xvfb_run: str,
    script: Path,
    profiles: Path,
    plugin: Optional[Path] = None,
    seconds: int = TIMEOUT_SECONDS,
    **environment: str,
) -> str:
    """Starts QGIS with a script that ends it, and returns what QGIS said.

    `profiles`: a new folder for its profile. `plugin`: the folder of this plugin, to start with it.
    `seconds`: how long it may take.
    SCANEO_BRIDGE_THEME in the environment names one of QGIS's themes, such as “Night Mapping”.
    """
    profile = profiles / "profiles" / "new"
    settings = profile / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    first = _SETTINGS.format(theme=os.environ.get("SCANEO_BRIDGE_THEME", "default"))
    settings.write_text(first + (_WITH_PLUGIN if plugin else ""), encoding="utf-8")
    if plugin is not None:
        (profile / "python" / "plugins").mkdir(parents=True)
        (profile / "python" / "plugins" / "scaneo_bridge").symlink_to(plugin)
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    # fmt: off
    done = subprocess.run(
        [
            xvfb_run, "-a", "-s", "-screen 0 1280x800x24",
            "timeout", "-k", "10", str(seconds),
            "qgis", "--nologo", "--noversioncheck", "--profiles-path", str(profiles),
            "--profile", "new", "--code", str(script),
        ],
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
        timeout=seconds + 30, check=False,
    )
    # fmt: on
    return f"QGIS ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
