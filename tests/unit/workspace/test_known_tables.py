"""The tables of a workspace are known to core/workspace alone, so that another backend can take the
place of the GeoPackage."""

import ast
import re

import pytest
from support.house.code import code_of, dotted, imports_of, tree_of

# Who knows the tables of a workspace, and what only it may do with a GeoPackage.
KNOWS_TABLES = "core/workspace"
ASKING = {"execute", "rows", "has_table", "create_table", "drop_table", "ExecuteSQL"}
WRITING_ROWS = {"Inserter", "bind", "Database.create"}
OF_TABLES = {"ogr.Feature", "ogr.FieldDefn", "ogr.Layer", "ogr.DataSource"}  # shapes are no rows
SQL = re.compile(
    r"\s*(SELECT .* FROM|INSERT (OR|INTO)|UPDATE .* SET|DELETE FROM|CREATE (TABLE|INDEX|TRIGGER)|"
    r"ALTER TABLE|DROP (TABLE|INDEX|TRIGGER|VIEW)|PRAGMA) ",
    re.DOTALL,
)
LAYER_OF_TABLE = "|layername="  # how a table is named as the source of a layer


def known_elsewhere(root):
    """Where others than the workspace know its tables: SQL, rows, and the sources of its layers."""
    said = []
    for file, name in code_of(root):
        if name.startswith(f"{KNOWS_TABLES}/"):
            continue
        for node in ast.walk(tree_of(file)):
            found = ""
            if isinstance(node, ast.Call):
                called = dotted(node.func)
                is_asking = isinstance(node.func, ast.Attribute) and node.func.attr in ASKING
                is_asking = is_asking and called != f"self.{node.func.attr}"  # of its own class
                is_row = called in WRITING_ROWS or called.endswith("database.update")
                found = f"{called}()" if is_asking or is_row else ""
            elif isinstance(node, ast.Attribute) and dotted(node) in OF_TABLES:
                found = dotted(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                is_sql = SQL.match(node.value) or LAYER_OF_TABLE in node.value.replace("\\", "")
                found = repr(node.value) if is_sql else ""
            if found:
                said.append(f"{name}, line {node.lineno}: {found}")
        said += [f"{name} imports {one}" for one in imports_of(file) if one == "sqlite3"]
    return said


def test_the_tables_of_a_workspace_are_known_to_it_alone(root):
    assert known_elsewhere(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "workspace.database.execute(update, name)",
        "rows = database.rows(query)",
        "dataset.ExecuteSQL(query)",
        "Inserter(database, 'images', ('path',))",
        "workspace.database.update(table, fid, wkb)",
        "query = 'SELECT path FROM images'",
        "query = f'DELETE FROM {table}'",
        "query = 'PRAGMA journal_mode = delete'",
        "source = f'{workspace}|layername={table}'",
        "names = re.compile(r'\\|layername=')",
        "row = ogr.Feature(definition)",
        "import sqlite3",
    ],
)
@pytest.mark.parametrize("folder", ["core/campaign", "ui/label"])
def test_what_others_know_of_the_tables_is_found(text, folder, tmp_path):
    for name in (folder, KNOWS_TABLES):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "one.py").write_text(f"if word:\n    {text}\n")
    assert {one.split(",")[0].split()[0] for one in known_elsewhere(tmp_path)} == {
        f"{folder}/one.py"
    }


@pytest.mark.parametrize(
    "text",
    ["shape = ogr.CreateGeometryFromWkb(wkb)", "words = 'Select an image'", "marks.update(other)"],
)
def test_what_says_nothing_of_the_tables_is_no_finding(text, tmp_path):
    (tmp_path / "core").mkdir()
    (tmp_path / "core/good.py").write_text(f"{text}\n")
    assert known_elsewhere(tmp_path) == []
