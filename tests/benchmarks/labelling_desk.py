"""A QGIS with a campaign open in the dock, used with mouse and keys, and the time until it shows.

Beside the campaign lie copies of its layers, to which QGIS's own tools do the same: see
`PlainLayers`. Only one of both is on the map at a time.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Optional

from benchmarks.event_loop import Pulse
from pytest_qgis.mock_qgis_classes import MockMessageBar
from pytest_qgis.qgis_interface import QgisInterface
from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeModel,
    QgsProject,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeMapCanvasBridge, QgsLayerTreeView, QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QWidget
from scaneo_bridge.core.workspace.workspace_ref import IMAGES, KINDS
from scaneo_bridge.plugin import ICON
from scaneo_bridge.ui.shell.controller import Controller
from scaneo_bridge.ui.work.settings import Settings
from support.pages import Pages

PATIENCE = 60  # seconds
AHEAD = 400  # ms after which the next image is being loaded
Deed = Callable[[], object]
Question = Callable[[], bool]


class Window:
    """The window: the map, QGIS's list of layers, and our dock."""

    def __init__(self, scratch: Path) -> None:
        """`scratch`: a folder for other files."""
        self.scratch = scratch
        self.project = QgsProject.instance()
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.canvas.setParallelRenderingEnabled(True)  # as QGIS has it, if nobody changes it
        self.canvas.setCachingEnabled(True)
        self.project.crsChanged.connect(lambda: self.canvas.setDestinationCrs(self.project.crs()))
        self.window.setCentralWidget(self.canvas)
        root = self.project.layerTreeRoot()
        self._bridge = QgsLayerTreeMapCanvasBridge(root, self.canvas)
        self._layers = _layers_dock(root, self.window)
        iface = QgisInterface(self.canvas, MockMessageBar(), self.window)
        self.project.layersAdded.disconnect(iface.addLayers)  # the bridge does that
        settings = QgsSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat)
        self.controller = Controller(iface, self.project, Settings(settings), ICON)
        self.page = Pages(self.controller.dock).campaign
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self.window.addDockWidget(right, self.controller.dock)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """Gives everything back."""
        self.controller.unload()
        self.project.clear()
        self.window.hide()

    def layer(self, kind: str) -> QgsVectorLayer:
        """One of the campaign's layers."""
        (layer,) = self.project.mapLayersByName(kind)
        return layer

    @property
    def image(self) -> Optional[str]:
        """What the dock marks as the image on the map."""
        return self.page.images.current

    def key(self, key: Qt.Key) -> None:
        """Presses a key on the map."""
        self.canvas.setFocus()
        QTest.keyClick(self.canvas, key)

    def wait_until(self, holds: Question) -> None:
        """:raises RuntimeError: where it is in vain."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise RuntimeError("What was to be measured never happened.")
            QTest.qWait(5)

    def settle(self, ms: int = AHEAD) -> None:
        """Waits until nothing is under way, and for so long at least."""
        QTest.qWait(ms)
        self.wait_until(lambda: self.controller.is_idle and not self.canvas.isDrawing())
        QTest.qWait(20)

    def show(self, extent: QgsRectangle) -> None:
        """Shows another part of the map."""
        self.canvas.setExtent(extent)
        self.canvas.refresh()
        self.settle(50)

    def until_drawn(self, action: Deed, is_done: Question) -> float:
        """The seconds from a deed until a map is drawn that was begun when it was done."""
        holds = [False]
        loop = _Loop(action)

        def begin() -> None:
            holds[0] = loop.is_begun and is_done()

        def end() -> None:
            if holds[0]:
                loop.end()

        self.canvas.renderStarting.connect(begin)
        self.canvas.mapCanvasRefreshed.connect(end)
        try:
            return loop.seconds()
        finally:
            self.canvas.renderStarting.disconnect(begin)
            self.canvas.mapCanvasRefreshed.disconnect(end)

    def until_painted(self, action: Deed, widget: QWidget, is_done: Question) -> float:
        """The seconds from a deed until a widget is painted after it was done."""
        loop = _Loop(action)
        watch = _Paint(lambda: loop.end_soon() if loop.is_begun and is_done() else None)
        widget.installEventFilter(watch)
        try:
            return loop.seconds()
        finally:
            widget.removeEventFilter(watch)

    def with_gap(self, measure: Callable[[], float], ms: int = AHEAD) -> tuple[float, float]:
        """What it takes, and the longest gap of the event loop, in ms, until all has settled."""
        pulse = Pulse()
        pulse.start()
        took = measure()
        self.settle(ms)
        return took, pulse.longest


class Desk(Window):
    """The window with a campaign that somebody has begun to label."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        super().__init__(scratch)
        self.folder = folder
        self.controller.open_folder(str(folder))
        self.wait_until(lambda: self.page.isVisible())
        self.settle()
        QTest.mouseClick(self.controller.dock.label, Qt.MouseButton.LeftButton)
        self.settle()


