"""The dock at odd moments: what the user does while work is under way, or between two steps."""

import shutil
import threading
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtTest import QTest
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.qgis.layers import make_layer, style_layer
from scaneo_bridge.core.qgis.styling.styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE
from scaneo_bridge.core.workspace.workspace_ref import KINDS, WorkspaceRef
from scaneo_bridge.ui.export import exporter
from scaneo_bridge.ui.shell import controller as module
from support import layers as edits
from support.desk.widgets import rows
from support.folders import snapshot
from support.runs.patience import PATIENCE

pytest_plugins = ["support.desk.fixtures"]


class Gate:
    """Holds a function of a module up, in its thread, until it is opened."""

    def __init__(self, monkeypatch, module, name):
        self.reached, self._opened = threading.Event(), threading.Event()
        call = getattr(module, name)

        def held(*args, **options):
            self.reached.set()
            assert self._opened.wait(PATIENCE / 1000)
            return call(*args, **options)

        monkeypatch.setattr(module, name, held)

    def open(self):
        self._opened.set()


@pytest.fixture
def gate(monkeypatch):
    gates = []

    def make(name, where=module):
        gates.append(Gate(monkeypatch, where, name))
        return gates[-1]

    yield make
    for one in gates:
        one.open()


def at_first_layer(desk, monkeypatch, deed):
    """Does something in the turn of the event loop after the first layer was added."""
    add = module.add_layers
    done = []

    def added(*args):
        add(*args)
        if not done:
            done.append(True)
            QTimer.singleShot(0, deed)

    monkeypatch.setattr(module, "add_layers", added)


def relabel(layer, image="b.tif", label="field"):
    """An edit that stays open."""
    assert layer.isEditable() or layer.startEditing()
    feature = edits.first(layer, image)
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), label)


def variables(layer):
    scope = QgsExpressionContextUtils.layerScope(layer)
    return scope.variable(IMAGE_VARIABLE), bool(scope.variable(FOOTPRINT_VARIABLE))


# Cancel and errors


def test_what_is_past_cancelling_can_not_be_cancelled(desk, coast, monkeypatch):
    seen = []

    def cancel():
        seen.append(desk.dock.widget.progress_panel.cancel.isEnabled())
        QTest.qWait(50)  # QGIS deletes the task
        desk.controller.cancel()

    make = module.make_layer

    def slow(*args):
        cancel() if not seen else None
        return make(*args)

    monkeypatch.setattr(module, "make_layer", slow)
    desk.open(coast)
    assert seen == [False]
    assert desk.dock.is_open and len(desk.layers()) == 4
    desk.open(coast)
    assert desk.dock.is_open, "the dock goes on"


@pytest.mark.parametrize("where", ["make_layer", "add_layers", "opened_message"])
def test_an_error_while_layers_are_added_ends_the_work(desk, coast, monkeypatch, where):
    def fail(*_):
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patch, desk.bot.capture_exceptions() as raised:
        patch.setattr(module, where, fail)
        desk.dock.type_folder(coast)
        desk.click(desk.dock.widget.open)
        desk.bot.waitUntil(lambda: bool(raised))
        desk.bot.wait(50)
    assert not desk.dock.widget.progress_panel.is_busy
    desk.open(coast)
    assert desk.dock.is_open


def test_cancel_counts_while_the_workspace_is_looked_for(desk, coast, imported, gate):
    held = gate("belongs")
    desk.dock.type_folder(coast)
    desk.click(desk.dock.widget.open)
    desk.bot.waitUntil(held.reached.is_set)
    desk.click(desk.dock.widget.progress_panel.cancel)
    held.open()
    desk.wait()
    (message,) = desk.bar.texts()
    assert "ancelled" in message
    assert desk.dock.is_empty


# Another project


def test_a_project_that_is_closed_takes_the_rest_of_the_campaign_with_it(desk, coast, monkeypatch):
    at_first_layer(desk, monkeypatch, desk.project.clear)
    desk.open(coast)
    assert desk.project.mapLayers() == {}
    assert desk.dock.is_empty
    (message,) = desk.bar.texts()
    assert "coast" in message
    desk.open(coast)
    assert desk.dock.is_open and len(desk.layers()) == 4


def test_a_project_that_is_read_meanwhile_has_nothing_of_the_campaign(
    desk, coast, tmp_path, monkeypatch
):
    file = str(tmp_path / "other.qgz")
    assert QgsProject().write(file)
    at_first_layer(desk, monkeypatch, lambda: desk.project.read(file))
    desk.open(coast)
    assert desk.project.mapLayers() == {}
    assert desk.dock.is_empty


