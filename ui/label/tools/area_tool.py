"""The map tool that draws areas: QGIS's own digitising tool, with its result in degrees."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Optional, Union

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import (
    QgsAdvancedDigitizingDockWidget,
    QgsGeometryRubberBand,
    QgsMapCanvas,
    QgsMapMouseEvent,
    QgsMapToolCapture,
    QgsMapToolDigitizeFeature,
    QgsRubberBand,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication

from ....core.qgis.editing.edit_commands.avoid_overlap import allowed_overlaps
from ...common.text import tr
from ...work.options import Technique
from .box_preview import FILL_ALPHA

OURS = 0x5CA  # the data key that marks canvas items as ours
ERASER = QColor(220, 30, 30)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Band = Union[QgsRubberBand, QgsGeometryRubberBand]


class AreaTool(QgsMapToolDigitizeFeature):
    """Draws areas in the canvas' current layer, which must be an editable polygon layer.

    Never call `setLayer`: QGIS keeps a bare pointer, and the layer may be deleted.
    """

    captured = pyqtSignal(QgsGeometry)  # EPSG:4326, straight segments, no Z and M
    refused = pyqtSignal(str)  # a sentence for the user

    def __init__(self, canvas: QgsMapCanvas, cad_dock: QgsAdvancedDigitizingDockWidget) -> None:
        super().__init__(canvas, cad_dock, QgsMapToolCapture.CaptureMode.CapturePolygon)
        self._canvas = canvas
        self._color = QColor(Qt.GlobalColor.red)
        self._erases = False
        self._technique = Technique.POINTS
        self._layer: Optional[QgsMapLayer] = None  # the layer of the unfinished area
        self._answered = False
        self._uncut = ExitStack()  # keeps QGIS from cutting what is captured
        self._clicked = QPoint()  # the last vertex, in pixels of the canvas
        self._corner = QgsPointXY()  # the same on the map, which may have been moved since
        self._was_double = False  # the next release is that of a double click
        self.digitizingCompleted.connect(self._completed)
        self.messageEmitted.connect(self._said)
        canvas.currentLayerChanged.connect(self._layer_changed)
        canvas.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Handles the undo shortcut itself while there are points to remove: it is one of QGIS's
        shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_undo(event):
            event.accept()
            return True
        return super().eventFilter(widget, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Removes the last point, or finishes by Enter. Called by Qt."""
        if self._is_undo(event):
            self.undo()
            event.accept()
        elif event.key() in _ENTER and self.is_capturing:
            if not event.isAutoRepeat():
                self._finish()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _is_undo(self, event: QKeyEvent) -> bool:
        return (
            self._canvas.mapTool() is self
            and self.is_capturing
            and event.matches(QKeySequence.StandardKey.Undo)
        )

    @property
    def color(self) -> QColor:
        """The outline's colour, which is the label's."""
        return self._color

    @color.setter
    def color(self, color: QColor) -> None:
        self._color = QColor(color)
        self._paint()

    @property
    def erases(self) -> bool:
        """Whether the area will be subtracted from others: then it is dashed and red."""
        return self._erases

    @erases.setter
    def erases(self, erases: bool) -> None:
        self._erases = erases
        self._paint()

    @property
    def technique(self) -> Technique:
        """How the mouse draws; may change during a capture."""
        return self._technique

    @technique.setter
    def technique(self, technique: Technique) -> None:
        self._technique = technique
        if hasattr(self, "setCurrentCaptureTechnique"):  # since QGIS 3.26
            self.setCurrentCaptureTechnique(getattr(Qgis.CaptureTechnique, technique.value))
        else:
            self.setStreamDigitizingEnabled(technique is Technique.STREAM)
            self.setCircularDigitizingEnabled(technique is Technique.CURVES)

    @property
    def is_capturing(self) -> bool:
        """Whether there are points of an unfinished area."""
        return bool(self.isCapturing())

    def cancel(self) -> None:
        """Discards the unfinished area."""
        self._unwatch()
        self.stopCapturing()

    def unload(self) -> None:
        """Removes the tool from the canvas."""
        self.cancel()
        self._canvas.removeEventFilter(self)
        self._canvas.unsetMapTool(self)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        self._was_double = False
        super().canvasPressEvent(event)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if self._was_double:
            self._was_double = False
        else:
            super().canvasReleaseEvent(event)

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Finishes at the vertex of its first click. Called by Qt in place of a press."""
        if event.button() != Qt.MouseButton.LeftButton or not self.is_capturing:
            super().canvasDoubleClickEvent(event)
            return
        self._was_double = True
        if (event.pos() - self._clicked).manhattanLength() > QApplication.startDragDistance():
            self._release(event.pos(), Qt.MouseButton.LeftButton)  # the first press was a drag
        self._finish()

    def _finish(self) -> None:
        """Like the right mouse button; with too few points, the capture goes on."""
        if self.size() < 3:
            text = tr("An area needs at least three points. Click on, or give it up with Esc.")
            self.refused.emit(text)
            return
        if self._technique is Technique.CURVES:  # ends an unfinished arc here
            kind, left = QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton
            end = QgsMapMouseEvent(self._canvas, kind, self._clicked, left)
            end.setMapPoint(self._corner)
            self.cadCanvasReleaseEvent(end)
        self._release(self._clicked, Qt.MouseButton.RightButton)

    def _release(self, spot: QPoint, button: Qt.MouseButton) -> None:
        kind = QEvent.Type.MouseButtonRelease
        super().canvasReleaseEvent(QgsMapMouseEvent(self._canvas, kind, spot, button))

    def cadCanvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._clicked, self._corner = event.pos(), event.mapPoint()
        was_capturing = self.is_capturing
        others = _bands(self._canvas)
        self._answered = False
        with self._uncut:
            # QGIS uses this project
            self._uncut.enter_context(allowed_overlaps(QgsProject.instance()))
            super().cadCanvasReleaseEvent(event)
        if self.is_capturing and not was_capturing:
            self._watch()
            for band in _bands(self._canvas):
                band.setData(OURS, band not in others)
            self._paint()
        elif was_capturing and not self.is_capturing:
            self._unwatch()
            if not self._answered:  # QGIS has discarded it without a message
                self.refused.emit(tr("An area needs at least three points."))

    def _paint(self) -> None:
        """Gives QGIS's rubber bands for the capture the label's colour.

        They are searched each time: QGIS deletes them without telling Python.
        """
        color = ERASER if self._erases else self._color
        fill = QColor(color)
        fill.setAlpha(FILL_ALPHA)
        style = Qt.PenStyle.DashLine if self._erases else Qt.PenStyle.SolidLine
        for band in _bands(self._canvas):
            if band.data(OURS):
                band.setStrokeColor(color)
                band.setFillColor(fill)
                band.setLineStyle(style)
                band.update()

    def _watch(self) -> None:
        """If the layer is removed during a capture, the capture is cancelled; QGIS would go on."""
        self._unwatch()
        self._layer = self._canvas.currentLayer()
        if self._layer is not None:
            self._layer.willBeDeleted.connect(self.cancel)

    def _unwatch(self) -> None:
        if self._layer is not None and not sip.isdeleted(self._layer):
            self._layer.willBeDeleted.disconnect(self.cancel)
        self._layer = None

    def _completed(self, feature: QgsFeature) -> None:
        self._answered = True
        self._uncut.close()
        area = self._in_degrees(feature.geometry())
        if area is None or area.isEmpty():
            self.refused.emit(tr("Nothing is left of this area."))
        else:
            self.captured.emit(area)

    def _in_degrees(self, geometry: QgsGeometry) -> Optional[QgsGeometry]:
        """QGIS returns the CRS of the layer, whatever the map's."""
        layer = self._canvas.currentLayer()
        if geometry.isNull() or layer is None:
            return None
        area = QgsGeometry(geometry.constGet().segmentize())
        area.get().dropZValue()
        area.get().dropMValue()
        area.removeDuplicateNodes()
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        context = self._canvas.mapSettings().transformContext()
        try:
            area.transform(QgsCoordinateTransform(layer.crs(), degrees, context))
        except QgsCsException:
            return None
        return area

    def _said(self, message: str) -> None:
        self._answered = True
        self.refused.emit(message)

    def _layer_changed(self, _: Optional[QgsMapLayer]) -> None:
        """Points in the CRS of one layer can't be used in another."""
        if self.is_capturing:
            self.cancel()


def _bands(canvas: QgsMapCanvas) -> list[Band]:
    kinds = (QgsRubberBand, QgsGeometryRubberBand)
    return [item for item in canvas.items() if isinstance(item, kinds)]
