"""The plugin in ``qgis_process``, QGIS without a window. A test module takes it as a plugin.

PYTEST_DONT_REWRITE: test modules import it themselves, before pytest could rewrite it.
"""

import json
import os
import shutil
import subprocess

import pytest


@pytest.fixture(scope="module")
def qgis_process(root, tmp_path_factory):
    """Runs qgis_process in a profile of its own, in which the plugin is enabled."""
    command = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if command is None:
        pytest.skip("qgis_process is not installed")
    home = tmp_path_factory.mktemp("home")
    plugins = home / "plugins"
    plugins.mkdir()
    (plugins / "scaneo_bridge").symlink_to(root, target_is_directory=True)
    ours = ("QGIS_CUSTOM_CONFIG_PATH", "QGIS_OPTIONS_PATH", "PYTHONPATH", "XDG_CONFIG_HOME")
    env = {name: value for name, value in os.environ.items() if name not in ours}
    env.update(
        HOME=str(home), QGIS_PLUGINPATH=str(plugins), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8"
    )

    def run(*arguments):
        return subprocess.run(
            [command, *arguments],
            env=env,
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    enabled = run("plugins", "enable", "scaneo_bridge")
    assert enabled.returncode == 0, enabled.stderr
    return run


def results(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)["results"]
