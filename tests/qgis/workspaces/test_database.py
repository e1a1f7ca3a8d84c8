"""GDAL answers with a code or raises, as any other plugin has set it: what fails is told alike."""

import pytest
from osgeo import gdal, ogr
from scaneo_bridge.core.workspace.geopackage.database import Database, WorkspaceError
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from support.raising import gdal_raises


@pytest.fixture(params=[False, True], ids=["codes", "exceptions"], autouse=True)
def raising(request):
    """GDAL set to answer with codes, and set to raise."""
    with gdal_raises(request.param):
        yield request.param


@pytest.fixture
def database(tmp_path):
    with Database.create(tmp_path / "a.gpkg") as database:
        layer = database.create_table("things", ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
        del layer
        database.execute("CREATE UNIQUE INDEX one ON things (name)")
        yield database


def names(database):
    return [row.GetFieldAsString(0) for row in database.rows("SELECT name FROM things")]


def forgetful(monkeypatch):
    """A GDAL that forgets its last error once it has raised it, as newer ones may."""
    monkeypatch.setattr(gdal, "GetLastErrorType", lambda: gdal.CE_None)
    monkeypatch.setattr(gdal, "GetLastErrorMsg", lambda: "")


@pytest.mark.parametrize("sql", ["SELECT * FROM nothing", "DELETE FROM nothing", "NONSENSE"])
def test_a_statement_that_fails_raises_with_what_sqlite_says(database, monkeypatch, raising, sql):
    if raising:
        forgetful(monkeypatch)
    with pytest.raises(WorkspaceError, match=r"nothing|NONSENSE"):
        database.execute(sql)


def test_rows_that_end_in_an_error_are_not_the_last(database, monkeypatch, raising):
    if raising:
        forgetful(monkeypatch)
    sql = "SELECT 1 UNION ALL SELECT abs(-9223372036854775808)"
    with pytest.raises(WorkspaceError, match="integer overflow"):
        list(database.rows(sql))


NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT ?"


@pytest.mark.parametrize("count", [0, 1, 2, 16, 17, 18, 33, 100])
def test_rows_come_once_and_in_order_however_many(database, count):
    rows = [row.GetFieldAsInteger(0) for row in database.rows(NUMBERS, count)]
    assert rows == [*range(1, count + 1)]


def test_a_query_that_ends_with_its_transaction_was_not_read_to_the_end(database):
    with pytest.raises(ZeroDivisionError), database.transaction():
        rows = database.rows(NUMBERS, 100)
        next(rows)
        raise ZeroDivisionError
    with pytest.raises(WorkspaceError, match="the query was ended"):
        list(rows)


def test_what_is_no_database_is_not_opened(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"no database")
    with pytest.raises(WorkspaceError, match=r"a\.gpkg can't be opened") as caught:
        Database.open(tmp_path / "a.gpkg")
    # Where GDAL answers with codes, it says nothing: no line stands for that.
    assert "no reason given" not in caught.value.details


def test_what_can_not_be_made_is_not_made(tmp_path):
    with pytest.raises(WorkspaceError, match=r"a\.gpkg can't be made") as caught:
        Database.create(tmp_path / "none" / "a.gpkg")
    assert caught.value.details


def test_a_row_that_is_refused_is_said(database):
    insert = Inserter(database, "things", ("name",))
    insert.add(None, "one")
    with pytest.raises(WorkspaceError, match="UNIQUE"):
        insert.add(None, "one")


@pytest.mark.parametrize("values", [(), ("one", "two")])
def test_a_row_has_a_value_for_each_field(database, values):
    insert = Inserter(database, "things", ("name",))
    insert.add(None, "zero")
    with pytest.raises(ValueError, match="1 fields"):
        insert.add(None, *values)
    assert names(database) == ["zero"]


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(WorkspaceError, match="UNIQUE"), database.transaction():
        insert = Inserter(database, "things", ("name",))
        insert.add(None, "one")
        insert.add(None, "one")
    assert names(database) == []


def test_a_transaction_that_ends_well_is_kept(database):
    with database.transaction():
        Inserter(database, "things", ("name",)).add(None, "one")
    assert names(database) == ["one"]


def test_a_second_transaction_is_refused(database):
    with (
        database.transaction(),
        pytest.raises(WorkspaceError, match="transaction"),
        database.transaction(),
    ):
        pass


CUT_OFF = bytes.fromhex("010300000001000000")  # a polygon that breaks off


def test_a_shape_that_is_none_is_said_and_not_passed_over(database):
    insert = Inserter(database, "things", ("name",))
    with pytest.raises(WorkspaceError):
        insert.add(CUT_OFF, "one")
    insert.add(ogr.CreateGeometryFromWkt("POLYGON ((0 0,1 0,1 1,0 0))").ExportToWkb(), "two")
    (fid,) = (row.GetFID() for row in database.rows("SELECT fid, name FROM things"))
    with pytest.raises(WorkspaceError):
        database.update("things", fid, CUT_OFF)
    (row,) = database.rows("SELECT fid, geom FROM things")
    assert row.GetGeometryRef() is not None
