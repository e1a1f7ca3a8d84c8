"""The dock, used as a person uses it: with mouse and keys on its widgets, in a window."""

import json
import os
import shutil
import threading
import time
from contextlib import contextmanager

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QColor, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCommandLinkButton,
    QFileDialog,
    QLabel,
)
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.recount import read_recount
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell import recounter
from support import layers as edits
from support.dock import LEFT, NONE, PATIENCE, as_html, rows, unseen
from support.folders import snapshot, write_files
from support.geojson import LABELS, collection, detection, segmentation, spai
from support.images import write_image
from support.pages import Pages

pytest_plugins = ["support.dock"]

TASKS = ("classification", "detection", "segmentation")


def tips(model):
    role = Qt.ItemDataRole.ToolTipRole
    return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]


def seen(text):
    """What the eye sees where Qt decides itself whether a text is HTML, as in a tooltip."""
    return as_html(text) if Qt.mightBeRichText(text) else text


def recent_buttons(session):
    page = session.pages.start
    return [button for button in page.findChildren(QCommandLinkButton) if button is not page.layers]


# The empty state


def test_without_a_campaign_the_dock_says_what_to_do(session):
    assert session.is_empty
    texts = [as_html(label.text()) for label in session.pages.start.findChildren(QLabel)]
    assert any("Open" in text and "Edit" in text and "Export" in text for text in texts)
    assert not session.dock.open.isEnabled()
    assert not session.dock.export.isEnabled()
    assert not session.dock.progress_panel.isVisible()


# Opening


def test_a_typed_folder_opens_with_enter(session, coast):
    session.open(coast)
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1
    (message,) = session.messages()
    assert "coast" in message and "3 images" in message and "6 annotations" in message
    assert session.messages(Qgis.MessageLevel.Success) == [message]


def test_the_open_button_opens(session, coast):
    session.type_folder(coast)
    session.click(session.dock.open)
    session.wait()
    assert session.is_open


def test_a_folder_chosen_in_the_file_dialog_opens(session, coast, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(coast))
    session.click(session.dock.browse)
    session.wait()
    assert session.is_open


def test_a_file_dialog_that_was_dismissed_opens_nothing(session, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    session.click(session.dock.browse)
    session.wait()
    assert session.is_empty
    assert session.messages() == []


def test_a_recent_campaign_opens_from_the_start_page(make_session, coast, settings, tmp_path):
    settings.remember_campaign(tmp_path / "gone")
    settings.remember_campaign(coast)
    session = make_session()
    recent, gone = recent_buttons(session)
    session.click(gone)
    session.wait()
    assert session.is_empty
    (message,) = session.messages(Qgis.MessageLevel.Critical)
    assert str(tmp_path / "gone") in message, "its drive may come back: it is offered, and told"
    session.click(recent)
    session.wait()
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)


