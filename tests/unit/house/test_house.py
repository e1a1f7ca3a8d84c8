"""The house stands as it was designed: imports run downward only, and the core knows no window."""

import ast
import builtins
import os
import subprocess
import sys
import typing
from collections import Counter

import pytest
from support.house.code import code_of, code_of_tests, dotted, imports_of, tree_of

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


def name_of(node):
    """`a.b` of `a.b`, `a.b[…]` and `a.b(…)`; "" of all else."""
    while isinstance(node, (ast.Subscript, ast.Call)):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    return dotted(node)


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
ASKS_LINUX = "core/store/locks/lock_file.py"  # whose files are no campaign's
WRITING = {"wb", "xb", "w+b"}


def opened_elsewhere(root, folder):
    """Where modules open files by themselves: what others put there is not looked at first."""
    said = []
    for file in sorted((root / folder).rglob("*.py")):
        name = file.relative_to(root).as_posix()
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.Call):
                continue
            called = dotted(node.func)
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


# A folder and a file that one can look over: who looks for a job finds the file by its name.
MOST_FILES, MOST_TEST_FILES, MOST_LINES = 15, 25, 400


def too_much(root):
    """The folders with too many files, and the files with too many lines."""
    files = [*code_of(root), *code_of_tests(root)]
    folders = Counter(name.rpartition("/")[0] for _, name in files)
    lines = {name: len(file.read_text(encoding="utf-8").splitlines()) for file, name in files}
    return [
        *(f"{folder}: {count} files" for folder, count in sorted(folders.items())
          if count > (MOST_TEST_FILES if folder.startswith("tests") else MOST_FILES)),
        *(f"{name}: {count} lines" for name, count in lines.items() if count > MOST_LINES),
    ]  # fmt: skip


def test_folders_and_files_can_be_looked_over(root):
    assert too_much(root) == []


def test_a_folder_and_a_file_that_are_too_large_are_found(tmp_path):
    for folder, count in (
        *(("core/full", MOST_FILES), ("ui/over", MOST_FILES + 1)),
        *(("tests/unit/full", MOST_TEST_FILES), ("tests/unit/over", MOST_TEST_FILES + 1)),
    ):
        (tmp_path / folder).mkdir(parents=True)
        for number in range(count):
            (tmp_path / folder / f"a{number}.py").write_text("\n" * MOST_LINES)
    for folder in ("core", "tests/unit"):
        (tmp_path / folder / "full/a0.py").write_text("\n" * (MOST_LINES + 1))
    assert too_much(tmp_path) == [
        *("tests/unit/over: 26 files", "ui/over: 16 files"),
        *("core/full/a0.py: 401 lines", "tests/unit/full/a0.py: 401 lines"),
    ]


# Python's own words: a module that gives one another meaning is read wrongly.
TAKEN = {name for name in dir(builtins) if not name.startswith("_")} | {*typing.__all__}


def hidden_by(statement):
    """The names of Python's and of `typing` that a statement of a module hides."""
    names = []
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        names = [statement.name]
    elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.For)):
        given = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        names = [one.id for part in given for one in ast.walk(part) if isinstance(one, ast.Name)]
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        # What the standard library calls so, is what is meant; another name for it is not.
        is_own = isinstance(statement, ast.ImportFrom) and statement.level
        is_same = getattr(statement, "module", "") in ("typing", "collections.abc")
        found = () if is_same else statement.names
        names = [one.asname or one.name for one in found if is_own or one.asname]
    return TAKEN.intersection(names)


def test_no_name_of_a_module_hides_one_of_pythons_own(root):
    said = [
        f"{name}, line {statement.lineno}: {' '.join(sorted(hidden))}"
        for file, name in code_of(root)
        for statement in tree_of(file).body
        if (hidden := hidden_by(statement))
    ]
    assert said == []


@pytest.mark.parametrize(
    "text",
    [
        "class Union:\n    pass",
        "def open(path):\n    pass",
        "Any = object()",
        "Text: int = 3",
        "low, max = 0, 1",
        "from .model import Set",
        "from .words import word as id",
        "import model as type",
    ],
)
def test_a_name_that_hides_another_is_found(text):
    (statement,) = ast.parse(text).body
    assert len(hidden_by(statement)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "from typing import Union",
        "from collections.abc import Callable, Set as AbstractSet",
        "from .sides import Side",
        "Label = 3",
        "class A:\n    def open(self):\n        max = 3",
    ],
)
def test_a_name_that_hides_none_is_no_finding(text):
    (statement,) = ast.parse(text).body
    assert not hidden_by(statement)


def private_imports(file):
    """What a file imports although the other module keeps it to itself."""
    return [
        one.name
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for one in node.names
        if one.name.startswith("_")
    ]


def test_what_a_module_keeps_to_itself_is_imported_nowhere(root):
    said = {name: found for file, name in code_of(root) if (found := private_imports(file))}
    assert said == {}


def test_an_import_of_what_a_module_keeps_to_itself_is_found(tmp_path):
    (tmp_path / "bad.py").write_text("from __future__ import annotations\nfrom .a import A, _b\n")
    assert private_imports(tmp_path / "bad.py") == ["_b"]


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