def until_returned(action: Deed) -> float:
    """The seconds of a deed, and of all that it left to the event loop for its next turn."""
    loop = _Loop(lambda: (action(), loop.end_soon()))
    return loop.seconds()


class PlainLayers:
    """Copies of a campaign's layers that the plugin knows nothing of, for QGIS's own tools."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ours = desk.project.layerTreeRoot().findLayer(desk.layer(KINDS[0]).id()).parent()
        own = Path(desk.layer(KINDS[0]).source().partition("|")[0])
        copy = desk.scratch / "plain.gpkg"
        shutil.copyfile(own, copy)
        self.group: QgsLayerTreeGroup = desk.project.layerTreeRoot().insertGroup(0, "plain")
        self.layers: dict[str, QgsVectorLayer] = {}
        for kind in KINDS:
            layer = QgsVectorLayer(f"{copy}|layername={kind}", f"plain {kind}", "ogr")
            layer.setRenderer(desk.layer(kind).renderer().clone())
            desk.project.addMapLayer(layer, False)
            self.group.addLayer(layer)
            self.layers[kind] = layer
            if kind != IMAGES:  # as ours are: what can be edited is drawn with more care
                layer.startEditing()
        self.show(False)

    def show(self, are_shown: bool) -> None:
        """Has these layers on the map in place of ours, or ours in place of these."""
        self._ours.setItemVisibilityChecked(not are_shown)
        self.group.setItemVisibilityChecked(are_shown)
        self._desk.settle(50)


class _Loop:
    """An event loop in which a deed is done, and the seconds until its end."""

    def __init__(self, action: Deed) -> None:
        self.is_begun = False
        self._deed = action
        self._loop = QEventLoop()
        self._patience = QTimer()
        self._patience.timeout.connect(self._loop.quit)
        self._took = 0.0
        self._started = 0.0

    def seconds(self) -> float:
        """:raises RuntimeError: where the end never comes."""
        QTimer.singleShot(0, self._begin)
        self._patience.start(1000 * PATIENCE)
        self._loop.exec()
        self._patience.stop()
        if not self._took:
            raise RuntimeError("What was to be measured never happened.")
        return self._took

    def end(self) -> None:
        """What is measured has just happened."""
        self._took = self._took or time.perf_counter() - self._started
        self._loop.quit()

    def end_soon(self) -> None:
        """It has happened when the event that is under way has been dealt with."""
        QTimer.singleShot(0, self.end)

    def _begin(self) -> None:
        self.is_begun = True
        self._started = time.perf_counter()
        self._deed()


class _Paint(QObject):
    """Tells when a widget is painted."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Qt calls it."""
        if event.type() == QEvent.Type.Paint:
            self._painted()
        return False


def _layers_dock(root: QgsLayerTreeGroup, window: QMainWindow) -> QgsLayerTreeView:
    """QGIS's list of layers, which has work with each that comes, goes or looks different."""
    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(root, view))
    dock = QDockWidget(window)
    dock.setWidget(view)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    return view
