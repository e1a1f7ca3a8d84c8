"""A campaign's layers in a project that was saved."""

import pytest
from qgis.core import QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QSettings, Qt
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.qgis.layers import add_layers, find_layers, make_layer
from scaneo_bridge.core.qgis.map_image import MapImage
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef, table_of
from scaneo_bridge.ui.shell.controller import Controller
from scaneo_bridge.ui.work.settings import Settings
from support import layers as edits
from support.folders import changed, snapshot, without_statistics, write_files
from support.geojson import collection, detection, spai
from support.pages import Pages
from support.subjects.project import IN_A, IN_B, draw

# A project that was saved


@pytest.fixture
def dock(qgis_iface, qgis_new_project, root, tmp_path, qtbot):
    """The dock of the project."""
    settings = QgsSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    icon = root / "ui" / "icons" / "icon.svg"
    controller = Controller(qgis_iface, qgis_new_project, Settings(settings), icon)
    window = qgis_iface.mainWindow()
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, controller.dock)
    window.show()
    controller.dock.show()
    yield controller.dock
    window.removeDockWidget(controller.dock)
    controller.unload()
    window.hide()
    qgis_new_project.clear()


@pytest.fixture
def idle(dock, qgis_app, qtbot):
    """Waits until the dock has done what it was asked for."""

    def wait():
        tasks = qgis_app.taskManager()
        busy = dock.progress_panel
        qtbot.waitUntil(lambda: not busy.is_busy and not tasks.activeTasks())
        qtbot.wait(20)

    return wait


@pytest.fixture
def save(dock, idle, folder, qgis_new_project, tmp_path):
    """Opens the campaign in the dock and saves the project; answers the project's file."""

    def save(file="work.qgz"):
        dock.open_folder(str(folder))
        idle()
        path = tmp_path / file
        assert qgis_new_project.write(str(path))
        qgis_new_project.clear()
        assert Pages(dock).start.isVisible()
        return path

    return save


def is_in_order(project, dock, folder):
    """The dock shows the campaign, and the project has its layers, once."""
    kinds = sorted(str(table_of(layer)) for layer in project.mapLayers().values())
    assert kinds == ["None", "classification", "detection", "images", "segmentation"]
    assert all(layer.isValid() for layer in project.mapLayers().values())
    assert len(project.layerTreeRoot().children()) == 1
    assert Pages(dock).campaign.isVisible()
    assert dock.folder.currentText() == str(folder)
    return True


@pytest.mark.parametrize("file", ["work.qgz", "work.qgs", "two images/work.qgz"])
def test_a_saved_project_works_on(dock, idle, save, folder, qgis_new_project, qtbot, file):
    path = save(file)
    before = without_statistics(snapshot(folder))
    assert qgis_new_project.read(str(path))
    idle()
    assert is_in_order(qgis_new_project, dock, folder)
    assert without_statistics(snapshot(folder)) == before

    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert draw(layer, IN_A)["image"] == "a.tif", "a.tif is still the current image"
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "a.tif").id())
    feature = draw(layer, IN_A)
    feature["label"] = "urban"
    assert layer.addFeature(feature)
    qtbot.mouseClick(dock.export, Qt.MouseButton.LeftButton)
    idle()
    assert Pages(dock).export.summary.text() == "1 file: 1 added, 0 changed, 1 deleted"
    qtbot.mouseClick(Pages(dock).export.write, Qt.MouseButton.LeftButton)
    idle()
    assert changed(before, without_statistics(snapshot(folder))) == {"a.geojson"}

    Pages(dock).campaign.navigator.image_activated.emit("b.tif")
    assert is_in_order(qgis_new_project, dock, folder)
    assert draw(layer, IN_B)["image"] == "b.tif"


def test_a_saved_project_takes_over_what_changed_on_disk(
    dock, idle, save, folder, qgis_new_project
):
    path = save()
    files = {"spai.json": spai(lake="#123456"), "a.geojson": collection(detection("lake"))}
    write_files(folder, files)
    assert qgis_new_project.read(str(path))
    idle()
    assert is_in_order(qgis_new_project, dock, folder)
    assert [(entry.label.name, entry.count) for entry in Pages(dock).campaign.labels.items] == [
        ("lake", 1)
    ]
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert [category.value() for category in layer.renderer().categories()][:-1] == ["lake"]


def test_a_project_that_was_moved_with_its_campaign_works_on(
    dock, idle, save, folder, qgis_new_project, tmp_path
):
    path = save("two images/work.qgz")
    moved = folder.rename(tmp_path / "elsewhere")
    assert qgis_new_project.read(str(moved / path.name))
    idle()
    assert is_in_order(qgis_new_project, dock, moved)
    for image in ("b.tif", "a.tif"):
        Pages(dock).campaign.navigator.image_activated.emit(image)
        assert is_in_order(qgis_new_project, dock, moved)
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert draw(layer, IN_A)["image"] == "a.tif"


def test_a_project_whose_workspace_is_gone_is_told_and_qgis_goes_on(
    dock, idle, save, folder, qgis_new_project, qgis_iface, logged_errors
):
    path = save()
    qgis_new_project.clear()  # QGIS 3.22 can crash where a file goes while it draws it
    (folder / "scaneo.gpkg").unlink()
    qgis_iface.messageBar().clear_messages()
    assert qgis_new_project.read(str(path))
    idle()
    logged_errors.clear()  # QGIS says itself that layers are gone
    said = [text for texts in qgis_iface.messageBar().messages.values() for text in texts]
    assert any("scaneo.gpkg" in text for text in said)
    assert Pages(dock).start.isVisible()
    assert dock.open.isEnabled() or dock.folder.isEnabled()


def test_another_project_is_none_of_our_business(dock, idle, qgis_new_project, tmp_path):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "other", "memory")
    qgis_new_project.addMapLayer(layer)
    file = str(tmp_path / "other.qgz")
    assert qgis_new_project.write(file)
    assert qgis_new_project.read(file)
    idle()
    assert Pages(dock).start.isVisible()
    assert len(qgis_new_project.mapLayers()) == 1


def test_a_plugin_that_is_loaded_later_takes_the_project_up(
    load, folder, qgis_iface, root, tmp_path, qtbot, qgis_app
):
    layers = load(folder)
    settings = QgsSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    icon = root / "ui" / "icons" / "icon.svg"
    controller = Controller(qgis_iface, layers.project, Settings(settings), icon)
    tasks = qgis_app.taskManager()
    qtbot.waitUntil(lambda: controller.is_idle and not tasks.activeTasks())
    qtbot.wait(20)
    assert controller.dock.folder.currentText() == str(folder)
    assert len(layers.project.mapLayers()) == 5
    controller.unload()


def test_the_project_is_handed_in(load, folder, opened):
    """Nothing reaches for the project that QGIS has open."""
    project = QgsProject()
    workspace = opened(folder).workspace.path
    layers = [make_layer(WorkspaceRef.at(workspace), folder, kind) for kind in KINDS]
    add_layers(project, layers, "elsewhere")
    MapImage(project, WorkspaceRef.at(workspace)).show(
        folder, "a.tif", load_raster(folder, "a.tif")
    )
    assert len(project.mapLayers()) == 5
    assert QgsProject.instance().mapLayers() == {}
    context = find_layers(project, WorkspaceRef.at(workspace))[
        "detection"
    ].createExpressionContext()
    assert context.variable("scaneo_image") == "a.tif"
