"""Which image an annotation belongs to that was drawn without saying so."""

from __future__ import annotations

from math import isfinite
from typing import Optional

import shapely.wkb
from osgeo import ogr
from shapely.errors import ShapelyError

from ..base.geometry import as_wkb
from ..base.model import Image, Task
from ..base.repair import make_sound
from ..images.areas import ogr_polygons
from ..workspace.geopackage.sql import Name
from ..workspace.tables.cut_names import cut_names
from ..workspace.workspace import Workspace

_EQUAL = 1 - 1e-9
"""Overlaps that differ by less are those of images of one place, such as a time series."""


def straighten_images(workspace: Workspace) -> None:
    """Makes names of images texts that careless programs wrote as bytes, or with a NUL within: they
    are found then. Use it in a transaction.
    """
    for table in (*(task.value for task in Task), "changes"):
        update = "UPDATE OR REPLACE ? SET image = CAST(image AS TEXT) WHERE image >= x''"
        workspace.database.execute(update, Name(table))  # no text is as great; there is an index
    cut_names(workspace.database)


def assign_images(workspace: Workspace) -> None:
    """Gives each annotation without an image the one whose footprint it overlaps most.

    Use it in a transaction. One that lies outside every footprint, is broken, or lies on several
    images alike stays without: a guess would put it into the wrong file.
    """
    for task in Task:
        rows = workspace.database.rows(
            "SELECT fid, geom FROM ? WHERE image IS NULL OR image = ''", Name(task.value)
        )
        found = [(row.GetFID(), _largest_overlap(workspace, row)) for row in list(rows)]
        for fid, image in found:
            if image is not None:
                workspace.database.execute(
                    "UPDATE ? SET image = ? WHERE fid = ?", Name(task.value), image, fid
                )


def _largest_overlap(workspace: Workspace, row: ogr.Feature) -> Optional[str]:
    geometry = row.GetGeometryRef()
    if geometry is None or geometry.IsEmpty():
        return None
    geometry = _sound(geometry)
    if geometry is None:
        return None
    bounds = geometry.GetEnvelope()
    if not all(map(isfinite, bounds)):
        return None
    west, east, south, north = bounds
    near = workspace.database.rows(
        "SELECT path, geom FROM images WHERE fid IN (SELECT id FROM rtree_images_geom WHERE "
        "maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)",
        west,
        east,
        south,
        north,
    )
    best, most, second = None, 0.0, 0.0
    for image in near:
        area = _overlap(image.GetGeometryRef(), geometry)
        if area > most:
            best, most, second = image.GetFieldAsString(0), area, most
        else:
            second = max(second, area)
    return best if second < most * _EQUAL else None


def _sound(geometry: ogr.Geometry) -> Optional[ogr.Geometry]:
    """What a geometry covers, as GEOS can cut it; None where nobody can tell."""
    try:
        whole = make_sound(shapely.wkb.loads(bytes(ogr_polygons(geometry).ExportToWkb()))).area
        return None if whole.is_empty else ogr.CreateGeometryFromWkb(as_wkb(whole))
    except (ShapelyError, ValueError, RuntimeError):  # GDAL raises where other plugins set it to
        return None


def _overlap(footprint: ogr.Geometry, geometry: ogr.Geometry) -> float:
    try:
        overlap = footprint.Intersection(geometry)
    except RuntimeError:
        overlap = None
    return 0.0 if overlap is None else float(overlap.GetArea())


def why_without_image(name: str, image: Optional[Image]) -> tuple[str, str]:
    """Why the annotations of an image have no file to go to, and what to do."""
    if image is not None:
        return f"{name} has no annotation file of its own.", "Rename the image, and open it again."
    if name:
        return f"There is no image “{name}”.", "Choose an image of the campaign for it."
    what = "It lies outside every image, or on several alike."
    return what, "Choose its image in the form or the attribute table, or delete it."
