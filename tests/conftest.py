"""Makes the repository's root importable as `scaneo_bridge`, whatever the clone is called.

QGIS is not imported here: tests/unit runs without it.
"""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

pytest.register_assert_rewrite("support.subjects")
pytest_plugins = [
    "support.runs.aborts",
    "support.runs.patience",
    "support.runs.workers",
    "support.programs",
]

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
PACKAGE = "scaneo_bridge"


def _load_package():
    spec = importlib.util.spec_from_file_location(
        PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)
    # `python -m pytest` put the root on the path: `import core` must fail here as it does in QGIS.
    sys.path[:] = [entry for entry in sys.path if entry and Path(entry).resolve() != ROOT]


_load_package()


@pytest.fixture(scope="session")
def root():
    """The repository's root, which is the package's folder."""
    return ROOT


@pytest.fixture(scope="session")
def data():
    """The folder of the tests' data; tests copy what they change."""
    return TESTS / "data"


@pytest.fixture
def campaign_copy(data, tmp_path):
    """Copies a campaign of tests/data, by its name, to a folder of the test's own."""

    def copy(name):
        folder = tmp_path / name
        shutil.copytree(data / name, folder, copy_function=shutil.copyfile)
        return folder

    return copy