def test_a_project_that_is_closed_while_the_folder_is_read_stays_empty(desk, coast, gate):
    held = gate("open_campaign")
    desk.dock.type_folder(coast)
    desk.click(desk.dock.widget.open)
    desk.bot.waitUntil(held.reached.is_set)
    desk.project.clear()
    held.open()
    desk.wait()
    assert desk.project.mapLayers() == {} and desk.dock.is_empty


# Exporting


def test_a_preview_that_comes_after_the_campaign_was_left_is_not_shown(desk, coast, gate):
    desk.open(coast)
    edits.delete(coast / "scaneo.gpkg", "detection", "b.tif")
    held = gate("preview_export", exporter)
    desk.click(desk.dock.widget.export)
    desk.bot.waitUntil(held.reached.is_set)
    desk.project.removeMapLayers(list(desk.project.mapLayers()))
    held.open()
    desk.wait()
    assert desk.dock.is_empty
    assert not desk.dock.pages.export.isVisible()


@pytest.mark.parametrize("saved", [False, True], ids=["open", "saved"])
def test_only_what_was_shown_is_written(desk, coast, saved):
    desk.open(coast)
    boxes = desk.layer("detection")
    relabel(boxes, "b.tif")
    assert desk.dock.preview() == "1 file: 0 added, 1 changed, 0 deleted"
    before = snapshot(coast)
    relabel(boxes, "a.tif")
    assert not saved or boxes.commitChanges()
    desk.wait()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert {name: data for name, data in snapshot(coast).items() if "json" in name} == {
        name: data for name, data in before.items() if "json" in name
    }
    page = desk.dock.pages.export
    assert page.isVisible()
    assert page.summary.text() == "2 files: 0 added, 2 changed, 0 deleted"
    assert {name for name, *_ in rows(page.files)} == {"a.geojson", "b.geojson"}
    desk.click(page.write)
    desk.wait()
    assert desk.dock.preview() is None, "all is exported"


def test_an_edit_that_was_taken_back_needs_no_second_look(desk, coast):
    desk.open(coast)
    boxes = desk.layer("detection")
    relabel(boxes, "b.tif")
    assert desk.dock.preview()
    relabel(boxes, "a.tif")
    boxes.undoStack().undo()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert desk.bar.texts(Qgis.MessageLevel.Success)
    assert desk.dock.preview() is None


# Workspaces elsewhere


@pytest.fixture
def imported(desk, coast, tmp_path):
    """Layers of `coast` in a workspace elsewhere, as Processing puts them into the project."""
    workspace = tmp_path / "elsewhere.gpkg"
    opened = open_campaign(coast, workspace, QgsFeedback())
    for kind in KINDS:
        layer = make_layer(opened.workspace, coast, kind)
        style_layer(layer, ())
        desk.project.addMapLayer(layer)
    return workspace


def test_a_folder_whose_layers_are_there_opens_in_their_workspace(desk, coast, imported):
    relabel(desk.layer("detection"), "b.tif", "marsh")
    desk.open(coast)
    assert desk.dock.is_open
    assert not (coast / "scaneo.gpkg").exists()
    assert {layer.source() for layer in desk.layers()} == {
        WorkspaceRef.at(imported).uri(kind) for kind in KINDS
    }
    assert desk.palette.counts()["marsh"] == 1, "the open edit is kept"


def test_of_two_campaigns_each_keeps_its_workspace(desk, coast, imported):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    desk.open(coast)
    desk.open(other)
    source = WorkspaceRef.at(imported).uri("detection")
    (boxes,) = (layer for layer in desk.layers() if layer.source() == source)
    relabel(boxes, label="marsh")
    desk.open(coast)
    assert len(desk.layers()) == 8
    assert not (coast / "scaneo.gpkg").exists()
    assert desk.palette.counts()["marsh"] == 1


def test_a_workspace_that_is_gone_is_no_reason_not_to_open(desk, coast, imported):
    # By way of a saved project: QGIS 3.22 can crash where a file goes while it draws it.
    saved = str(coast.with_name("saved.qgz"))
    assert desk.project.write(saved)
    desk.project.clear()
    for file in imported.parent.glob("elsewhere.gpkg*"):
        file.unlink()
    desk.project.read(saved)
    desk.wait()
    desk.open(coast)
    assert desk.dock.is_open
    assert (coast / "scaneo.gpkg").exists()


