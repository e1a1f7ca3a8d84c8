"""Which image an annotation belongs to that was drawn without saying so."""

from __future__ import annotations

from typing import Optional

from osgeo import ogr

from ..scaneo.model import Task
from .workspace import Workspace


def assign_images(workspace: Workspace) -> None:
    """Gives each annotation without an image the one whose footprint it overlaps most.

    Use it in a transaction. One that lies outside every footprint stays without.
    """
    for task in Task:
        rows = workspace.database.rows(
            f"SELECT fid, geom FROM {task.value} WHERE coalesce(image, '') = ''"
        )
        found = [(row.GetFID(), _largest_overlap(workspace, row)) for row in list(rows)]
        for fid, image in found:
            if image is not None:
                workspace.database.execute(
                    f"UPDATE {task.value} SET image = ? WHERE fid = ?", image, fid
                )


def _largest_overlap(workspace: Workspace, row: ogr.Feature) -> Optional[str]:
    geometry = row.GetGeometryRef()
    if geometry is None or geometry.IsEmpty():
        return None
    geometry = geometry.MakeValid() or geometry  # GEOS cuts no area whose outline crosses itself
    west, east, south, north = geometry.GetEnvelope()
    near = workspace.database.rows(
        "SELECT path, geom FROM images WHERE fid IN (SELECT id FROM rtree_images_geom WHERE "
        f"maxx >= {west!r} AND minx <= {east!r} AND maxy >= {south!r} AND miny <= {north!r})"
    )
    best, most = None, 0.0
    for image in near:
        overlap = image.GetGeometryRef().Intersection(geometry)
        area = overlap.GetArea() if overlap is not None else 0.0
        if area > most:
            best, most = image.GetFieldAsString(0), area
    return best
