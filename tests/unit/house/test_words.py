"""One word for one thing: the list is in docs/architecture.md, and what went stays away."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from pathlib import PurePosixPath

import pytest
from support.house.code import code_of

# Words of the past, and what is said now. In names, their parts count: `Chip` of `MapChips`.
GONE = {
    "chip": "class tag",
    "chips": "class tags",
    "claim": "editor lock, or feature index",
    "claims": "feature indexes",
    "deed": "edit command, or edit",
    "deeds": "edit commands, or edits",
    "doubt": "uncertain edits",
    "holds": "has content, or contains",
    "homeless": "without an image",
    "placed": "assigned, or located",
    "placeless": "not located",
    "placing": "georeferencing",
    "spare": "profile workspace",
    "spares": "profile workspaces",
    "taker": "handler",
    "told": "problem",
    "twice": "duplicate",
}
# Plain English elsewhere: who holds a lock is told, and it happens twice.
IN_PROSE = set(GONE) - {"doubt", "holds", "placed", "told", "twice"}
# A door to `core/campaign` is called as the function behind it.
DOORS = PurePosixPath("core/algorithms")


def prose_of(text):
    """The docstrings and comments of a module, each with its line; what is quoted as code is no
    prose."""
    for node in ast.walk(ast.parse(text)):
        value = getattr(node, "value", None)
        is_bare = isinstance(node, ast.Expr) and isinstance(value, ast.Constant)
        if is_bare and isinstance(value.value, str):
            yield node.lineno, value.value
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def old_prose(text):
    return [
        f"line {line}: {word}, now {GONE[word]}"
        for line, said in prose_of(text)
        for word in re.findall(r"[a-z]+", re.sub(r"`+[^`]+`+", "", said).lower())
        if word in IN_PROSE
    ]


def parts_of(name):
    """`map`, `chips` of MapChips and map_chips."""
    return re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower())


def old_names(text):
    return [
        f"line {node.lineno}: {node.name}, now {GONE[part]}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.ClassDef, ast.FunctionDef))
        for part in parts_of(node.name)
        if part in GONE
    ]


def twice(found):
    return {name: files for name, files in found.items() if len(files) > 1}


def test_no_word_of_the_past_comes_back(root):
    said = {
        name: found
        for file, name in code_of(root)
        if (text := file.read_text(encoding="utf-8"))
        and (found := [*old_prose(text), *old_names(text)])
    }
    assert said == {}


def test_a_class_of_one_name_is_one_class(root):
    """Their own ones, with an underscore, nobody else meets."""
    found = defaultdict(list)
    for file, name in code_of(root):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(name)
    assert twice(found) == {}


def test_a_file_of_one_name_is_one_file(root):
    found = defaultdict(list)
    for _, name in code_of(root):
        path = PurePosixPath(name)
        if path.name != "__init__.py" and path.parent != DOORS:
            found[path.name].append(name)
    assert twice(found) == {}


@pytest.mark.parametrize(
    "text",
    [
        '"""What becomes of a deed."""',
        "def f():\n    # Another deed.\n    pass",
        "x = 1  # homeless",
        "class A:\n    '''Chips.'''",
    ],
)
def test_a_word_of_the_past_is_found(text):
    assert len(old_prose(text)) == 1


@pytest.mark.parametrize(
    "text", ["x = 'a deed'", '"""The id ``homeless`` stays."""', '"""It is called twice."""']
)
def test_what_is_no_prose_is_no_finding(text):
    assert old_prose(text) == []


@pytest.mark.parametrize("text", ["class MapChips:\n    pass", "def is_placeless():\n    pass"])
def test_a_name_of_the_past_is_found(text):
    assert len(old_names(text)) == 1
