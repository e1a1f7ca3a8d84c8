"""The dock, used as a person uses it: a campaign is exported, and work is cancelled."""

import json
import shutil
from contextlib import contextmanager

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog
from scaneo_bridge.core.workspace.records.index_generations import INDEX_BITS
from scaneo_bridge.core.workspace.workspace import Workspace
from support import layers as edits
from support.desk.widgets import rows
from support.folders import snapshot, write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image
from support.subjects.dock import edit_three, edits_of

pytest_plugins = ["support.desk.fixtures"]


# Exporting


def test_without_edits_there_is_nothing_to_export(desk, coast):
    desk.open(coast)
    before = snapshot(coast)
    desk.bar.widget.clear_messages()
    assert desk.dock.preview() is None
    (message,) = desk.bar.texts()
    assert "othing to export" in message
    assert snapshot(coast) == before


def test_export_says_what_it_would_write_and_writes_it(desk, coast):
    desk.open(coast)
    before = snapshot(coast)
    edit_three(desk)
    assert desk.dock.preview() == "3 files: 1 added, 1 changed, 1 deleted"
    assert snapshot(coast) == before
    shown = {name for name, *_ in rows(desk.dock.pages.export.files)}
    assert shown == {"2024/c.geojson", "a.geojson", "b.geojson"}

    desk.bar.widget.clear_messages()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    (message,) = desk.bar.texts(Qgis.MessageLevel.Success)
    assert "3 files: 1 added, 1 changed, 1 deleted" in message
    after = snapshot(coast)
    written = {name for name in after if after[name] != before.get(name)}
    assert {name for name in written if not name.startswith(".scaneo_bridge")} == shown
    assert desk.dock.is_open
    assert not [name for name, *_ in rows(desk.dock.page.images) if name.endswith("•")]
    assert desk.layer("detection").isEditable(), "editing goes on"
    assert desk.dock.preview() is None, "all is exported"


def test_what_is_not_confirmed_is_not_written(desk, coast):
    desk.open(coast)
    edit_three(desk)
    before = snapshot(coast)
    assert desk.dock.preview()
    desk.click(desk.dock.pages.export.dismiss)
    desk.wait()
    assert desk.dock.is_open
    assert snapshot(coast) == before
    assert desk.dock.preview() == "3 files: 1 added, 1 changed, 1 deleted", "it can be asked again"


def test_export_to_another_folder(desk, coast, tmp_path, monkeypatch):
    desk.open(coast)
    edit_three(desk)
    before = snapshot(coast)
    target = tmp_path / "target"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    elsewhere = desk.dock.widget.export.menu().actions()[0]
    assert elsewhere.text() == "Export to another folder…"
    elsewhere.trigger()
    desk.wait()
    assert desk.dock.pages.export.summary.text().startswith("4 files: ")
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert {"a.geojson", "b.geojson", "2024/c.geojson", "spai.json"} <= set(snapshot(target))
    assert snapshot(coast) == before
    assert desk.dock.preview() == "3 files: 1 added, 1 changed, 1 deleted", "still to be exported"


def without_statistics(folder):
    """A folder's files but those that QGIS leaves beside images that it shows."""
    return {name: data for name, data in snapshot(folder).items() if ".aux." not in name}


def test_what_changed_in_a_file_on_disk_is_taken_over_before_an_export(desk, coast):
    desk.open(coast)
    edit_three(desk)
    theirs = detection("urban", box=(41.6, 2.6, 41.7, 2.7))
    kept = json.loads((coast / "a.geojson").read_bytes())["features"]
    write_files(coast, {"a.geojson": collection(*kept, theirs)})
    before = without_statistics(coast)
    assert desk.dock.preview() == "3 files: 1 added, 1 changed, 1 deleted"
    assert "taken over: a.geojson" in desk.dock.pages.export.details.text()
    assert without_statistics(coast) == before
    boxes = [one["label"] for one in desk.layer("detection").getFeatures("image = 'a.tif'")]
    assert sorted(boxes) == ["field", "field", "urban"]
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    written = json.loads((coast / "a.geojson").read_bytes())["features"]
    assert theirs in written


