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
from support.dock import PATIENCE, rows
from support.folders import snapshot, write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image
from support.subjects.dock import edit_three, edits_of

pytest_plugins = ["support.dock"]


# Exporting


def test_without_edits_there_is_nothing_to_export(session, coast):
    session.open(coast)
    before = snapshot(coast)
    session.bar.clear_messages()
    assert session.preview() is None
    (message,) = session.messages()
    assert "othing to export" in message
    assert snapshot(coast) == before


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
