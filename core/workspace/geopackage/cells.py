"""Reads the cells of a row as GDAL gives them."""

from __future__ import annotations

from typing import Optional

from osgeo import ogr

from ...images.areas import ogr_polygons


def text_of(row: ogr.Feature, column: int) -> Optional[str]:
    """The text in a column; None where it is empty."""
    return row.GetFieldAsString(column) if row.IsFieldSetAndNotNull(column) else None


def flat_wkb(geometry: ogr.Geometry) -> bytes:
    """Two-dimensional little-endian WKB of the polygons in a geometry, whatever type another
    program wrote."""
    return bytes(ogr_polygons(geometry).ExportToWkb(ogr.wkbNDR))


def polygons_of(row: ogr.Feature) -> bytes:
    """The polygons of a row's geometry, as `flat_wkb`; empty where it has none, or GDAL can't
    tell."""
    geometry = row.GetGeometryRef()
    try:
        return b"" if geometry is None or geometry.IsEmpty() else flat_wkb(geometry)
    except RuntimeError:  # GDAL raises where other plugins set it to
        return b""
