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
from scaneo_bridge.core.workspace.layer_sources import KINDS, layer_source
from scaneo_bridge.ui.export import exporter
from scaneo_bridge.ui.shell import controller as module
from support import layers as edits
from support.dock import PATIENCE, rows
from support.folders import snapshot

pytest_plugins = ["support.dock"]


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


def at_first_layer(session, monkeypatch, deed):
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


def test_what_is_past_cancelling_can_not_be_cancelled(session, coast, monkeypatch):
    seen = []

    def cancel():
        seen.append(session.dock.progress_panel.cancel.isEnabled())
        QTest.qWait(50)  # QGIS deletes the task
        session.controller.cancel()

    make = module.make_layer

    def slow(*args):
        cancel() if not seen else None
        return make(*args)

    monkeypatch.setattr(module, "make_layer", slow)
    session.open(coast)
    assert seen == [False]
    assert session.is_open and len(session.layers()) == 4
    session.open(coast)
    assert session.is_open, "the dock goes on"


@pytest.mark.parametrize("where", ["make_layer", "add_layers", "current_image"])
def test_an_error_while_layers_are_added_ends_the_work(session, coast, monkeypatch, where):
    def fail(*_):
        raise RuntimeError("out of luck")

    with monkeypatch.context() as patch, session.bot.capture_exceptions() as raised:
        patch.setattr(module, where, fail)
        session.type_folder(coast)
        session.click(session.dock.open)
        session.bot.waitUntil(lambda: bool(raised), timeout=PATIENCE)
        session.bot.wait(50)
    assert not session.dock.progress_panel.is_busy
    session.open(coast)
    assert session.is_open


def test_cancel_counts_while_the_workspace_is_looked_for(session, coast, imported, gate):
    held = gate("belongs")
    session.type_folder(coast)
    session.click(session.dock.open)
    session.bot.waitUntil(held.reached.is_set)
    session.click(session.dock.progress_panel.cancel)
    held.open()
    session.wait()
    (message,) = session.messages()
    assert "ancelled" in message
    assert session.is_empty


# Another project


def test_a_project_that_is_closed_takes_the_rest_of_the_campaign_with_it(
    session, coast, monkeypatch
):
    at_first_layer(session, monkeypatch, session.project.clear)
    session.open(coast)
    assert session.project.mapLayers() == {}
    assert session.is_empty
    (message,) = session.messages()
    assert "coast" in message
    session.open(coast)
    assert session.is_open and len(session.layers()) == 4


def test_a_project_that_is_read_meanwhile_has_nothing_of_the_campaign(
    session, coast, tmp_path, monkeypatch
):
    file = str(tmp_path / "other.qgz")
    assert QgsProject().write(file)
    at_first_layer(session, monkeypatch, lambda: session.project.read(file))
    session.open(coast)
    assert session.project.mapLayers() == {}
    assert session.is_empty


def test_a_project_that_is_closed_while_the_folder_is_read_stays_empty(session, coast, gate):
    held = gate("open_campaign")
    session.type_folder(coast)
    session.click(session.dock.open)
    session.bot.waitUntil(held.reached.is_set)
    session.project.clear()
    held.open()
    session.wait()
    assert session.project.mapLayers() == {} and session.is_empty


# Exporting


def test_a_preview_that_comes_after_the_campaign_was_left_is_not_shown(session, coast, gate):
    session.open(coast)
    edits.delete(coast / "scaneo.gpkg", "detection", "b.tif")
    held = gate("preview_export", exporter)
    session.click(session.dock.export)
    session.bot.waitUntil(held.reached.is_set)
    session.project.removeMapLayers(list(session.project.mapLayers()))
    held.open()
    session.wait()
    assert session.is_empty
    assert not session.pages.export.isVisible()


@pytest.mark.parametrize("saved", [False, True], ids=["open", "saved"])
def test_only_what_was_shown_is_written(session, coast, saved):
    session.open(coast)
    boxes = session.layer("detection")
    relabel(boxes, "b.tif")
    assert session.preview() == "1 file: 0 added, 1 changed, 0 deleted"
    before = snapshot(coast)
    relabel(boxes, "a.tif")
    assert not saved or boxes.commitChanges()
    session.wait()
    session.click(session.pages.export.write)
    session.wait()
    assert {name: data for name, data in snapshot(coast).items() if "json" in name} == {
        name: data for name, data in before.items() if "json" in name
    }
    page = session.pages.export
    assert page.isVisible()
    assert page.summary.text() == "2 files: 0 added, 2 changed, 0 deleted"
    assert {name for name, *_ in rows(page.files)} == {"a.geojson", "b.geojson"}
    session.click(page.write)
    session.wait()
    assert session.preview() is None, "all is exported"


def test_an_edit_that_was_taken_back_needs_no_second_look(session, coast):
    session.open(coast)
    boxes = session.layer("detection")
    relabel(boxes, "b.tif")
    assert session.preview()
    relabel(boxes, "a.tif")
    boxes.undoStack().undo()
    session.click(session.pages.export.write)
    session.wait()
    assert session.messages(Qgis.MessageLevel.Success)
    assert session.preview() is None


# Workspaces elsewhere


@pytest.fixture
def imported(session, coast, tmp_path):
    """Layers of `coast` in a workspace elsewhere, as Processing puts them into the project."""
    workspace = tmp_path / "elsewhere.gpkg"
    opened = open_campaign(coast, workspace, QgsFeedback())
    for kind in KINDS:
        layer = make_layer(opened.workspace, coast, kind)
        style_layer(layer, ())
        session.project.addMapLayer(layer)
    return workspace


