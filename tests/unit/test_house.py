"""The house stands as it was designed: imports run downward only, and the core knows no window."""

import ast
import os
import subprocess
import sys

import pytest

NO_WIDGETS = ("qgis.gui", "qgis.utils", "qgis.PyQt.QtWidgets", "qgis.PyQt.uic")
# The plugin must know Qt only as `qgis.PyQt`: that is Qt 5 or 6, as QGIS is.
NO_BINDING = ("PyQt5", "PyQt6", "sip")


def imports_of(file):
    """All that the module imports by an absolute name, as `package.module.name`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def found(root, folder, forbidden):
    """Where the modules below `folder` import a module of `forbidden` or what is in it."""
    return [
        f"{file.relative_to(root)} imports {name}"
        for file in sorted((root / folder).rglob("*.py"))
        for name in imports_of(file)
        if any(f"{name}.".startswith(f"{module}.") for module in forbidden)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the script needs bash")
def test_imports_run_downward_only(root):
    pytest.importorskip("importlinter")
    lint = subprocess.run(
        [root / "tests/tools/lint.sh", "imports"],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


def test_the_core_knows_no_window(root):
    assert found(root, "core", NO_WIDGETS) == []


@pytest.mark.parametrize("folder", ["core", "ui"])
def test_qt_is_what_qgis_says_it_is(root, folder):
    assert found(root, folder, NO_BINDING) == []


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python does not list its library")
def test_the_format_needs_only_the_standard_library_and_shapely(root):
    allowed = {*sys.stdlib_module_names, "shapely"}
    foreign = {
        f"{file.relative_to(root)} imports {name}"
        for file in (root / "core/scaneo").rglob("*.py")
        for name in imports_of(file)
        if name.split(".")[0] not in allowed
    }
    assert foreign == set()


def test_the_check_itself_finds_what_is_forbidden(tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core/bad.py").write_text(
        "import qgis.gui\n"
        "from qgis import utils\n"
        "def late():\n"
        "    from qgis.PyQt.QtWidgets import QDialog\n"
        "from qgis.core import QgsProject\n"
        "from .qgis import gui\n"
    )
    assert found(tmp_path, "core", NO_WIDGETS) == [
        "core/bad.py imports qgis.gui",
        "core/bad.py imports qgis.utils",
        "core/bad.py imports qgis.PyQt.QtWidgets.QDialog",
    ]