# Opening again


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_nobody_edits_while_a_campaign_is_opened_again(desk, coast, gate, monkeypatch, end):
    desk.open(coast)
    boxes, areas = desk.layer("detection"), desk.layer("segmentation")
    areas.setReadOnly(True)  # by the user
    relabel(boxes, "b.tif", "marsh")
    if end == "failed":
        shutil.move(coast / "a.tif", coast / "a.tif.away")
        for image in ("b.tif", "2024/c.tif"):
            shutil.move(coast / image, coast / f"{image}.away")
    held = gate("open_campaign")
    desk.click(desk.dock.widget.open)
    desk.bot.waitUntil(held.reached.is_set)
    assert not boxes.isEditable() and not boxes.startEditing()
    assert "marsh" in {feature["label"] for feature in boxes.getFeatures()}, "edits are saved"
    if end == "cancelled":
        desk.click(desk.dock.widget.progress_panel.cancel)
    held.open()
    desk.wait()
    assert boxes.startEditing() and areas.readOnly()
    assert boxes.rollBack()


def test_layers_can_be_edited_when_the_plugin_goes_while_it_opens(
    qgis_iface, qgis_new_project, settings, root, qtbot, coast, gate
):
    icon = root / "ui" / "icons" / "icon.svg"
    controller = module.Controller(qgis_iface, qgis_new_project, settings, icon)
    panel = controller.dock.progress_panel
    controller.open_folder(str(coast))
    qtbot.waitUntil(lambda: not panel.is_busy)
    (boxes,) = qgis_new_project.mapLayersByName("detection")
    held = gate("open_campaign")
    controller.open_folder(str(coast))
    qtbot.waitUntil(held.reached.is_set)
    assert boxes.readOnly()
    controller.unload()
    assert boxes.startEditing() and boxes.rollBack()
    held.open()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: not manager.activeTasks())
    qtbot.wait(20)
    assert len(qgis_new_project.mapLayers()) == 5, "nothing comes of it"


def test_a_project_that_is_saved_while_it_opens_can_be_edited_later(desk, coast, tmp_path, gate):
    desk.open(coast)
    held = gate("open_campaign")
    desk.click(desk.dock.widget.open)
    desk.bot.waitUntil(held.reached.is_set)
    assert desk.project.write(str(tmp_path / "project.qgz"))
    held.open()
    desk.wait()
    assert desk.project.read(str(tmp_path / "project.qgz"))
    desk.wait()
    assert desk.dock.is_open
    assert desk.layer("detection").startEditing()
    assert desk.layer("detection").rollBack()


# The image on the map


def test_the_first_image_is_one_that_is_there(desk, coast):
    desk.open(coast)
    desk.project.clear()
    desk.bar.widget.clear_messages()
    (coast / "a.tif").unlink()
    desk.open(coast)
    assert not desk.bar.texts(Qgis.MessageLevel.Critical)
    (raster,) = desk.layers(QgsRasterLayer)
    assert raster.name() == "b.tif", "it has annotations, too"


def test_a_layer_that_comes_back_knows_the_image_on_the_map(desk, coast):
    desk.open(coast)
    desk.images.go_to("b.tif")
    desk.project.removeMapLayer(desk.layer("detection").id())
    desk.open(coast)
    assert variables(desk.layer("detection")) == ("b.tif", True)
    assert variables(desk.layer("segmentation")) == ("b.tif", True)


# The folder field


@pytest.mark.parametrize("typed", ["data", "Dat"])
def test_the_folder_field_leaves_what_is_typed_alone(make_desk, settings, tmp_path, typed):
    (tmp_path / "Data").mkdir()
    settings.remember_campaign(tmp_path / "Data")
    desk = make_desk()
    desk.controller.dock.activateWindow()
    desk.dock.widget.folder.setFocus()
    desk.open(tmp_path / typed)
    assert desk.dock.widget.folder.currentText() == str(tmp_path / typed)
    (message,) = desk.bar.texts(Qgis.MessageLevel.Critical)
    assert str(tmp_path / typed) in message


def test_nobody_looks_whether_recent_campaigns_are_there(settings, tmp_path, monkeypatch):
    settings.remember_campaign(tmp_path / "share")
    settings.remember_campaign(tmp_path / "drive")

    def hang(path):
        raise AssertionError(f"{path} may be on a share that is away")

    monkeypatch.setattr(Path, "is_dir", hang)
    assert settings.recent_campaigns() == [str(tmp_path / "drive"), str(tmp_path / "share")]
