"""The pixel grid of an image, to which what is drawn can be snapped."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCsException, QgsGeometry, QgsPointXY, QgsProject, QgsRasterLayer

from .areas import sound
from .georeference import Georeference, NoFootprint


class PixelGrid:
    """The corners of an image's pixels, for points in longitude and latitude (EPSG:4326).

    They are those of the file: of an image that is turned, mirrored or placed by points, QGIS
    shows a warped copy, whose grid is another one.
    """

    def __init__(self, raster: QgsRasterLayer, _: QgsProject) -> None:
        """:raises QgsCsException: where the image has no place."""
        try:
            self._image = Georeference(Path(raster.source()))
        except NoFootprint as error:
            raise QgsCsException(str(error)) from None

    def snap(self, point: QgsPointXY) -> QgsPointXY:
        """The corner of a pixel that is nearest. :raises QgsCsException: where the CRS ends."""
        (pixel,) = self._image.pixels_at([(point.x(), point.y())])
        if pixel is None:
            raise QgsCsException("There is no pixel.")
        (corner,) = self._image.positions([(round(pixel[0]), round(pixel[1]))])
        if corner is None:
            raise QgsCsException("The pixel has no place.")
        return QgsPointXY(*corner)

    def snap_all(self, geometry: QgsGeometry) -> QgsGeometry:
        """A polygon with each vertex on a corner; one that collapses is empty.

        :raises QgsCsException: where the CRS ends. :raises BadArea: where GEOS gives up.
        """
        snapped = QgsGeometry(geometry)
        for number, vertex in enumerate(geometry.vertices()):
            corner = self.snap(QgsPointXY(vertex))
            snapped.moveVertex(corner.x(), corner.y(), number)
        area = sound(snapped)
        area.removeDuplicateNodes()
        return area
