"""What the plugin adds to QGIS, that it takes all of it away, and a QGIS without shapely."""

import os
import subprocess
import sys
import time

import pytest
from qgis.core import QgsApplication, QgsLocator, QgsLocatorContext, QgsProject, QgsSettings
from qgis.gui import QgsDockWidget, QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMenu, QToolBar
from scaneo_bridge import classFactory
from scaneo_bridge.core.workspace.workspace import Workspace
from support.pages import Pages

RECENT = "scaneo_bridge/recent_campaigns"

# Runs in a Python of its own, in which shapely can't be found, or is found and can't be imported.
WITHOUT_SHAPELY = """
import importlib.abc, importlib.util, os, sys

error = os.environ["SHAPELY_ERROR"]

class Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "shapely":
            if error == "ModuleNotFoundError":
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            return importlib.util.spec_from_loader(name, self)

    def exec_module(self, module):
        raise getattr(__import__("builtins"), error)("built for another library")

root = os.environ["SCANEO_BRIDGE_ROOT"]
spec = importlib.util.spec_from_file_location(
    "scaneo_bridge", os.path.join(root, "__init__.py"), submodule_search_locations=[root]
)
package = sys.modules["scaneo_bridge"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)

from qgis.core import QgsApplication
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow

# QGIS imports it, too, since 3.40: only the plugin is to miss it
for name in [name for name in sys.modules if name.split(".")[0] == "shapely"]:
    del sys.modules[name]
sys.meta_path.insert(0, Broken())

class Interface:
    def __init__(self):
        self.window, self.bar = QMainWindow(), QgsMessageBar()

    def mainWindow(self):
        return self.window

    def messageBar(self):
        return self.bar

app = QgsApplication([], True)
app.initQgis()
logged = []
app.messageLog().messageReceived.connect(
    lambda text, tag, level: logged.append(text) if tag == "Scaneo Bridge" else None
)
iface = Interface()
for interface in (None, iface):
    plugin = package.classFactory(interface)
    plugin.initGui() if interface else plugin.initProcessing()
    plugin.unload()
assert iface.bar.currentItem() is not None, "the user is not told"
print("BAR:", iface.bar.currentItem().text())
print("LOG:", len(logged), *logged)
print("PROVIDER:", app.processingRegistry().providerById("scaneo"))
print("IMPORTED:", [name for name in sys.modules if name.split(".")[0] == "shapely"])
sys.stdout.flush()
os._exit(0)
"""


class Desktop:
    """QGIS's places for a plugin: a toolbar, a menu and the window's sides."""

    def __init__(self, iface, monkeypatch):
        self.window = iface.mainWindow()
        self.toolbar = QToolBar("Plugins", self.window)
        self.window.addToolBar(self.toolbar)
        self.menu = QMenu("Plugins", self.window)
        self.options = []
        self.drops = []
        self.locator = QgsLocator()
        places = {
            "registerLocatorFilter": self.locator.registerFilter,
            "deregisterLocatorFilter": self.locator.deregisterFilter,
            "registerOptionsWidgetFactory": self.options.append,
            "unregisterOptionsWidgetFactory": self.options.remove,
            "registerCustomDropHandler": self.drops.append,
            "unregisterCustomDropHandler": self.drops.remove,
            "addToolBarIcon": self.toolbar.addAction,
            "removeToolBarIcon": self.toolbar.removeAction,
            "addPluginToMenu": lambda _, action: self.menu.addAction(action),
            "removePluginMenu": lambda _, action: self.menu.removeAction(action),
            "addDockWidget": self.window.addDockWidget,
            "removeDockWidget": self.window.removeDockWidget,
        }
        for name, place in places.items():
            monkeypatch.setattr(iface, name, place, raising=False)

    @property
    def filters(self):
        """Ours in the locator."""
        names = [one.name() for one in self.locator.filters()]
        return [name for name in names if name.startswith("scaneo")]

    @property
    def menus(self):
        """What adds entries of ours to the Browser's menus."""
        names = [one.name() for one in QgsGui.dataItemGuiProviderRegistry().providers()]
        return [name for name in names if name.startswith("scaneo")]

    @property
    def docks(self):
        return self.window.findChildren(QgsDockWidget, "ScaneoBridgeDock")

    @property
    def button(self):
        return self.toolbar.widgetForAction(self.toolbar.actions()[0])


