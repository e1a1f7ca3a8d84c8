"""The house stands as it was designed: imports run downward only, and the core knows no window."""

import ast
import os
import subprocess
import sys
from collections import Counter

import pytest

NO_WIDGETS = ("qgis.gui", "qgis.utils", "qgis.PyQt.QtWidgets", "qgis.PyQt.uic")
# The plugin must know Qt only as `qgis.PyQt`: that is Qt 5 or 6, as QGIS is.
NO_BINDING = ("PyQt5", "PyQt6", "sip")
# QGIS 3.22 may have Python 3.9: mypy and ruff look for no more than a part of what that has not.
OLDEST = (3, 9)
NEWER_NAMES = {
    *("contextlib.chdir", "datetime.UTC", "enum.StrEnum", "enum.verify", "itertools.batched"),
    *("itertools.pairwise", "tomllib", "types.EllipsisType", "types.NoneType", "types.UnionType"),
    *(f"typing.{name}" for name in (
        "Concatenate", "LiteralString", "Never", "NotRequired", "ParamSpec", "Required", "Self",
        "TypeAlias", "TypeGuard", "TypeVarTuple", "Unpack", "assert_never", "assert_type",
        "dataclass_transform", "override", "reveal_type",
    )),
}  # fmt: skip
NEWER_ARGUMENTS = {("zip", "strict"), ("dataclass", "slots"), ("dataclass", "kw_only")}
TYPES = {"bool", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}


def imports_of(file):
    """All that the module imports by an absolute name, as `package.module.name`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(node):
    """`a.b` of `a.b`, `a.b[…]` and `a.b(…)`; "" of all else."""
    while isinstance(node, (ast.Subscript, ast.Call)):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    return ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""


def too_new(file):
    """What the oldest Python that there may be can't read of a module, or would stop on."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=OLDEST)
    except SyntaxError as error:
        return [f"line {error.lineno}: {error.msg}"]
    said = [f"imports {name}" for name in imports_of(file) if name in NEWER_NAMES]
    nodes = list(ast.walk(tree))
    hints = [getattr(node, part, None) for node in nodes for part in ("annotation", "returns")]
    unread = {id(part) for hint in hints if hint is not None for part in ast.walk(hint)}
    for node in nodes:
        where = f"line {getattr(node, 'lineno', 0)}:"
        if isinstance(node, ast.ClassDef):
            bases = {name_of(base).split(".")[-1] for base in node.bases}
            if len(bases) > 1 and "NamedTuple" in bases:
                said.append(f"{where} {node.name} is a NamedTuple and something else")
        elif isinstance(node, ast.Call):
            called = name_of(node.func).split(".")[-1]
            given = {(called, one.arg) for one in node.keywords}
            said += [f"{where} {name}(…, {one}=…)" for name, one in given & NEWER_ARGUMENTS]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            sides = {ast.unparse(node.left).split("[")[0], ast.unparse(node.right).split("[")[0]}
            if id(node) not in unread and sides & {*TYPES, "None"}:
                said.append(f"{where} {ast.unparse(node)}")
    return said


def found(root, folder, forbidden):
    """Where the modules below `folder` import a module of `forbidden` or what is in it."""
    return [
        f"{file.relative_to(root)} imports {name}"
        for file in sorted((root / folder).rglob("*.py"))
        for name in imports_of(file)
        if any(f"{name}.".startswith(f"{module}.") for module in forbidden)
    ]


# Where a file of a campaign is opened, each by one function that looks at it first.
READ_IN, IMAGES_IN, WORKSPACES_IN = (
    "core/store/regular_files.py",
    "core/images/files/geotiff.py",
    "core/workspace/geopackage/database.py",
)
OPENERS = {
    **dict.fromkeys(("gdal.Open", "gdal.OpenShared", "ogr.Open", "ogr.OpenShared"), ()),
    "gdal.OpenEx": (IMAGES_IN, WORKSPACES_IN),
    "QgsRasterLayer": (IMAGES_IN,),
    **{f"shutil.{name}": () for name in ("copyfile", "copy", "copy2", "copytree", "move")},
    # locks and folders are opened without reading what is in them
    "os.open": (READ_IN, "core/store/disk.py", "core/store/locks/lock_file.py"),
}
OPENING_METHODS = {"read_bytes", "read_text", "write_bytes", "write_text"}
ASKS_LINUX = "core/store/locks/process.py"  # whose files are no campaign's
WRITING = {"wb", "xb", "w+b"}


