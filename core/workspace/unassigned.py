"""The annotations of a workspace that belong to no image, and the images that may be theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from osgeo import ogr
from qgis.core import QgsRectangle

from ..base.model import Task
from .geopackage.cells import flat_wkb
from .geopackage.sql import Name
from .workspace import Workspace

_MANY = 1000


class Unassigned(NamedTuple):
    """An annotation without an image, and its polygons as WKB."""

    task: Task
    fid: int
    wkb: bytes


def read_unassigned(workspace: Workspace) -> Iterator[Unassigned]:
    """Those that have a geometry."""
    for task in Task:
        rows = workspace.database.rows(
            "SELECT fid, geom FROM ? WHERE image IS NULL OR image = ''", Name(task.value)
        )
        for row in rows:
            if wkb := _polygons(row):
                yield Unassigned(task, row.GetFID(), wkb)


def footprints(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """All images that have a footprint: path, and footprint as WKB."""
    return _footprints(workspace.database.rows("SELECT path, geom FROM images"))


def footprints_near(workspace: Workspace, bounds: QgsRectangle) -> Iterator[tuple[str, bytes]]:
    """As `footprints`, of those whose bounds meet these."""
    query = (
        "SELECT path, geom FROM images WHERE fid IN (SELECT id FROM rtree_images_geom WHERE "
        "maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)"
    )
    west, south, east, north = (
        bounds.xMinimum(),
        bounds.yMinimum(),
        bounds.xMaximum(),
        bounds.yMaximum(),
    )
    return _footprints(workspace.database.rows(query, west, east, south, north))


def image_count(workspace: Workspace) -> int:
    """How many images there are."""
    return sum(
        row.GetFieldAsInteger(0) for row in workspace.database.rows("SELECT count(*) FROM images")
    )


def give_image(workspace: Workspace, task: Task, fids: Sequence[int], image: str) -> None:
    """Lets annotations of a task belong to an image."""
    update = "UPDATE ? SET image = ? WHERE fid IN ?"
    for start in range(0, len(fids), _MANY):
        some = tuple(fids[start : start + _MANY])
        workspace.database.execute(update, Name(task.value), image, some)


def _footprints(rows: Iterator[ogr.Feature]) -> Iterator[tuple[str, bytes]]:
    for row in rows:
        if wkb := _polygons(row):
            yield row.GetFieldAsString(0), wkb


def _polygons(row: ogr.Feature) -> bytes:
    """The polygons of a row's geometry; empty where it has none, or GDAL can't tell."""
    geometry = row.GetGeometryRef()
    try:
        return b"" if geometry is None or geometry.IsEmpty() else flat_wkb(geometry)
    except RuntimeError:  # GDAL raises where other plugins set it to
        return b""
