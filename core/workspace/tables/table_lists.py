"""Restores entries of our tables in a GeoPackage's own lists, before anything else is read from it.

GDAL and QGIS see only what ``gpkg_contents`` and ``gpkg_geometry_columns`` list. A table that is
not listed any more is otherwise intact, with all its rows.
"""

from __future__ import annotations

from ..geopackage.database import Database
from .schema import GEOMETRY, TABLES

_SHAPES = {"detection": "POLYGON"}
_CRS = 4326


def list_again(database: Database) -> bool:
    """Lists our tables again. Returns whether the GeoPackage has to be reopened.

    :raises WorkspaceError: where it can't be read or written.
    """
    if not any(_lost(database)):
        return False
    with database.transaction():
        shapeless, unlisted = _lost(database)  # another process may have done it meanwhile
        for name in unlisted:
            kind = "features" if name in GEOMETRY and _has_shapes(database, name) else "attributes"
            insert = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
            insert += "VALUES (?, ?, ?, ?)"
            database.execute(insert, name, kind, name, _CRS if kind == "features" else None)
        for name in shapeless:
            insert = "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)"
            database.execute(insert, name, _SHAPES.get(name, "MULTIPOLYGON"), _CRS)
            listed = "UPDATE gpkg_contents SET data_type = 'features', srs_id = ? "
            listed += "WHERE table_name = ? AND data_type = 'attributes'"
            database.execute(listed, _CRS, name)
    return True


def _lost(database: Database) -> tuple[list[str], list[str]]:
    """The tables whose geometry columns are not listed, and those that are not listed at all."""
    shapeless, unlisted = [], []
    for row in database.rows(
        "SELECT name, EXISTS (SELECT 1 FROM gpkg_contents WHERE table_name = name) AS is_listed, "
        "EXISTS (SELECT 1 FROM gpkg_geometry_columns WHERE table_name = name) AS has_shapes "
        "FROM sqlite_master WHERE type = 'table' AND name IN ?",
        TABLES,
    ):
        name = row.GetFieldAsString(0)
        if not row.GetFieldAsInteger(1):
            unlisted.append(name)
        if name in GEOMETRY and not row.GetFieldAsInteger(2):
            shapeless.append(name)
    return [name for name in shapeless if _has_shapes(database, name)], unlisted


def _has_shapes(database: Database, table: str) -> bool:
    found = "SELECT 1 FROM pragma_table_info(?) WHERE name = 'geom'"
    return any(True for _ in database.rows(found, table))
