"""The pixel grid of an image, to which what is drawn can be snapped."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)

from ..areas import sound

_BACK = Qgis.TransformDirection.Reverse


class PixelGrid:
    """The corners of an image's pixels, for points in longitude and latitude (EPSG:4326)."""

    def __init__(self, raster: QgsRasterLayer, project: QgsProject) -> None:
        wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
        self._transform = QgsCoordinateTransform(wgs84, raster.crs(), project)
        extent = raster.extent()
        self._west, self._north = extent.xMinimum(), extent.yMaximum()
        self._width = extent.width() / raster.width()  # in the image's CRS
        self._height = extent.height() / raster.height()

    def snap(self, point: QgsPointXY) -> QgsPointXY:
        """The corner of a pixel that is nearest. :raises QgsCsException: where the CRS ends."""
        there = self._transform.transform(point)
        column = round((there.x() - self._west) / self._width)
        row = round((self._north - there.y()) / self._height)
        corner = QgsPointXY(self._west + column * self._width, self._north - row * self._height)
        return self._transform.transform(corner, _BACK)

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
