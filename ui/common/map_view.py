"""Shows positions in longitude and latitude (EPSG:4326) on the map."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

_MARGIN = 1.6  # times the size of what is shown
_LEAST = 40  # least pixels of the image that are shown, so that the surroundings are visible
_DENSE = 8  # points along each side: a straight line in degrees is curved on most maps
_SEPARATE = 1.5  # times the width of the parts: then they are on opposite sides of the map
_NARROW = 0.0002  # degrees, about 20 m: the least extent that is shown without an image


def on_map(canvas: QgsMapCanvas, geometry: QgsGeometry) -> Optional[QgsGeometry]:
    """A geometry in the map's CRS; None where it can't be transformed."""
    settings = canvas.mapSettings()
    onto = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        settings.destinationCrs(),
        settings.transformContext(),
    )
    moved = QgsGeometry(geometry)
    try:
        moved.transform(onto)
    except QgsCsException:
        return None
    return moved if moved.boundingBox().isFinite() else None


def zoom_to(canvas: QgsMapCanvas, geometry: QgsGeometry, raster: Optional[QgsRasterLayer]) -> None:
    """Zooms to a geometry and its surroundings; ``raster`` is the image that it is on."""
    moved = on_map(canvas, geometry)
    if moved is None:
        return
    box = moved.boundingBox()
    least = _least(canvas, geometry, raster)
    across = max(_MARGIN * box.width(), least)
    high = max(_MARGIN * box.height(), least)
    canvas.setExtent(QgsRectangle.fromCenterAndSize(box.center(), across, high))
    canvas.refresh()


def extent_on_map(
    canvas: QgsMapCanvas, raster: QgsRasterLayer, outline: Optional[QgsGeometry]
) -> QgsRectangle:
    """The extent of an image on the map; ``outline`` is its footprint.

    Where the image crosses the antimeridian and the map ends there, it is the larger part of the
    image: both parts together are as wide as the world.
    """
    settings = canvas.mapSettings()
    if raster.crs() == settings.destinationCrs():
        return raster.extent()
    parts = [] if outline is None else outline.asGeometryCollection()
    dense = [part.densifyByCount(_DENSE) for part in parts]
    found = [moved.boundingBox() for moved in (on_map(canvas, part) for part in dense) if moved]
    if not found:
        return settings.layerExtentToOutputExtent(raster, raster.extent())
    whole = QgsRectangle(found[0])
    for extent in found[1:]:
        whole.combineExtentWith(extent)
    if whole.width() <= _SEPARATE * sum(extent.width() for extent in found):
        return whole
    return max(found, key=lambda extent: extent.width() * extent.height())


def _least(canvas: QgsMapCanvas, geometry: QgsGeometry, raster: Optional[QgsRasterLayer]) -> float:
    """The least extent that is shown, in map units."""
    if raster is not None and raster.width():
        extent = canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
        return float(min(_LEAST / raster.width(), 1) * extent.width())
    around = on_map(canvas, QgsGeometry.fromRect(geometry.boundingBox().buffered(_NARROW)))
    return 0.0 if around is None else float(around.boundingBox().width())