def test_a_recent_campaign_opens_from_the_list_of_the_field(make_session, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    settings.remember_campaign(other)
    settings.remember_campaign(coast)
    session = make_session()
    field = session.dock.folder
    field.setFocus()
    assert field.currentText() == ""
    field.showPopup()
    view = field.view()
    session.bot.waitUntil(view.isVisible)
    session.bot.keyClick(view, Qt.Key.Key_End)
    session.bot.keyClick(view, Qt.Key.Key_Return)
    session.wait()
    assert session.is_open
    assert field.currentText() == str(other)


def test_what_was_opened_is_offered_first_next_time(session, coast, settings):
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    session.open(other)
    session.open(coast)
    session.open(other)
    assert settings.recent_campaigns() == [str(other), str(coast)]
    field = session.dock.folder
    assert [field.itemText(row) for row in range(field.count())] == [str(other), str(coast)]
    assert field.currentText() == str(other)


def receiver(dock, widget):
    """The widget to which Qt delivers what is dropped on a widget."""
    while not widget.acceptDrops():
        widget = widget.parentWidget()
        assert widget is not dock.parentWidget(), "nobody takes what is dropped there"
    return widget


def drop(dock, widget, *paths):
    """Drops files on a widget as a file manager does; answers whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(url.toString() for url in data.urls()))
    target = receiver(dock, widget)
    spot = target.mapFromGlobal(widget.mapToGlobal(widget.rect().center()))
    how = Qt.DropAction.CopyAction, data, LEFT, NONE
    enter = QDragEnterEvent(spot, *how)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(spot), *how)
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def start_page(dock):
    return Pages(dock).start


def line_edit(dock):
    return dock.folder.lineEdit()


@pytest.mark.parametrize("where", [start_page, line_edit], ids=["start page", "folder field"])
def test_a_dropped_folder_opens(session, coast, where):
    assert drop(session.dock, where(session.dock), coast)
    session.wait()
    assert session.is_open
    assert session.dock.folder.currentText() == str(coast)


def test_a_folder_dropped_on_the_lists_opens_in_place_of_the_other(session, coast):
    session.open(coast)
    other = coast.with_name("other")
    shutil.copytree(coast, other)
    assert drop(session.dock, session.page.images_view.viewport(), other)
    session.wait()
    assert session.dock.folder.currentText() == str(other)
    assert len(session.layers()) == 8


def test_what_is_no_folder_is_not_taken(session, coast):
    page = session.pages.start
    assert not drop(session.dock, page, coast / "a.tif")
    assert not drop(session.dock, page, coast, coast.parent)
    assert not drop(session.dock, page)
    session.wait()
    assert session.is_empty


def empty_folder(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def plain_file(tmp_path):
    file = tmp_path / "file.tif"
    file.write_bytes(b"")
    return file


WRONG = {
    "missing": lambda tmp_path: tmp_path / "no such folder",
    "no image": empty_folder,
    "a file": plain_file,
    "long": lambda tmp_path: tmp_path / ("x" * 300),
    "unknown user": lambda tmp_path: "~no_such_user/campaign",
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG)
def test_a_wrong_folder_is_told_and_the_dock_goes_on(session, coast, tmp_path, make):
    session.open(make(tmp_path))
    assert session.is_empty
    assert len(session.messages()) == len(session.messages(Qgis.MessageLevel.Critical)) == 1
    assert session.layers() == []

    session.open(coast)
    assert session.is_open


def test_a_wrong_folder_leaves_the_open_campaign_open(session, coast, tmp_path):
    session.open(coast)
    session.open(tmp_path / "no such folder")
    assert session.is_open
    assert len(session.messages(Qgis.MessageLevel.Critical)) == 1
    session.go_to("b.tif")
    assert session.layers(QgsRasterLayer)[0].name() == "b.tif"
    assert session.preview() is None


SPELLINGS = {
    "the same": str,
    "a slash behind": lambda folder: f"{folder}/",
    "spaces around": lambda folder: f"  {folder} ",
    "up and down": lambda folder: f"{folder}/2024/..",
    "through a link": lambda folder: linked(folder),
}


def linked(folder):
    link = folder.with_name("link")
    os.symlink(folder, link, target_is_directory=True)
    return link


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_a_campaign_that_is_opened_twice_has_its_layers_once(session, coast, spell):
    session.open(coast)
    layer = session.layer("segmentation")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    session.open(spell(coast))
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1
    assert len(session.project.layerTreeRoot().children()) == 1
    assert session.counts() == {"water": 2, "urban": 2, "field": 1}, "the open edit is kept"


# What a campaign holds


def test_labels_images_and_problems_are_counted(session, coast):
    write_files(coast, {"2024/c.geojson": b'{"type": "FeatureCollection", "features": [{'})
    session.open(coast)
    assert rows(session.page.labels) == [["water", "3"], ["urban", "2"], ["field", "1"]]
    found = {name.split()[0]: counts for name, *counts in rows(session.page.images)}
    assert {name: [count for count in counts if count.isdigit()] for name, counts in found.items()}
    assert found["a.tif"] == ["1", "2", "1"]
    assert found["b.tif"][1:] == ["1", "1"]
    assert not any(count.isdigit() and int(count) for count in found["2024/c.tif"])
    ((problem,),) = rows(session.page.problems)
    assert problem.startswith("2024/c.geojson")
    assert session.page.problems_view.isVisible()
    (message,) = session.messages(Qgis.MessageLevel.Warning)
    assert "1 problem" in message


def test_without_problems_their_list_takes_no_room(session, coast):
    session.open(coast)
    assert not session.page.problems_view.isVisible()


def test_labels_have_the_colours_of_spai_json(session, coast):
    session.open(coast)
    model = session.page.labels
    role = Qt.ItemDataRole.DecorationRole
    swatches = [model.data(model.index(row, 0), role) for row in range(model.rowCount())]
    colors = [icon.pixmap(16, 16).toImage().pixelColor(8, 8) for icon in swatches]
    for color, expected in zip(colors, ("#0048f0", "#8d99ae", "#f2c14e")):
        shown, listed = color.getRgb()[:3], QColor(expected).getRgb()[:3]
        assert max(abs(a - b) for a, b in zip(shown, listed)) < 4, "but for the rounding"


def test_a_campaign_that_was_edited_before_goes_on_and_says_so(session, make_session, coast):
    session.open(coast)
    edits.delete(coast / "scaneo.gpkg", "segmentation", "b.tif")
    session.project.clear()
    session.bar.clear_messages()

    session.open(coast)
    (message,) = session.messages()
    assert "5 annotations" in message and "1 image " in message
    assert session.counts() == {"water": 2, "urban": 2, "field": 1}
    assert "1 image" in session.page.status.text()


# Images


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_a_double_click_on_an_image_shows_it_and_zooms_to_it(session, tmp_path, crs):
    folder = tmp_path / "far apart"
    write_image(folder / "a.tif")
    write_image(folder / "b.tif", "EPSG:32633", (500000, 10, 0, 5000000, 0, -10))
    session.open(folder)
    session.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    session.go_to("b.tif")

    (raster,) = session.layers(QgsRasterLayer)
    assert raster.source() == str(folder / "b.tif")
    (group,) = session.project.layerTreeRoot().children()
    assert [node.layer().id() for node in group.findLayers()][-1] == raster.id()
    assert len(group.findLayers()) == 5

    shown = session.canvas.extent()
    place = session.canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
    assert shown.contains(place)
    assert max(shown.width(), shown.height()) < 2 * max(place.width(), place.height())

    bold = Qt.ItemDataRole.FontRole
    model = session.page.images
    fonts = [model.data(model.index(row, 0), bold) for row in range(model.rowCount())]
    assert [font is not None and font.bold() for font in fonts] == [False, True]


def test_an_image_that_is_gone_is_told(session, coast):
    session.open(coast)
    (coast / "b.tif").unlink()
    session.go_to("b.tif")
    (message,) = session.messages(Qgis.MessageLevel.Critical)
    assert "b.tif" in message
    assert session.layers(QgsRasterLayer)[0].name() == "a.tif"


# Editing


def test_edits_are_counted_at_once(session, coast):
    session.open(coast)
    layer = session.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "b.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "field")
    session.wait()
    assert session.counts() == {"water": 3, "urban": 1, "field": 2}, "not saved yet"
    assert layer.commitChanges()
    session.wait()
    assert session.counts() == {"water": 3, "urban": 1, "field": 2}
    (edited,) = [name for name, *_ in rows(session.page.images) if name.endswith("•")]
    assert edited.startswith("b.tif")


def test_a_new_label_is_listed(session, coast):
    session.open(coast)
    layer = session.layer("detection")
    assert layer.startEditing()
    feature = edits.first(layer, "b.tif")
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "marsh")
    assert layer.commitChanges()
    session.wait()
    assert session.counts()["marsh"] == 1
    assert "spai.json" in seen(tips(session.page.labels)[-1])


def test_layers_and_page_of_a_campaign_that_is_opened_again_take_a_turn_each(session, coast):
    """Both in one would hold the window too long where there are thousands of images."""
    session.open(coast)
    layer, seen = session.layer("detection"), []

    def read():
        QTimer.singleShot(0, lambda: seen.append("another turn"))
        seen.append("layers")

    layer.dataProvider().dataChanged.connect(read)
    layer.readOnlyChanged.connect(lambda: seen.append("held" if layer.readOnly() else "page"))
    session.open(coast)
    assert seen == ["held", "layers", "another turn", "page"]


def test_layers_can_be_read_while_the_campaign_is_opened_again(session, coast):
    """QGIS 3.22 locks up where two threads have a GeoPackage's layers: then this never ends."""
    session.open(coast)
    layer = session.layer("detection")
    label = edits.field(layer, "label")
    for number in range(12):
        assert layer.startEditing()
        feature = edits.first(layer, "b.tif")
        assert layer.changeAttributeValue(feature.id(), label, f"label {number}")
        assert layer.commitChanges(bool(number % 2)), layer.commitErrors()
        session.dock.open_folder(str(coast))
        while session.dock.progress_panel.is_busy:
            assert edits.first(layer, "b.tif")["label"] == f"label {number}"
            session.bot.wait(1)
        session.wait()
    assert {feature["label"] for feature in layer.getFeatures()} == {"urban", "field", "label 11"}


def test_counts_that_come_late_do_not_replace_newer_ones(session, coast, monkeypatch):
    session.open(coast)
    layer = session.layer("detection")
    feature, label = edits.first(layer, "b.tif"), edits.field(layer, "label")
    late = threading.Event()

    def slow(*of):
        found = read_recount(*of)
        if not late.is_set():
            late.set()
            time.sleep(0.5)
        return found

    def relabel(name):
        assert layer.startEditing()
        assert layer.changeAttributeValue(feature.id(), label, name)
        assert layer.commitChanges(), layer.commitErrors()

    monkeypatch.setattr(recounter, "read_recount", slow)
    relabel("older")
    session.bot.waitUntil(late.is_set)
    relabel("newer")
    session.wait()
    assert session.counts() == {"water": 3, "urban": 1, "field": 1, "newer": 1}


# Exporting


def test_without_edits_there_is_nothing_to_export(session, coast):
    session.open(coast)
    before = snapshot(coast)
    session.bar.clear_messages()
    assert session.preview() is None
    (message,) = session.messages()
    assert "othing to export" in message
    assert snapshot(coast) == before


def edit_three(session):
    """Adds, changes and deletes: saved in one layer, left open in another."""
    areas, boxes = session.layer("segmentation"), session.layer("detection")
    workspace = edits_of(session)
    edits.add(workspace, "segmentation", "2024/c.tif")
    assert boxes.startEditing()
    feature = edits.first(boxes, "a.tif")
    assert boxes.changeAttributeValue(feature.id(), edits.field(boxes, "label"), "field")
    assert areas.startEditing()
    assert areas.deleteFeature(edits.first(areas, "b.tif").id())


def edits_of(session):
    """The workspace of the layers that are open."""
    return session.layer("detection").source().split("|")[0]


def test_export_says_what_it_would_write_and_writes_it(session, coast):
    session.open(coast)
    before = snapshot(coast)
    edit_three(session)
    assert session.preview() == "3 files: 1 added, 1 changed, 1 deleted"
    assert snapshot(coast) == before
    shown = {name for name, *_ in rows(session.pages.export.files)}
    assert shown == {"2024/c.geojson", "a.geojson", "b.geojson"}

    session.bar.clear_messages()
    session.click(session.pages.export.write)
    session.wait()
    (message,) = session.messages(Qgis.MessageLevel.Success)
    assert "3 files: 1 added, 1 changed, 1 deleted" in message
    after = snapshot(coast)
    written = {name for name in after if after[name] != before.get(name)}
    assert {name for name in written if not name.startswith(".scaneo_bridge")} == shown
    assert session.is_open
    assert not [name for name, *_ in rows(session.page.images) if name.endswith("•")]
    assert session.layer("detection").isEditable(), "editing goes on"
    assert session.preview() is None, "all is exported"


def test_what_is_not_confirmed_is_not_written(session, coast):
    session.open(coast)
    edit_three(session)
    before = snapshot(coast)
    assert session.preview()
    session.click(session.pages.export.dismiss)
    session.wait()
    assert session.is_open
    assert snapshot(coast) == before
    assert session.preview() == "3 files: 1 added, 1 changed, 1 deleted", "it can be asked again"


def test_export_to_another_folder(session, coast, tmp_path, monkeypatch):
    session.open(coast)
    edit_three(session)
    before = snapshot(coast)
    target = tmp_path / "target"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    elsewhere = session.dock.export.menu().actions()[0]
    assert elsewhere.text() == "Export to another folder…"
    elsewhere.trigger()
    session.wait()
    assert session.pages.export.summary.text().startswith("4 files: ")
    session.click(session.pages.export.write)
    session.wait()
    assert {"a.geojson", "b.geojson", "2024/c.geojson", "spai.json"} <= set(snapshot(target))
    assert snapshot(coast) == before
    assert session.preview() == "3 files: 1 added, 1 changed, 1 deleted", "still to be exported"


def without_statistics(folder):
    """A folder's files but those that QGIS leaves beside images that it shows."""
    return {name: data for name, data in snapshot(folder).items() if ".aux." not in name}


def test_what_changed_in_a_file_on_disk_is_taken_over_before_an_export(session, coast):
    session.open(coast)
    edit_three(session)
    theirs = detection("urban", box=(41.6, 2.6, 41.7, 2.7))
    kept = json.loads((coast / "a.geojson").read_bytes())["features"]
    write_files(coast, {"a.geojson": collection(*kept, theirs)})
    before = without_statistics(coast)
    assert session.preview() == "3 files: 1 added, 1 changed, 1 deleted"
    assert "taken over: a.geojson" in session.pages.export.details.text()
    assert without_statistics(coast) == before
    boxes = [one["label"] for one in session.layer("detection").getFeatures("image = 'a.tif'")]
    assert sorted(boxes) == ["field", "field", "urban"]
    session.click(session.pages.export.write)
    session.wait()
    written = json.loads((coast / "a.geojson").read_bytes())["features"]
    assert theirs in written


@pytest.mark.parametrize("image", ["b.tif", "2024/c.tif"])
def test_a_file_for_an_image_that_had_none_is_taken_over_before_an_export(session, coast, image):
    session.open(coast)
    edits.add(edits_of(session), "detection", image, "field")
    write_files(coast, {"2024/c.geojson": collection(detection("urban"))})
    session.bar.clear_messages()
    assert session.preview() == "1 file: 1 added, 0 changed, 0 deleted"
    assert not session.messages(Qgis.MessageLevel.Critical)
    assert "taken over: 2024/c.geojson" in session.pages.export.details.text()
    session.click(session.pages.export.write)
    session.wait()
    features = json.loads((coast / "2024/c.geojson").read_bytes())["features"]
    expected = ["urban", "field"] if image == "2024/c.tif" else ["urban"]
    assert [one["properties"]["label"] for one in features] == expected
    boxes = session.layer("detection").getFeatures("image = '2024/c.tif'")
    assert sorted(one["label"] for one in boxes) == sorted(expected)


def test_a_file_that_changed_on_disk_and_can_not_be_read_stays_and_stops_no_other(session, coast):
    session.open(coast)
    edit_three(session)
    write_files(coast, {"a.geojson": b"{"})
    session.bar.clear_messages()
    assert session.preview() == "2 files: 1 added, 0 changed, 1 deleted"
    ((told,),) = rows(session.pages.export.problems)
    assert told.startswith("a.geojson") and "the edits of a.tif are not written, and wait" in told
    session.click(session.pages.export.write)
    session.wait()
    assert (coast / "a.geojson").read_bytes() == b"{"
    assert session.is_open and session.dock.export.isEnabled()


def test_what_can_not_be_written_is_listed(session, coast):
    session.open(coast)
    far = "Polygon((50 50, 51 50, 51 51, 50 51, 50 50))"
    edits.add(edits_of(session), "detection", None, wkt=far)
    session.bar.clear_messages()
    assert session.preview() is None
    (message,) = session.messages(Qgis.MessageLevel.Warning)
    assert "1 problem" in message
    ((problem,),) = rows(session.page.problems)
    assert "detection" in problem


# Cancelling


IMAGES = 200


@pytest.fixture
def big(tmp_path):
    """A campaign that takes a second or more to open."""
    folder = tmp_path / "big"
    first = write_image(folder / "0000.tif")
    write_files(folder, {"spai.json": LABELS, "0000.geojson": collection(*[segmentation()] * 100)})
    for number in range(1, IMAGES):
        for ending in (".tif", ".geojson"):
            shutil.copyfile(first.with_suffix(ending), folder / f"{number:04}{ending}")
    return folder


@contextmanager
def cancelled(session):
    """Clicks Cancel once the work that the block begins is under way."""
    panel = session.dock.progress_panel
    yield
    assert panel.isVisible()
    session.bot.waitUntil(lambda: panel.bar.value() > 0, timeout=PATIENCE)
    assert panel.is_busy, "it ended before it could be cancelled"
    session.bar.clear_messages()
    session.click(panel.cancel)
    session.wait()
    assert not panel.isVisible()


def test_an_import_that_is_cancelled_leaves_nothing_behind(session, big):
    before = snapshot(big)
    session.type_folder(big)
    with cancelled(session):
        session.click(session.dock.open)
        assert not session.dock.open.isEnabled(), "one thing at a time"
        assert not session.dock.folder.isEnabled()
    assert snapshot(big) == before
    assert not list(big.glob("*.gpkg*")) and not list(big.glob(".*"))
    assert session.project.mapLayers() == {}
    assert session.is_empty
    (message,) = session.messages()
    assert "ancelled" in message

    session.click(session.dock.open)
    session.wait()
    assert session.is_open
    assert session.counts() == {"water": 100 * IMAGES}


def test_an_export_that_is_cancelled_leaves_the_folder_as_it_was(session, big):
    session.open(big)
    layer = session.layer("segmentation")
    label = edits.field(layer, "label")
    with Workspace.open(big / "scaneo.gpkg") as workspace:
        workspace.database.execute(
            f"UPDATE segmentation SET label = 'field' WHERE place & {INDEX_BITS} = 1"
        )
    assert layer.startEditing()
    feature = edits.first(layer, "0000.tif")
    assert layer.changeAttributeValue(feature.id(), label, "urban")
    before = snapshot(big)
    assert session.preview() == f"{IMAGES} files: 0 added, {IMAGES + 1} changed, 0 deleted"
    with cancelled(session):
        session.click(session.pages.export.write)
    assert snapshot(big) == before
    (message,) = session.messages()
    assert "ancelled" in message
    assert session.preview() == f"{IMAGES} files: 0 added, {IMAGES + 1} changed, 0 deleted"


def test_the_window_goes_on_while_a_campaign_is_opened(session, big):
    session.type_folder(big)
    session.click(session.dock.open)
    panel, steps = session.dock.progress_panel, set()
    while panel.is_busy:
        QTest.qWait(5)
        steps.add(panel.bar.value())
    assert len(steps) > 5
    session.wait()


# Names are data


LABEL = "<b>x</b>"
HTML = "<i>{0} %1 & &lt; 'n' \"m\"</i>".replace("/", "∕")


@pytest.fixture
def hostile(tmp_path):
    """Names that HTML, a format or an expression would take for its own."""
    folder = tmp_path / "<u>{x} & 'y' [% 1 + 1 %]"
    write_image(folder / f"<b>{HTML}.tif")
    write_image(folder / "plain.tif")
    labels = {LABEL: "#ff0000", "{label} & 'co'": "#00ff00", "R&D": "#0000ff"}
    files = {
        "spai.json": spai(**labels),
        f"<b>{HTML}.geojson": collection(detection(LABEL), detection("R&D"), detection("<s>new")),
        "plain.geojson": b"<h1>no {JSON}</h1>",
    }
    return write_files(folder, files)


def test_hostile_names_are_shown_as_they_are(session, hostile):
    session.open(hostile)
    assert [name for name, _ in rows(session.page.labels)] == [
        LABEL, "{label} & 'co'", "R&D", "<s>new",
    ]  # fmt: skip
    assert [name for name, *_ in rows(session.page.images)] == [f"<b>{HTML}.tif", "plain.tif"]
    (group,) = session.project.layerTreeRoot().children()
    assert unseen(group.name()) == hostile.name
    (message,) = session.messages()
    assert hostile.name in message
    assert any("plain.geojson" in problem for (problem,) in rows(session.page.problems))


def test_hostile_names_are_shown_as_they_are_in_tooltips(session, hostile):
    session.open(hostile)
    shown = [seen(tip).splitlines()[0] for tip in tips(session.page.labels)]
    assert shown == [LABEL, "{label} & 'co'", "R&D", "<s>new"]
    shown = [seen(tip).splitlines()[0] for tip in tips(session.page.images)]
    assert shown == [f"<b>{HTML}.tif", "plain.tif"]
    for tip, (problem,) in zip(tips(session.page.problems), rows(session.page.problems)):
        assert problem.splitlines()[-1] in " ".join(seen(tip).split())


def visible_labels(dock):
    return [label for label in dock.findChildren(QLabel) if label.isVisible() and label.text()]


def shown_by(label):
    kind = label.textFormat()
    if kind == Qt.TextFormat.PlainText:
        return label.text()
    return as_html(label.text()) if kind == Qt.TextFormat.RichText else seen(label.text())


def test_hostile_names_are_shown_as_they_are_while_work_is_under_way(session, hostile):
    session.type_folder(hostile)
    session.click(session.dock.open)
    title = session.dock.progress_panel.title
    assert hostile.name in title.text()
    assert hostile.name in shown_by(title)
    session.wait()


def test_hostile_names_are_shown_as_they_are_before_an_export(session, hostile):
    session.open(hostile)
    edits.delete(hostile / "scaneo.gpkg", "detection", f"<b>{HTML}.tif")
    assert session.preview() == "2 files: 0 added, 0 changed, 1 deleted"
    names = {name for name, *_ in rows(session.pages.export.files)}
    assert names == {f"<b>{HTML}.geojson", "spai.json"}
    assert any(str(hostile) in shown_by(label) for label in visible_labels(session.dock))
    session.bar.clear_messages()
    session.click(session.pages.export.write)
    session.wait()
    (message,) = session.messages()
    assert hostile.name in message


def test_a_hostile_name_in_an_error_is_shown_as_it_is(session, tmp_path):
    folder = tmp_path / "<b>none</b> & {0}"
    session.open(folder)
    (message,) = session.messages()
    assert str(folder) in message


def test_a_hostile_recent_campaign_is_shown_as_it_is(make_session, hostile, settings):
    settings.remember_campaign(hostile)
    session = make_session()
    (button,) = recent_buttons(session)
    assert isinstance(button, QAbstractButton)
    assert button.text() == hostile.name.replace("&", "&&")  # of a button, & marks a key
    assert seen(button.toolTip()) == str(hostile)
    session.click(button)
    session.wait()
    assert session.is_open


# Removing layers


def test_removing_the_layers_brings_the_start_page_back(session, coast):
    session.open(coast)
    session.project.removeMapLayers([layer.id() for layer in session.layers()])
    assert session.is_empty
    assert not session.dock.export.isEnabled()
    (recent,) = [button for button in recent_buttons(session) if button.isVisible()]
    session.click(recent)
    session.wait()
    assert session.is_open
    assert len(session.layers()) == 4
    assert len(session.layers(QgsRasterLayer)) == 1


def test_a_new_project_brings_the_start_page_back(session, coast):
    session.open(coast)
    session.project.clear()
    assert session.is_empty
    session.wait()
    assert session.project.mapLayers() == {}


def test_with_one_layer_removed_the_rest_goes_on(session, coast):
    session.open(coast)
    session.project.removeMapLayer(session.layer("segmentation").id())
    assert session.is_open
    layer = session.layer("detection")
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "b.tif").id())
    assert session.preview() == "1 file: 0 added, 0 changed, 1 deleted"
    session.click(session.pages.export.write)
    session.wait()
    session.open(coast)
    assert {layer.name() for layer in session.layers()} == {*TASKS, "images"}
    assert len(session.project.layerTreeRoot().children()) == 1


# Room


def test_the_dock_can_be_300_pixels_wide(session, coast):
    write_files(coast, {"2024/c.geojson": b"{"})
    wide = session.dock.minimumSizeHint().width()
    assert wide <= 300, "without a campaign"
    session.open(coast)
    assert session.dock.minimumSizeHint().width() <= 300, "with one"
    edit_three(session)
    assert session.preview()
    assert session.dock.minimumSizeHint().width() <= 300, "before an export"


def test_long_names_do_not_widen_the_dock(session, tmp_path):
    folder = tmp_path / ("long" * 40)
    image = "/".join(["image" * 20, "x" * 150])
    write_image(folder / f"{image}.tif")
    label = "label" * 100
    write_files(folder, {"spai.json": spai(**{label: "#ff0000"}), f"{image}.geojson": b"[" * 3000})
    session.open(folder)
    assert session.is_open
    assert session.dock.minimumSizeHint().width() <= 300
    edits.add(folder / "scaneo.gpkg", "detection", f"{image}.tif", label)
    session.preview()
    assert session.dock.minimumSizeHint().width() <= 300
