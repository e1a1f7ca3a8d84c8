"""The map tool that selects annotations, and moves and resizes a selected box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from qgis.core import QgsPointXY, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QObject, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QPalette

from .box_handles import BoxHandles, Grip
from .box_preview import BoxPreview, OutlineBand
from .box_tool import CLICK, as_it_is
from .canvas_lonlat import pixels_in_lonlat, pixels_on_map, to_lonlat
from .dragged import WIDEST, Snap
from .picking import alive, is_any, picked, touching, visible

HOVER = 40  # ms that the mouse rests before features under it are searched


@dataclass(frozen=True)
class SelectedBox:
    """The only selected feature, where it is a box."""

    fid: int
    box: QgsRectangle  # degrees


@dataclass
class Press:
    """A left mouse button that is down."""

    at: QgsPointXY  # on the map, which may be zoomed during a drag
    adds: bool
    grip: Optional[Grip]  # of the selected box
    is_drag: bool = False


class SelectTool(QgsMapTool):
    """Picks by click, selects by drag, and reshapes the box that is the only selected feature."""

    box_changed = pyqtSignal("qlonglong", QgsRectangle)  # feature id, degrees
    delete_requested = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        layers: Callable[[], Sequence[QgsVectorLayer]],
        box_layer: Callable[[], Optional[QgsVectorLayer]],
    ) -> None:
        """`layers`, in EPSG:4326, are ordered topmost first; that of the boxes is among them."""
        super().__init__(canvas)
        self.snap: Snap = as_it_is  # degrees to degrees
        self._canvas = canvas
        self._layers = layers
        self._box_layer = box_layer
        self._watched: list[QgsVectorLayer] = []
        self._selected: Optional[SelectedBox] = None
        self._press: Optional[Press] = None
        self._mouse = QPoint()
        self._handles = BoxHandles(canvas, self)
        self._preview = BoxPreview(canvas, self)
        self._band = OutlineBand(canvas, self)
        self._hover = _once(self, HOVER, self._show_cursor)
        self._later = _once(self, 0, self._follow)
        canvas.keyPressed.connect(self._key_pressed)
        for changed in (
            canvas.layersChanged,
            canvas.extentsChanged,
            canvas.destinationCrsChanged,
            canvas.mapCanvasRefreshed,
        ):
            changed.connect(self._changed)

    @property
    def is_dragging(self) -> bool:
        """Whether a box is being reshaped or a rectangle being drawn."""
        return self._press is not None and self._press.is_drag

    def cancel(self) -> None:
        """Discards the current drag; the selection stays."""
        self._press = None
        self._band.clear()
        self._preview.clear()
        self._show_handles()

    def unload(self) -> None:
        """Removes the tool from the canvas."""
        self._canvas.unsetMapTool(self)
        self._leave()

    def activate(self) -> None:
        super().activate()
        self._follow()

    def deactivate(self) -> None:
        self._leave()
        super().deactivate()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.cancel()
        self._follow()
        pixel = event.pixelPoint()
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        grip = None if adds else self._grip_at(pixel)
        self._press = Press(self.toMapCoordinates(pixel), adds, grip)

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        self.canvasPressEvent(event)  # Qt's event for the second of two presses at one point

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        self._mouse = event.pixelPoint()
        press = self._press
        if press is None:
            self._hover.start()
            return
        if not press.is_drag:
            by = self._mouse - self.toCanvasCoordinates(press.at)
            press.is_drag = max(abs(by.x()), abs(by.y())) >= CLICK
        if press.is_drag:
            self._show_drag(press)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._follow()  # cancels the drag of a box that was deleted
        press = self._press
        if press is None:
            return
        self.canvasMoveEvent(event)
        self._press = None
        self._band.clear()
        if not press.is_drag:
            self._pick(event.pixelPoint(), press.adds)
        elif press.grip is None:
            self._select(self.toCanvasCoordinates(press.at), event.pixelPoint(), press.adds)
        else:
            self._reshape(press)
        self._hover.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._press is None:
                self._select_only({})
            self.cancel()
            event.ignore()  # for QGIS, this means that the tool has handled it
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._has_selection():
            self.delete_requested.emit()
            event.ignore()

    def _key_pressed(self, event: QKeyEvent) -> None:
        """While a mouse button is down, the canvas reports keys only by this signal."""
        if event.key() == Qt.Key.Key_Escape and self._press is not None:
            self.cancel()

    # What a drag does to a box

    def _grip_at(self, pixel: QPoint) -> Optional[Grip]:
        return self._handles.grip_at(self._selected.box, pixel) if self._selected else None

    def _reshaped(self, press: Press) -> Optional[QgsRectangle]:
        """The box as dragged so far; None where it would be none."""
        start = to_lonlat(self._canvas, press.at)
        now = to_lonlat(self._canvas, self.toMapCoordinates(self._mouse))
        if press.grip is None or self._selected is None or start is None or now is None:
            return None
        box = self._selected.box
        moved = press.grip.moved(box, self.snap(press.grip.of(box) + (now - start)))
        return None if moved.isEmpty() or moved.width() > WIDEST else moved

    def _show_drag(self, press: Press) -> None:
        color = self._color()
        if press.grip is None:
            start = self.toCanvasCoordinates(press.at)
            self._band.show(pixels_on_map(self._canvas, start, self._mouse), color)
        else:
            self._handles.clear()
            self._preview.show(self._reshaped(press), color)

    def _reshape(self, press: Press) -> None:
        box, selected = self._reshaped(press), self._selected
        if box is None or selected is None or box == selected.box:
            self._preview.clear()
            self._show_handles()
            return
        self._preview.linger()
        self.box_changed.emit(selected.fid, box)
        self._later.start()

    # What a click or a drag selects

    def _pick(self, pixel: QPoint, adds: bool) -> None:
        found = picked(self._canvas, self._layers(), pixel)
        if found is None:
            if not adds:
                self._select_only({})
            return
        layer, feature = found
        if not adds:
            self._select_only({layer.id(): [feature.id()]})
        elif feature.id() in layer.selectedFeatureIds():
            layer.deselect(feature.id())
        else:
            layer.select(feature.id())

    def _select(self, start: QPoint, end: QPoint, adds: bool) -> None:
        area = pixels_in_lonlat(self._canvas, start, end)
        if area is None:
            return
        touched = {
            layer.id(): [feature.id() for feature in touching(self._canvas, layer, area)]
            for layer in visible(self._canvas, self._layers())
        }
        if not adds:
            self._select_only(touched)
            return
        for layer in alive(self._layers()):
            layer.select(touched.get(layer.id(), []))

    def _has_selection(self) -> bool:
        return any(layer.selectedFeatureCount() for layer in alive(self._layers()))

    def _select_only(self, chosen: dict[str, list[int]]) -> None:
        """Selects features by their layers' ids, and no others in any of the layers."""
        for layer in alive(self._layers()):
            ids = chosen.get(layer.id(), [])
            if ids or layer.selectedFeatureCount():
                layer.selectByIds(ids)

    # What the tool shows

    def _changed(self, *_: object) -> None:
        """Something changed that handles depend on: many changes are followed by one update."""
        if self.isActive():
            self._later.start()

    def _follow(self) -> None:
        """Updates handles and cursor for the present selection."""
        self._watch(alive(self._layers()))
        selected = self._find_selected()
        if self._press is not None and self._press.grip is not None and selected != self._selected:
            self._press = None  # the dragged box was deleted
            self._preview.clear()
        self._selected = selected
        if not self.is_dragging:
            self._show_handles()

    def _find_selected(self) -> Optional[SelectedBox]:
        layer = self._box_layer()
        if layer is None or not visible(self._canvas, [layer]) or not layer.selectedFeatureCount():
            return None
        if sum(each.selectedFeatureCount() for each in alive(self._layers())) != 1:
            return None
        feature = layer.getFeature(layer.selectedFeatureIds()[0])
        if not feature.isValid() or not feature.hasGeometry():
            return None
        return SelectedBox(feature.id(), feature.geometry().boundingBox())

    def _watch(self, layers: list[QgsVectorLayer]) -> None:
        """Connects to these layers only; the connections of deleted layers end by themselves."""
        for layer in alive(self._watched):
            if layer not in layers:
                for changed in _changes(layer):
                    changed.disconnect(self._changed)
        for layer in layers:
            if layer not in self._watched:
                for changed in _changes(layer):
                    changed.connect(self._changed)
        self._watched = layers

    def _show_handles(self) -> None:
        if self._selected is not None and self.isActive():
            self._handles.show(self._selected.box, self._color())
        else:
            self._handles.clear()

    def _show_cursor(self) -> None:
        if self._press is not None or not self.isActive():
            return
        grip = self._grip_at(self._mouse)
        if grip is not None:
            self.setCursor(grip.cursor)
        elif is_any(self._canvas, self._layers(), self._mouse):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _leave(self) -> None:
        self._later.stop()
        self._hover.stop()
        self._watch([])
        self._selected = None
        self._press = None
        self._band.clear()
        self._preview.clear()
        self._handles.clear()

    def _color(self) -> QColor:
        return self._canvas.palette().color(QPalette.ColorRole.Highlight)


def _changes(layer: QgsVectorLayer) -> tuple[Any, ...]:
    """The signals after which the selected feature may be another one."""
    return (
        layer.selectionChanged,
        layer.geometryChanged,
        layer.featureDeleted,
        layer.afterCommitChanges,
        layer.afterRollBack,
        layer.willBeDeleted,
    )


def _once(parent: QObject, after: int, call: Callable[[], None]) -> QTimer:
    """A timer that calls once, some ms after it was last started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(call)
    return timer
