"""Desks: QGIS with the dock in it, in a window that is shown.

A test module takes the fixtures by ``pytest_plugins = ["support.desk.fixtures"]``.
PYTEST_DONT_REWRITE: it imports the rest itself, before pytest could rewrite it.
"""

import gc

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsSettings
from qgis.PyQt.QtCore import QSettings, Qt
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.ui.shell.controller import Controller
from scaneo_bridge.ui.work.settings import Settings
from support.desk.desk import Desk

pytest_plugins = ["support.mouse", "support.desk.campaigns"]


@pytest.fixture
def settings(tmp_path):
    file = str(tmp_path / "settings.ini")
    return Settings(QgsSettings(file, QSettings.Format.IniFormat))


@pytest.fixture
def make_desk(qgis_iface, qgis_new_project, qgis_canvas, settings, root, qtbot):
    """Desks in a window that is shown; their docks are taken away at the end."""
    window = qgis_iface.mainWindow()
    controllers = []

    def make(kind=Desk):
        icon = root / "ui" / "icons" / "icon.svg"
        controller = Controller(qgis_iface, qgis_new_project, settings, icon)
        controllers.append(controller)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, controller.dock)
        controller.dock.show()
        desk = kind(controller, qgis_new_project, qgis_iface.messageBar(), qgis_canvas, qtbot)
        # The tests' images lie at one place: of those, only one would show its annotations.
        desk.dock.page.navigator.all_images.setChecked(True)
        return desk

    gc.collect()  # or a thread of this test would take the widgets of the one before apart
    before = window.size()
    window.resize(900, 800)
    window.show()
    qtbot.waitExposed(window)
    yield make
    manager = QgsApplication.taskManager()
    for controller in controllers:
        controller.cancel()
        qtbot.waitUntil(lambda: not manager.activeTasks())
        qtbot.wait(20)
        window.removeDockWidget(controller.dock)
        controller.unload()
    window.hide()
    window.resize(before)
    qgis_new_project.clear()


@pytest.fixture
def desk(make_desk):
    """A desk at which no campaign is open."""
    return make_desk()


@pytest.fixture
def make_desktop(make_desk, qgis_iface, cad_dock, monkeypatch):
    """Desks with what QGIS has and its stand-in lacks: the active layer, and its docks."""
    desks = []

    def make(kind=Desk):
        desk = make_desk(kind)
        canvas, bar, project = desk.map.canvas, desk.bar.widget, desk.project

        def activate(layer):
            qgis_iface._active_layer_id = layer.id()
            canvas.setCurrentLayer(layer)

        def follow():
            canvas.setDestinationCrs(project.crs())

        monkeypatch.setattr(qgis_iface, "setActiveLayer", activate)
        monkeypatch.setattr(qgis_iface, "cadDockWidget", lambda: cad_dock, raising=False)
        project.crsChanged.connect(follow)
        desks.append((desk, follow))
        bar.setParent(qgis_iface.mainWindow())
        bar.resize(900, 60)
        bar.show()
        # A window that is shown a second time is not activated where there is no screen.
        QApplication.setActiveWindow(qgis_iface.mainWindow())
        return desk

    yield make
    for desk, follow in desks:
        desk.project.crsChanged.disconnect(follow)
        desk.bar.widget.clearWidgets()
        desk.bar.widget.setParent(None)
        desk.map.canvas.setRotation(0)
        desk.map.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))


@pytest.fixture
def desktop(make_desktop):
    return make_desktop()