def opened_elsewhere(root, folder):
    """Where modules open files by themselves: what others put there is not looked at first."""
    said = []
    for file in sorted((root / folder).rglob("*.py")):
        name = file.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "open":
                mode = node.args[1] if len(node.args) > 1 else None
                is_new = isinstance(mode, ast.Constant) and mode.value in WRITING
                is_bad = not is_new and name != READ_IN
            elif isinstance(node.func, ast.Attribute) and node.func.attr in OPENING_METHODS:
                is_bad = name != ASKS_LINUX
            else:
                is_bad = name not in OPENERS.get(called, (name,))
            if is_bad:
                said.append(f"{name}, line {node.lineno}: {called}")
    return said


@pytest.mark.parametrize("folder", ["core", "ui"])
def test_files_of_a_campaign_are_opened_in_one_place(root, folder):
    assert opened_elsewhere(root, folder) == []


@pytest.mark.parametrize(
    "text",
    [
        "open(path)",
        "open(path, 'rb+')",
        "open(path, mode)",
        "(folder / name).read_bytes()",
        "path.read_text(encoding='utf-8')",
        "shutil.copyfile(a, b)",
        "os.open(path, os.O_RDONLY)",
        "gdal.OpenEx(str(path), gdal.OF_RASTER)",
        "gdal.Open(str(path))",
        "QgsRasterLayer(str(path), 'a', 'gdal')",
    ],
)
def test_a_file_that_is_opened_elsewhere_is_found(text, tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core/bad.py").write_text(f"with open(new, 'xb') as one:\n    {text}\n")
    assert [one.split(":")[0] for one in opened_elsewhere(tmp_path, "core")] == [
        "core/bad.py, line 2"
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


@pytest.mark.parametrize("part", ["core", "ui"])
def test_a_file_and_a_folder_have_one_job(root, part):
    """Which shows in their size: at most 400 lines, at most 15 files."""
    files = [*(root / part).rglob("*.py")]
    lengths = {file: file.read_text(encoding="utf-8").count("\n") for file in files}
    counts = Counter(file.parent for file in files)
    too_large = [file for file, length in lengths.items() if length > 400]
    assert [*too_large, *(folder for folder, count in counts.items() if count > 15)] == []


def test_no_import_is_excepted_from_that(root):
    assert "ignore_imports" not in (root / "pyproject.toml").read_text(encoding="utf-8")


def test_the_core_knows_no_window(root):
    assert found(root, "core", NO_WIDGETS) == []


@pytest.mark.parametrize("folder", ["core", "ui"])
def test_qt_is_what_qgis_says_it_is(root, folder):
    assert found(root, folder, NO_BINDING) == []


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python does not list its library")
def test_what_is_known_without_qgis_needs_only_the_standard_library_and_shapely(root):
    allowed = {*sys.stdlib_module_names, "shapely"}
    foreign = {
        f"{file.relative_to(root)} imports {name}"
        for room in ("base", "formats", "store")
        for file in (root / "core" / room).rglob("*.py")
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


def test_the_oldest_python_of_qgis_can_run_it(root):
    files = [*root.glob("*.py"), *root.glob("core/**/*.py"), *root.glob("ui/**/*.py")]
    assert len(files) > 100
    said = {str(file.relative_to(root)): too_new(file) for file in files}
    assert {name: reasons for name, reasons in said.items() if reasons} == {}


@pytest.mark.parametrize(
    "text",
    [
        "class A(NamedTuple, Generic[T]):\n    x: T",
        "class A(Generic[T], typing.NamedTuple):\n    x: T",
        "match x:\n    case 1:\n        pass",
        "try:\n    pass\nexcept* OSError:\n    pass",
        "zip(a, b, strict=True)",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    x: int",
        "Alias = Union[int, str] | None",
        "isinstance(x, int | float)",
        "from typing import Self",
        "from itertools import pairwise",
        "import tomllib",
    ],
)
def test_what_the_oldest_python_can_not_run_is_found(text, tmp_path):
    (tmp_path / "new.py").write_text(text)
    assert len(too_new(tmp_path / "new.py")) == 1


def test_what_the_oldest_python_can_run_is_no_finding(tmp_path):
    (tmp_path / "old.py").write_text(
        "from __future__ import annotations\n"
        "from typing import NamedTuple\n"
        "class A(NamedTuple):\n"
        "    x: int | None = None\n"
        "def deed(x: list[int] | None) -> str | None:\n"
        "    y: int | str = flags | other | 4\n"
        "    return zip(x, y)\n"
    )
    assert too_new(tmp_path / "old.py") == []