@pytest.fixture
def desktop(qgis_iface, qgis_new_project, monkeypatch, qtbot):
    settings = QgsSettings()
    recent = settings.value(RECENT)
    desktop = Desktop(qgis_iface, monkeypatch)
    desktop.window.show()
    qtbot.waitExposed(desktop.window)
    yield desktop
    desktop.window.hide()
    desktop.window.removeToolBar(desktop.toolbar)
    desktop.toolbar.deleteLater()
    desktop.menu.deleteLater()
    settings.remove(RECENT) if recent is None else settings.setValue(RECENT, recent)


@pytest.fixture
def loaded(desktop, qgis_iface):
    """The plugin as QGIS loads it; unloaded at the end, if the test hasn't."""
    plugin = classFactory(qgis_iface)
    plugin.initGui()
    yield plugin
    plugin.unload()


def providers():
    registry = QgsApplication.processingRegistry()
    return [provider for provider in registry.providers() if provider.id() == "scaneo"]


def connections():
    """How many slots listen to the signals of the project that a plugin would listen to."""
    project = QgsProject.instance()
    names = (
        "readProject projectSaved cleared layersAdded layersRemoved layersWillBeRemoved "
        "layerWasAdded layerRemoved fileNameChanged homePathChanged crsChanged dirtySet"
    )
    return {name: project.receivers(getattr(project, name)) for name in names.split()}


def settle(qtbot):
    qtbot.wait(50)  # what was deleted "later" is gone


def test_the_constructor_builds_nothing(desktop, qgis_iface):
    before = connections()
    classFactory(qgis_iface)
    assert connections() == before
    assert (desktop.toolbar.actions(), desktop.docks, providers()) == ([], [], [])


def test_a_checkable_action_is_in_the_toolbar_and_in_the_menu(desktop, loaded):
    (action,) = desktop.toolbar.actions()
    assert desktop.menu.actions() == [action]
    assert action.isCheckable()
    assert not action.icon().isNull()
    assert action.text() == "Scaneo Bridge"


def test_the_button_shows_and_hides_the_dock(desktop, loaded, qtbot):
    (dock,) = desktop.docks
    action = desktop.toolbar.actions()[0]
    for _ in range(2):
        shown = dock.isVisible()
        qtbot.mouseClick(desktop.button, Qt.MouseButton.LeftButton)
        assert dock.isVisible() is not shown
        assert action.isChecked() is not shown


def test_closing_the_dock_unchecks_the_button(desktop, loaded, qtbot):
    (dock,) = desktop.docks
    action = desktop.menu.actions()[0]
    if not dock.isVisible():
        action.trigger()
    assert action.isChecked()
    dock.close()
    assert not action.isChecked()
    action.trigger()
    assert dock.isVisible()


def test_the_provider_comes_with_the_plugin_and_goes_with_it(loaded):
    (provider,) = providers()
    names = {algorithm.name() for algorithm in provider.algorithms()}
    assert names >= {"importcampaign", "exportcampaign", "exportlayers", "restorecampaign"}
    assert not provider.icon().isNull()
    loaded.unload()
    assert providers() == []


def test_unload_gives_all_back_and_it_can_be_loaded_again(desktop, qgis_iface, qtbot):
    before = connections()
    for _ in range(3):
        plugin = classFactory(qgis_iface)
        plugin.initGui()
        assert len(desktop.docks) == len(providers()) == len(desktop.toolbar.actions()) == 1
        assert len(desktop.drops) == len(desktop.menus) == 1
        assert connections() != before
        plugin.unload()
        assert desktop.toolbar.actions() == desktop.menu.actions() == []
        assert desktop.drops == desktop.menus == []
        settle(qtbot)
        assert connections() == before
        assert (desktop.docks, providers()) == ([], [])


def test_unload_twice_does_no_harm(loaded):
    loaded.unload()
    loaded.unload()


