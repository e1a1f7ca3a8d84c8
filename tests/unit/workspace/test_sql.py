"""Statements get their values as SQL literals, each mark one: never fewer, never more."""

import ast

import pytest
from scaneo_bridge.core.workspace.geopackage.sql import SqlName, SqlPart, bind
from support.house.code import tree_of

BINDING = {"bind", "execute", "rows"}
"""The functions whose first argument is a statement and whose others are its values."""


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (None, "NULL"),
        (7, "7"),
        (2**62, "4611686018427387904"),
        (0.1, "0.1"),
        ("it's", "'it''s'"),
        ("?", "'?'"),
        (b"\x00\xff", "x'00ff'"),
        ("\udcff", "CAST(x'ff' AS TEXT)"),
        (SqlName('a"b'), '"a""b"'),
        (SqlPart("count(*)"), "count(*)"),
        (("a", 1), "('a', 1)"),
        ({1: 2, 3: 4}, "WHEN 1 THEN 2 WHEN 3 THEN 4"),
    ],
)
def test_a_value_is_put_in_as_a_literal(value, literal):
    assert bind("SELECT ? AS found", value) == f"SELECT {literal} AS found"


def test_each_mark_gets_its_own_value():
    assert bind("? and ?, ?", 1, 2, 3) == "1 and 2, 3"
    assert bind("SELECT 1") == "SELECT 1"


def test_what_a_value_holds_is_no_mark():
    assert bind("SELECT ?, ?", "a ? b", SqlPart("c ? d")) == "SELECT 'a ? b', c ? d"


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("DELETE FROM labels WHERE name = ?", ()),
        ("DELETE FROM labels WHERE name = ? AND color = ?", ("water",)),
        ("UPDATE ? SET place = NULL WHERE fid IN ?", ((1, 2),)),
        ("DELETE FROM labels", ("water",)),
        ("DELETE FROM labels WHERE name = ?", ("water", "#0000ff")),
        ("SELECT 1", (None,)),
    ],
)
def test_a_wrong_number_of_values_makes_no_statement(sql, values):
    with pytest.raises(ValueError, match=r"^\d marks and \d values: "):
        bind(sql, *values)


def texts_of(node):
    """The texts that names of a function, or of a module, stand for, with the lines from which on
    they do; without those that get anything else."""
    found, untold = {}, set()
    for one in ast.walk(node):
        if isinstance(one, ast.Assign):
            for target in one.targets:
                if isinstance(target, ast.Name) and isinstance(one.value, ast.Constant):
                    found.setdefault(target.id, []).append((one.lineno, one.value.value))
                else:
                    untold.update(part.id for part in ast.walk(target) if hasattr(part, "id"))
        elif isinstance(one, (ast.AugAssign, ast.For, ast.comprehension, ast.NamedExpr)):
            untold.update(part.id for part in ast.walk(one.target) if hasattr(part, "id"))
        elif isinstance(one, ast.arg):
            untold.add(one.arg)
    return {name: sorted(texts) for name, texts in found.items() if name not in untold}


def parts_of(value):
    """A value; of a tuple that stands for several, each."""
    is_several = isinstance(value, ast.Starred) and isinstance(value.value, ast.Tuple)
    return value.value.elts if is_several else [value]


def statements(file):
    """The calls of which it can be told: the line, the statement and how many values it gets."""
    if not any(name in file.read_text("utf-8") for name in BINDING):
        return
    tree, seen = tree_of(file), set()
    # The innermost function first: a name means what it means there.
    scopes = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)][::-1]
    for scope in (*scopes, tree):
        texts = texts_of(scope)
        for node in ast.walk(scope):
            if not isinstance(node, ast.Call) or not node.args or id(node) in seen:
                continue
            seen.add(id(node))
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            statement, *given = node.args
            values = [part for one in given for part in parts_of(one)]
            if called not in BINDING or any(isinstance(one, ast.Starred) for one in values):
                continue
            if isinstance(statement, ast.Constant):
                yield node.lineno, statement.value, len(values)
            elif isinstance(statement, ast.Name):
                before = [one for one in texts.get(statement.id, ()) if one[0] < node.lineno]
                for _, text in before[-1:]:
                    yield node.lineno, text, len(values)


def miscounted(file):
    """Where a statement of a module gets another number of values than it has marks."""
    return [
        f"{file.name}, line {line}: {count} values for {sql}"
        for line, sql, count in statements(file)
        if sql.count("?") != count
    ]


def test_every_statement_of_the_code_has_as_many_values_as_marks(root):
    files = sorted((root / "core").rglob("*.py"))
    assert sum(len(list(statements(file))) for file in files) > 100  # it looks at them
    assert [said for file in files for said in miscounted(file)] == []


@pytest.mark.parametrize(
    "code",
    [
        "database.execute('DELETE FROM labels WHERE name = ?')",
        "bind('? and ?', one)",
        "rows = database.rows('SELECT ?, ?', *(one, other, 3))",
        "query = 'SELECT ?'\n    for row in database.rows(query, one, other): pass",
        "update = 'A ?'\n    if one:\n        update = 'B'\n    database.execute(update, one)",
    ],
)
def test_a_statement_with_another_number_is_found(code, tmp_path):
    (tmp_path / "bad.py").write_text(f"def deed(database, one, other):\n    {code}\n")
    assert len(miscounted(tmp_path / "bad.py")) == 1


@pytest.mark.parametrize(
    "code",
    [
        "database.execute('A ? ?', *values)",
        "database.execute('A ?', one)",
        "query = 'A ?'\n    query += ' and ?'\n    database.execute(query, one, other)",
        "for query in queries:\n        database.execute(query, one)",
    ],
)
def test_what_can_not_be_told_or_is_right_is_no_finding(code, tmp_path):
    (tmp_path / "good.py").write_text(f"def deed(database, one, other):\n    {code}\n")
    assert miscounted(tmp_path / "good.py") == []
