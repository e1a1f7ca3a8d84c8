"""The pixel grid of an image, to which drawing can be snapped."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCsException, QgsGeometry, QgsPointXY, QgsRasterLayer

from .areas import valid_area
from .georeference import Georeference, NoFootprint


class PixelGrid:
    """The corners of an image's pixels, for points in longitude and latitude (EPSG:4326).

    It is the grid of the file: for an image that is rotated, mirrored or georeferenced by points,
    QGIS shows a warped copy, which has another grid.
    """

    def __init__(self, raster: QgsRasterLayer) -> None:
        """:raises QgsCsException: where the image's position is not known."""
        try:
            self._image = Georeference(Path(raster.source()))
        except NoFootprint as error:
            raise QgsCsException(str(error)) from None

    def snap(self, point: QgsPointXY) -> QgsPointXY:
        """The nearest corner of a pixel.

        :raises QgsCsException: where the point is outside the CRS.
        """
        (pixel,) = self._image.pixels_at([(point.x(), point.y())])
        if pixel is None:
            raise QgsCsException("There is no pixel.")
        (corner,) = self._image.positions([(round(pixel[0]), round(pixel[1]))])
        if corner is None:
            raise QgsCsException("The pixel has no place.")
        return QgsPointXY(*corner)

    def snap_all(self, geometry: QgsGeometry) -> QgsGeometry:
        """A polygon with each vertex on a pixel corner; empty where it collapses.

        :raises QgsCsException: where a vertex is outside the CRS.
        :raises BadArea: where GEOS fails.
        """
        snapped = QgsGeometry(geometry)
        for number, vertex in enumerate(geometry.vertices()):
            corner = self.snap(QgsPointXY(vertex))
            snapped.moveVertex(corner.x(), corner.y(), number)
        area = valid_area(snapped)
        area.removeDuplicateNodes()
        return area
