"""Shows both versions of an annotation, and their base, on the map."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...core.base.model import Annotation
from ...core.campaign.merging.folder_merge import ImageConflict
from ...core.formats.scaneo.merge.side import Side
from ..common.map_view import on_map, zoom_to
from ..label.image_navigation import ImageNavigation
from .version_styles import BASE_COLOR, BASE_STYLE, CASING, COLORS, STYLES

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_FAINT, _STRONG = 2, 4  # pixels
_FILL = 36  # alpha, of 255


class VersionsOnMap(QObject):
    """Goes to conflicts, and draws the versions of the last one until `leave`."""

    def __init__(self, canvas: QgsMapCanvas, navigation: ImageNavigation) -> None:
        super().__init__()
        self._canvas = canvas
        self._navigation = navigation
        self._bands = {side: _band(canvas, side) for side in (None, *Side)}
        self._shapes: dict[Optional[Side], QgsGeometry] = {}  # in longitude and latitude
        self._picked: Optional[Side] = None
        canvas.destinationCrsChanged.connect(self._draw)

    def unload(self) -> None:
        """Removes everything from the map."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        self._shapes.clear()
        for band in self._bands.values():
            sip.delete(band)  # while the canvas still exists
        self._bands.clear()

    def show(self, conflict: ImageConflict, picked: Optional[Side]) -> None:
        """Goes to the image of a conflict, zooms to both versions and draws them."""
        self.leave()
        if conflict.image != self._navigation.current and not self._navigation.go(conflict.image):
            return
        about = conflict.conflict
        sides = ((None, about.base), (Side.OURS, about.ours), (Side.THEIRS, about.theirs))
        for side, annotation in sides:
            shape = _shape(annotation)
            if shape is not None:
                self._shapes[side] = shape
        self._picked = picked
        if self._shapes:
            geometry = QgsGeometry.collectGeometry(list(self._shapes.values()))
            zoom_to(self._canvas, geometry, self._navigation.raster)
        self._draw()

    def pick(self, side: Optional[Side]) -> None:
        """Highlights the picked version."""
        self._picked = side
        self._draw()

    def leave(self) -> None:
        """Removes everything from the map."""
        self._shapes.clear()
        self._draw()

    def _draw(self) -> None:
        for side, band in self._bands.items():
            band.reset(_POLYGON)
            shape = self._shapes.get(side)
            moved = None if shape is None else on_map(self._canvas, shape)
            if moved is None:
                continue
            is_picked = side is not None and side is self._picked
            fill = QColor(band.strokeColor())
            fill.setAlpha(_FILL if is_picked else 0)
            band.setFillColor(fill)
            band.setWidth(_STRONG if is_picked else _FAINT)
            band.setToGeometry(moved, QgsCoordinateReferenceSystem())


def _band(canvas: QgsMapCanvas, side: Optional[Side]) -> QgsRubberBand:
    """The outline of one version; that of the base is drawn below the others."""
    band = QgsRubberBand(canvas, _POLYGON)
    band.setStrokeColor(BASE_COLOR if side is None else COLORS[side])
    band.setLineStyle(BASE_STYLE if side is None else STYLES[side])
    band.setZValue(0 if side is None else 1)
    if side is not None:
        band.setSecondaryStrokeColor(CASING)
    return band


def _shape(annotation: Optional[Annotation]) -> Optional[QgsGeometry]:
    if annotation is None or annotation.wkb is None:
        return None
    shape = QgsGeometry()
    shape.fromWkb(annotation.wkb)
    return shape
