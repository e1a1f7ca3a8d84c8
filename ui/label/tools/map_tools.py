"""The map tools of the modes: one at a time, on the map and on the right layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapTool
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ....core.base.model import Task
from ....core.qgis.editing.session import EditSession
from ...common.translucent_selection import TranslucentSelection
from ...work.options import Technique
from ..modes import Mode
from .area_tool import AreaTool
from .box_tool import BoxTool
from .classify_tool import ClassifyTool
from .select_tool import SelectTool

_PICKED = (Task.DETECTION, Task.SEGMENTATION)  # topmost first; classes are shown as class tags


class MapTools(QObject):
    """Which mode's tool is active, and what is drawn with it."""

    mode_changed = pyqtSignal(object)
    """The `Mode` whose tool is active now; None for a tool of QGIS."""
    box_drawn = pyqtSignal(QgsRectangle)
    area_drawn = pyqtSignal(QgsGeometry)
    area_erased = pyqtSignal(QgsGeometry)
    image_clicked = pyqtSignal()
    box_changed = pyqtSignal("qlonglong", QgsRectangle)
    delete_requested = pyqtSignal()
    refused = pyqtSignal(str)

    def __init__(self, iface: QgisInterface, selection: TranslucentSelection) -> None:
        super().__init__()
        self._iface = iface
        self._canvas = iface.mapCanvas()
        self._session: Optional[EditSession] = None
        self._box = BoxTool(self._canvas)
        self._box.drawn.connect(self.box_drawn)
        self._box.refused.connect(self.refused)
        self._classify = ClassifyTool(self._canvas)
        self._classify.clicked.connect(self.image_clicked)
        self._select = SelectTool(self._canvas, self._picked, self._boxes)
        self._select.box_changed.connect(self.box_changed)
        self._select.delete_requested.connect(self.delete_requested)
        self._area: Optional[AreaTool] = None  # made on first use
        self._erases = False
        self._technique = Technique.POINTS
        self._color = QColor()
        self._selection = selection
        self._canvas.mapToolSet.connect(self._note_tool)

    def unload(self) -> None:
        """Removes the tools from the map."""
        self._canvas.mapToolSet.disconnect(self._note_tool)
        self.put_away()
        for tool in (self._box, self._select, self._area):
            if tool is not None:
                tool.unload()
                tool.deleteLater()  # otherwise the canvas keeps it
        self._classify.deleteLater()

    def serve(self, session: Optional[EditSession]) -> None:
        """Works on another campaign from now on; None for none."""
        if session is not self._session:
            self.put_away()
        self._session = session

    @property
    def mode(self) -> Optional[Mode]:
        """The mode whose tool is active."""
        tool = self._canvas.mapTool()
        if tool is None:
            return None
        if tool is self._area:
            return Mode.ERASE if self._erases else Mode.AREA
        return {self._box: Mode.BOX, self._classify: Mode.CLASSIFY, self._select: Mode.SELECT}.get(
            tool
        )

    @property
    def is_busy(self) -> bool:
        """Whether something is being drawn, which an edit command would interrupt."""
        is_capturing = self._area is not None and self._area.is_capturing
        return is_capturing or self._box.is_drawing or self._select.is_dragging

    def use(self, mode: Mode) -> None:
        """Activates a mode's tool, and makes its layer the current one.

        :raises ScaneoError: where the layer was removed.
        """
        if self._session is None:
            return
        layer = self._session.layer(mode.task or Task.DETECTION)
        active = self._iface.activeLayer()
        if mode.task is not None or active not in self._session.layers.values():
            self._iface.setActiveLayer(layer)
        if mode in (Mode.AREA, Mode.ERASE):
            self._erases = mode is Mode.ERASE
        tool = self._tool(mode)
        if tool is self._canvas.mapTool():
            self._note_tool()  # from area to eraser: the same tool
        else:
            self._canvas.setMapTool(tool)

    def put_away(self) -> None:
        """Deactivates our tools; an unfinished drawing is discarded."""
        if self._area is not None and self._area.is_capturing:
            self._area.cancel()
        tool = self._canvas.mapTool()
        if tool is not None and self.mode is not None:
            self._canvas.unsetMapTool(tool)

    def set_color(self, color: str) -> None:
        """Draws in the colour of the current label from now on."""
        self._color = QColor(color)
        self._box.color = self._color
        if self._area is not None:
            self._area.color = self._color

    def set_snap(self, snap: Callable[[QgsPointXY], QgsPointXY]) -> None:
        """Sets how corners of boxes snap, in longitude and latitude."""
        self._box.snap = self._select.snap = snap

    def set_technique(self, technique: Technique) -> None:
        """Sets how outlines of areas are captured."""
        self._technique = technique
        if self._area is not None:
            self._area.technique = technique

    def _tool(self, mode: Mode) -> QgsMapTool:
        if mode is Mode.BOX:
            return self._box
        if mode is Mode.CLASSIFY:
            return self._classify
        if mode is Mode.SELECT:
            return self._select
        area = self._area or self._make_area()
        area.erases = self._erases
        return area

    def _make_area(self) -> AreaTool:
        area = AreaTool(self._canvas, self._iface.cadDockWidget())
        area.color = self._color
        area.technique = self._technique
        area.captured.connect(self._note_area)
        area.refused.connect(self.refused)
        self._area = area
        return area

    def _note_area(self, area: QgsGeometry) -> None:
        (self.area_erased if self._erases else self.area_drawn).emit(area)

    def _note_tool(self, *_: object) -> None:
        self._selection.want(self, self.mode in (Mode.SELECT, Mode.ERASE))
        self.mode_changed.emit(self.mode)

    def _picked(self) -> list[QgsVectorLayer]:
        layers = {} if self._session is None else self._session.layers
        return [layers[task] for task in _PICKED if task in layers]

    def _boxes(self) -> Optional[QgsVectorLayer]:
        return None if self._session is None else self._session.layers.get(Task.DETECTION)