def test_a_folder_whose_layers_are_there_opens_in_their_workspace(session, coast, imported):
    relabel(session.layer("detection"), "b.tif", "marsh")
    session.open(coast)
    assert session.is_open
    assert not (coast / "scaneo.gpkg").exists()
    assert {layer.source() for layer in session.layers()} == {
        layer_source(imported, kind) for kind in KINDS
    }
    assert session.counts()["marsh"] == 1, "the open edit is kept"


def test_of_two_campaigns_each_keeps_its_workspace(session, coast, imported):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    session.open(coast)
    session.open(other)
    source = layer_source(imported, "detection")
    (boxes,) = (layer for layer in session.layers() if layer.source() == source)
    relabel(boxes, label="marsh")
    session.open(coast)
    assert len(session.layers()) == 8
    assert not (coast / "scaneo.gpkg").exists()
    assert session.counts()["marsh"] == 1


def test_a_workspace_that_is_gone_is_no_reason_not_to_open(session, coast, imported):
    # By way of a saved project: QGIS 3.22 can crash where a file goes while it draws it.
    saved = str(coast.with_name("saved.qgz"))
    assert session.project.write(saved)
    session.project.clear()
    for file in imported.parent.glob("elsewhere.gpkg*"):
        file.unlink()
    session.project.read(saved)
    session.wait()
    session.open(coast)
    assert session.is_open
    assert (coast / "scaneo.gpkg").exists()


# Opening again


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_nobody_edits_while_a_campaign_is_opened_again(session, coast, gate, monkeypatch, end):
    session.open(coast)
    boxes, areas = session.layer("detection"), session.layer("segmentation")
    areas.setReadOnly(True)  # by the user
    relabel(boxes, "b.tif", "marsh")
    if end == "failed":
        shutil.move(coast / "a.tif", coast / "a.tif.away")
        for image in ("b.tif", "2024/c.tif"):
            shutil.move(coast / image, coast / f"{image}.away")
    held = gate("open_campaign")
    session.click(session.dock.open)
    session.bot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    assert not boxes.isEditable() and not boxes.startEditing()
    assert "marsh" in {feature["label"] for feature in boxes.getFeatures()}, "edits are saved"
    if end == "cancelled":
        session.click(session.dock.progress_panel.cancel)
    held.open()
    session.wait()
    assert boxes.startEditing() and areas.readOnly()
    assert boxes.rollBack()


def test_layers_can_be_edited_when_the_plugin_goes_while_it_opens(
    qgis_iface, qgis_new_project, settings, root, qtbot, coast, gate
):
    icon = root / "ui" / "icons" / "icon.svg"
    controller = module.Controller(qgis_iface, qgis_new_project, settings, icon)
    panel = controller.dock.progress_panel
    controller.open_folder(str(coast))
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=PATIENCE)
    (boxes,) = qgis_new_project.mapLayersByName("detection")
    held = gate("open_campaign")
    controller.open_folder(str(coast))
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    assert boxes.readOnly()
    controller.unload()
    assert boxes.startEditing() and boxes.rollBack()
    held.open()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: not manager.activeTasks(), timeout=PATIENCE)
    qtbot.wait(20)
    assert len(qgis_new_project.mapLayers()) == 5, "nothing comes of it"


def test_a_project_that_is_saved_while_it_opens_can_be_edited_later(session, coast, tmp_path, gate):
    session.open(coast)
    held = gate("open_campaign")
    session.click(session.dock.open)
    session.bot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    assert session.project.write(str(tmp_path / "project.qgz"))
    held.open()
    session.wait()
    assert session.project.read(str(tmp_path / "project.qgz"))
    session.wait()
    assert session.is_open
    assert session.layer("detection").startEditing()
    assert session.layer("detection").rollBack()


# The image on the map


def test_the_first_image_is_one_that_is_there(session, coast):
    session.open(coast)
    session.project.clear()
    session.bar.clear_messages()
    (coast / "a.tif").unlink()
    session.open(coast)
    assert not session.messages(Qgis.MessageLevel.Critical)
    (raster,) = session.layers(QgsRasterLayer)
    assert raster.name() == "b.tif", "it has annotations, too"


def test_a_layer_that_comes_back_knows_the_image_on_the_map(session, coast):
    session.open(coast)
    session.go_to("b.tif")
    session.project.removeMapLayer(session.layer("detection").id())
    session.open(coast)
    assert variables(session.layer("detection")) == ("b.tif", True)
    assert variables(session.layer("segmentation")) == ("b.tif", True)


# The folder field


@pytest.mark.parametrize("typed", ["data", "Dat"])
def test_the_folder_field_leaves_what_is_typed_alone(make_session, settings, tmp_path, typed):
    (tmp_path / "Data").mkdir()
    settings.remember_campaign(tmp_path / "Data")
    session = make_session()
    session.controller.dock.activateWindow()
    session.dock.folder.setFocus()
    session.open(tmp_path / typed)
    assert session.dock.folder.currentText() == str(tmp_path / typed)
    (message,) = session.messages(Qgis.MessageLevel.Critical)
    assert str(tmp_path / typed) in message


def test_nobody_looks_whether_recent_campaigns_are_there(settings, tmp_path, monkeypatch):
    settings.remember_campaign(tmp_path / "share")
    settings.remember_campaign(tmp_path / "drive")

    def hang(path):
        raise AssertionError(f"{path} may be on a share that is away")

    monkeypatch.setattr(Path, "is_dir", hang)
    assert settings.recent_campaigns() == [str(tmp_path / "drive"), str(tmp_path / "share")]
