"""Nothing depends on the order in which what hears of a signal was connected.

An order that matters is written down: by the steps of a piece of work, by `Work.afterwards`, or by
an object that hears alone and calls the others (`ToolSteps`).
"""

import os
import subprocess
import sys

import pytest

# What is left in the middle, and what QGIS's own tools do.
PART = ["tests/qgis/dock/test_dock_states.py", "tests/qgis/editing/test_pasting.py"]


@pytest.fixture
def run(root, tmp_path):
    """Runs tests with the receivers of each signal in the reversed order."""

    def run(*tests):
        command = [sys.executable, "-m", "pytest", "-p", "support.reversed_slots"]
        command += ["-p", "no:cacheprovider", "-c", "pyproject.toml"]
        command += [f"--rootdir={tmp_path}", f"--basetemp={tmp_path / 'base'}"]
        kept = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        return subprocess.run(
            [*command, *tests],
            cwd=root,
            env=dict(kept, PYTHONPATH=str(root / "tests")),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_dock_works_in_the_reversed_order_too(run):
    done = run(*PART)
    assert " failed" not in done.stdout and " error" not in done.stdout, done.stdout[-4000:]
    assert " passed" in done.stdout, done.stderr[-4000:]
    for signal in ("QgsProject.layersRemoved", "Work.ended", "QgsProject.readProject"):
        assert signal in done.stdout, "there the order is another one"
