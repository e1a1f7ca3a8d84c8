"""The zip for users: what is in it, and that a new QGIS installs it and starts the plugin."""

import json
import os
import shutil
import subprocess
import zipfile

import pytest

TOP = "scaneo_bridge"

# Runs inside QGIS, as `Plugins > Install from ZIP` does.
INSTALL = """
import json, os, traceback
from pathlib import Path
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QTimer

errors = []

def watch(message, tag, level, *_):
    if level == Qgis.MessageLevel.Critical or tag == "Python error":
        errors.append(f"{tag}: {message}")

QgsApplication.messageLog().messageReceived.connect(watch)

def install():
    import pyplugin_installer, qgis.utils
    # in place of a dialog that nobody would close
    qgis.utils.showException = lambda kind, error, *_, **__: errors.append(repr(error))
    result = {}
    try:
        pyplugin_installer.instance().installFromZipFile(os.environ["SCANEO_BRIDGE_ZIP"])
        result["started"] = "scaneo_bridge" in qgis.utils.plugins
        result["place"] = qgis.utils.pluginDirectory("scaneo_bridge")
        result["unloaded"] = qgis.utils.unloadPlugin("scaneo_bridge")
    except Exception:
        errors.append(traceback.format_exc())
    result["errors"] = errors
    Path(os.environ["SCANEO_BRIDGE_RESULT"]).write_text(json.dumps(result))
    os._exit(0)

QTimer.singleShot(0, install)  # once QGIS has started
"""


@pytest.fixture(scope="module")
def package(root):
    """The zip of the files as they are now, committed or not, if git knows them."""
    if not shutil.which("git") or not (root / ".git").exists():
        pytest.skip("the zip is made by git from a clone")

    def run(*command):
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    changed = run("git", "-c", f"safe.directory={root}", "stash", "create")
    return root / run("tests/tools/package.sh", changed or "HEAD")


def test_the_zip_has_what_users_need_and_nothing_else(package):
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {TOP}

    inside = {name[len(TOP) + 1 :] for name in names}
    assert {
        "__init__.py",
        "metadata.txt",
        "plugin.py",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "ui/icons/icon.svg",
        "core/scaneo/__init__.py",
        "core/layers/__init__.py",
        "core/algorithms/__init__.py",
    } <= inside
    ours = {"Makefile", "pyproject.toml", "tests", "build", "docs"}
    assert [name for name in inside if name.startswith(".") or name.split("/")[0] in ours] == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="QGIS is started under xvfb-run")
def test_a_new_qgis_installs_the_zip_and_starts_the_plugin(package, tmp_path):
    script = tmp_path / "install.py"
    script.write_text(INSTALL)
    result = tmp_path / "result.json"
    # QGIS is to be found as at a user's: not with this environment's modules, not offscreen
    ours = ("QT_QPA_PLATFORM", "QGIS_CUSTOM_CONFIG_PATH", "QGIS_OPTIONS_PATH", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    # fmt: off
    done = subprocess.run(
        [
            "xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "timeout", "-k", "10", "150",
            "qgis", "--nologo", "--noversioncheck", "--profiles-path", tmp_path, "--profile", "new",
            "--code", script,
        ],
        env={**env, "SCANEO_BRIDGE_ZIP": str(package), "SCANEO_BRIDGE_RESULT": str(result)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180,
    )
    # fmt: on
    assert result.exists(), f"QGIS ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    installed = json.loads(result.read_text())
    assert installed["errors"] == []
    assert installed["started"]
    assert installed["place"].startswith(str(tmp_path))
    assert installed["unloaded"]
