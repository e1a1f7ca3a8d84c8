"""Which names of QGIS and Qt the plugin uses: imports, and what follows them by dots.

`Qt.Key.Key_Escape` is one name of three parts; what is asked of a value (`label.text()`) is not
seen here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

PRODUCT = ("__init__.py", "plugin.py", "core", "ui")


class Name(NamedTuple):
    """A name as it is written: ``parts`` begins with what is imported from ``module``.

    ``is_asked`` where the code asks by `hasattr` first: an older QGIS need not have it.
    """

    where: str
    module: str
    parts: tuple[str, ...]
    is_asked: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.module}.{'.'.join(self.parts)}"


def product_files(root: Path) -> list[Path]:
    found = [root / part for part in PRODUCT]
    return [file for part in found for file in ([part] if part.is_file() else part.rglob("*.py"))]


def names_used(root: Path, package: str) -> list[Name]:
    """All names of the modules below a package, such as ``qgis.PyQt``."""
    return [name for file in sorted(product_files(root)) for name in _names(root, file, package)]


def _names(root: Path, file: Path, package: str) -> Iterator[Name]:
    tree = ast.parse(file.read_text("utf-8"))
    place = str(file.relative_to(root))
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if isinstance(node, ast.ImportFrom) and f"{module}.".startswith(f"{package}."):
            for alias in node.names:
                imported[alias.asname or alias.name] = module, alias.name
                yield Name(f"{place}:{node.lineno}", module, (alias.name,))
    asked = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "hasattr(" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in inner:
            parts = _parts(node)
            if parts and parts[0] in imported:
                module, first = imported[parts[0]]
                where = f"{place}:{node.lineno}"
                yield Name(where, module, (first, *parts[1:]), id(node) in asked)


def _parts(node: ast.expr) -> tuple[str, ...]:
    """The parts of a dotted name; none where it begins with anything but a name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return (node.id, *parts) if isinstance(node, ast.Name) else ()


def find(name: Name) -> Any:
    """What has that name here.

    :raises AttributeError: where there is none.
    :raises ImportError: where there is not even its module.
    """
    found = import_module(name.module)
    for part in name.parts:
        try:
            found = getattr(found, part)
        except AttributeError:
            found = import_module(f"{name.module}.{part}")  # a module is no attribute before
    return found


def missing(names: list[Name]) -> list[str]:
    """The names that this Python's QGIS or Qt has not and that are used without asking."""
    return [str(name) for name in names if not name.is_asked and not _is_there(name)]


def _is_there(name: Name) -> bool:
    try:
        find(name)
    except (AttributeError, ImportError):
        return False
    return True


def unscoped(names: list[Name]) -> list[str]:
    """Members of enums that are named without their enum, as in `QEvent.KeyPress`."""
    found = []
    for name in names:
        if len(name.parts) < 2 or not _is_there(name):
            continue
        holder = find(Name(name.where, name.module, name.parts[:-1]))
        value = find(name)
        kind = type(value).__name__
        if isinstance(holder, type) and kind != name.parts[-2] and hasattr(holder, kind):
            found.append(f"{name} (write {'.'.join(name.parts[:-1])}.{kind}.{name.parts[-1]})")
    return found