def test_a_project_opened_after_unload_is_left_alone(
    desktop, loaded, campaign_copy, tmp_path, qtbot
):
    folder = campaign_copy("seed_example")
    (dock,) = desktop.docks
    dock.open_folder(str(folder))
    qtbot.waitUntil(lambda: Pages(dock).campaign.isVisibleTo(dock), timeout=20000)
    settle(qtbot)
    project = QgsProject.instance()
    file = str(tmp_path / "saved.qgz")
    assert project.write(file)
    loaded.unload()
    settle(qtbot)
    assert project.mapLayers(), "the layers are the user's"
    assert project.read(file)
    project.clear()
    settle(qtbot)
    assert desktop.docks == [] and desktop.options == []


def test_the_locator_and_the_actions_of_layers_come_once_and_go(
    desktop, loaded, qgis_iface, campaign_copy, qtbot
):
    folder, manager = campaign_copy("seed_example"), QgsApplication.taskManager()

    def actions():
        (layer,) = QgsProject.instance().mapLayersByName("detection")
        return [one.text() for one in QgsGui.mapLayerActionRegistry().mapLayerActions(layer)]

    (dock,) = desktop.docks
    dock.open_folder(str(folder))
    qtbot.waitUntil(lambda: Pages(dock).campaign.isVisibleTo(dock), timeout=20000)
    settle(qtbot)
    others = [text for text in actions() if "image" not in text]
    for _ in range(2):
        assert len(desktop.filters) == 3 and len(actions()) == len(others) + 2
        loaded.unload()
        settle(qtbot)
        assert desktop.filters == [] and actions() == others
        loaded.initGui()
        (dock,) = desktop.docks
        qtbot.waitUntil(lambda dock=dock: Pages(dock).campaign.isVisibleTo(dock), timeout=20000)
        qtbot.waitUntil(lambda: not manager.activeTasks())
        settle(qtbot)


def test_unload_while_the_locator_searches(desktop, loaded, qtbot):
    desktop.locator.fetchResults("e", QgsLocatorContext())
    loaded.unload()
    assert desktop.filters == [] and not desktop.locator.isRunning()
    desktop.locator.fetchResults("e", QgsLocatorContext())
    settle(qtbot)


def test_unload_while_a_campaign_is_being_opened(desktop, loaded, campaign_copy, qtbot):
    folder = campaign_copy("sample")
    (dock,) = desktop.docks
    dock.open_folder(str(folder))
    loaded.unload()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: not manager.activeTasks(), timeout=20000)
    settle(qtbot)
    assert QgsProject.instance().mapLayers() == {}


def test_unload_while_edits_are_being_counted(desktop, loaded, campaign_copy, qtbot, monkeypatch):
    count = Workspace.counts
    (dock,) = desktop.docks
    dock.open_folder(str(campaign_copy("seed_example")))
    qtbot.waitUntil(lambda: Pages(dock).campaign.isVisibleTo(dock), timeout=20000)
    settle(qtbot)
    monkeypatch.setattr(Workspace, "counts", lambda self: time.sleep(0.3) or count(self))
    (layer,) = QgsProject.instance().mapLayersByName("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    assert layer.commitChanges()
    loaded.unload()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: not manager.activeTasks(), timeout=20000)
    settle(qtbot)


def test_headless_there_is_the_provider_alone(qgis_app):
    plugin = classFactory(None)
    plugin.initProcessing()
    assert len(providers()) == 1
    plugin.unload()
    assert providers() == []


@pytest.mark.parametrize("error", ["ModuleNotFoundError", "ImportError", "OSError", "ValueError"])
def test_without_shapely_the_plugin_says_so_and_qgis_goes_on(root, tmp_path, error):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SHAPELY],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "SCANEO_BRIDGE_ROOT": str(root),
            "SHAPELY_ERROR": error,
            "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    assert "python3-shapely" in said["BAR"]
    assert said["LOG"].startswith("2 "), "once headless, once with a window"
    assert said["LOG"].count("python3-shapely") == 2
    assert said["PROVIDER"] == "None"
    assert said["IMPORTED"] == "[]"