@pytest.mark.parametrize("image", ["b.tif", "2024/c.tif"])
def test_a_file_for_an_image_that_had_none_is_taken_over_before_an_export(desk, coast, image):
    desk.open(coast)
    edits.add(edits_of(desk), "detection", image, "field")
    write_files(coast, {"2024/c.geojson": collection(detection("urban"))})
    desk.bar.widget.clear_messages()
    assert desk.dock.preview() == "1 file: 1 added, 0 changed, 0 deleted"
    assert not desk.bar.texts(Qgis.MessageLevel.Critical)
    assert "taken over: 2024/c.geojson" in desk.dock.pages.export.details.text()
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    features = json.loads((coast / "2024/c.geojson").read_bytes())["features"]
    expected = ["urban", "field"] if image == "2024/c.tif" else ["urban"]
    assert [one["properties"]["label"] for one in features] == expected
    boxes = desk.layer("detection").getFeatures("image = '2024/c.tif'")
    assert sorted(one["label"] for one in boxes) == sorted(expected)


def test_a_file_that_changed_on_disk_and_can_not_be_read_stays_and_stops_no_other(desk, coast):
    desk.open(coast)
    edit_three(desk)
    write_files(coast, {"a.geojson": b"{"})
    desk.bar.widget.clear_messages()
    assert desk.dock.preview() == "2 files: 1 added, 0 changed, 1 deleted"
    ((told,),) = rows(desk.dock.pages.export.problems)
    assert told.startswith("a.geojson") and "the edits of a.tif are not written, and wait" in told
    desk.click(desk.dock.pages.export.write)
    desk.wait()
    assert (coast / "a.geojson").read_bytes() == b"{"
    assert desk.dock.is_open and desk.dock.widget.export.isEnabled()


def test_what_can_not_be_written_is_listed(desk, coast):
    desk.open(coast)
    far = "Polygon((50 50, 51 50, 51 51, 50 51, 50 50))"
    edits.add(edits_of(desk), "detection", None, wkt=far)
    desk.bar.widget.clear_messages()
    assert desk.dock.preview() is None
    (message,) = desk.bar.texts(Qgis.MessageLevel.Warning)
    assert "1 problem" in message
    ((problem,),) = rows(desk.dock.page.problems)
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


@pytest.fixture
def read_at_once(big):
    """The same without a list of labels, which are those that all its files use."""
    (big / "spai.json").unlink()
    return big


@contextmanager
def cancelled(desk):
    """Clicks Cancel once the work that the block begins is under way."""
    panel = desk.dock.widget.progress_panel
    yield
    assert panel.isVisible()
    desk.bot.waitUntil(lambda: panel.bar.value() > 0)
    assert panel.is_busy, "it ended before it could be cancelled"
    desk.bar.widget.clear_messages()
    desk.click(panel.cancel)
    desk.wait()
    assert not panel.isVisible()


def test_an_import_that_is_cancelled_leaves_nothing_behind(desk, read_at_once):
    big = read_at_once
    before = snapshot(big)
    desk.dock.type_folder(big)
    with cancelled(desk):
        desk.click(desk.dock.widget.open)
        assert not desk.dock.widget.open.isEnabled(), "one thing at a time"
        assert not desk.dock.widget.folder.isEnabled()
    assert snapshot(big) == before
    assert not list(big.glob("*.gpkg*")) and not list(big.glob(".*"))
    assert desk.project.mapLayers() == {}
    assert desk.dock.is_empty
    (message,) = desk.bar.texts()
    assert "ancelled" in message

    desk.click(desk.dock.widget.open)
    desk.wait()
    assert desk.dock.is_open
    assert desk.palette.counts() == {"water": 100 * IMAGES}


def test_an_export_that_is_cancelled_leaves_the_folder_as_it_was(desk, big):
    desk.open(big)
    layer = desk.layer("segmentation")
    label = edits.field(layer, "label")
    with Workspace.open(big / "scaneo.gpkg") as workspace:
        workspace.database.execute(
            f"UPDATE segmentation SET label = 'field' WHERE place & {INDEX_BITS} = 1"
        )
    assert layer.startEditing()
    feature = edits.first(layer, "0000.tif")
    assert layer.changeAttributeValue(feature.id(), label, "urban")
    before = snapshot(big)
    assert desk.dock.preview() == f"{IMAGES} files: 0 added, {IMAGES + 1} changed, 0 deleted"
    with cancelled(desk):
        desk.click(desk.dock.pages.export.write)
    assert snapshot(big) == before
    (message,) = desk.bar.texts()
    assert "ancelled" in message
    assert desk.dock.preview() == f"{IMAGES} files: 0 added, {IMAGES + 1} changed, 0 deleted"


def test_the_window_goes_on_while_a_campaign_is_opened(desk, read_at_once):
    desk.dock.type_folder(read_at_once)
    desk.click(desk.dock.widget.open)
    panel, steps = desk.dock.widget.progress_panel, set()
    while panel.is_busy:
        QTest.qWait(5)
        steps.add(panel.bar.value())
    assert len(steps) > 5
    desk.wait()
