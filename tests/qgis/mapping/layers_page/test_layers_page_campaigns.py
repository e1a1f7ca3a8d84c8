"""Exporting a campaign's own layers through the dock: its edits go along."""

import json

import pytest
from qgis.core import Qgis
from scaneo_bridge.core.base.model import Task
from support import layers as edits
from support.desk.widgets import rows
from support.folders import contents, snapshot, write_files
from support.geojson import collection, detection
from support.subjects.layers_page import HOUSE, polygons, written

pytest_plugins = ["support.desk.fixtures"]


def test_a_campaigns_own_layers_are_mapped_and_their_edits_go_along(desk, page, coast):
    desk.open(coast)
    workspace = coast / "scaneo.gpkg"
    ponds = polygons("ponds", [("pond", HOUSE)])
    desk.project.addMapLayer(ponds)
    layer = desk.layer("detection")
    layer.startEditing()
    box = next(layer.getFeatures("image = 'a.tif'"))
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    page.open()
    mapped = {entry.layer: entry.task.value for entry in page.page.mapping().layers}
    own = {task: desk.layer(task).id() for task in ("classification", "detection")}
    assert mapped[own["detection"]] == "detection" and mapped[ponds.id()] == "segmentation"
    assert mapped[own["classification"]] == "classification"
    assert page.page.mapping().folder == str(coast)
    before = contents(coast)
    page.preview()
    files = {name: counts for name, *counts in rows(page.preview_page.files)}
    assert files["a.geojson"][1] == "1", "the edited box"
    assert sum(int(added) for added, *_ in files.values() if added != "–") == 1, "the pond"
    assert contents(coast) == before
    page.write()
    assert desk.dock.is_open, "the campaign is read again"
    assert edits.count(workspace, "segmentation") == 3
    assert desk.palette.counts()["pond"] == 1
    assert any("Exported to coast" in text for text in desk.bar.texts())
    page.open()
    desk.click(page.page.dismiss)
    assert desk.dock.is_open


def somebody_adds(folder, label):
    kept = json.loads((folder / "a.geojson").read_bytes())["features"]
    theirs = detection(label, box=(41.6, 2.3, 41.7, 2.4))
    write_files(folder, {"a.geojson": collection(*kept, theirs)})


@pytest.mark.parametrize("way", ["page", "again"])
def test_what_others_changed_in_an_own_campaign_is_shown_before_the_preview(desk, page, coast, way):
    desk.open(coast)
    desk.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    if way == "again":
        page.open().preview()
        desk.click(page.preview_page.dismiss)
        desk.click(page.page.dismiss)
    else:
        page.open()
    layer = desk.layer("detection")
    layer.startEditing()
    box = edits.first(layer, "a.tif")
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    somebody_adds(coast, "theirs")
    if way == "again":
        page.choose_in_menu("Export the same layers again")
        desk.wait()
        assert page.preview_page.isVisible()
    else:
        page.preview()
    assert desk.palette.counts()["theirs"] == 1, "the dock shows them, too"
    assert "taken over: a.geojson" in page.preview_page.details.text()
    boxes = [one["label"] for one in layer.getFeatures("image = 'a.tif'")]
    assert sorted(boxes) == ["field", "theirs", "water"]
    page.write()
    assert ("detection", "theirs") in written(coast)["a"]
    assert ("detection", "water") in written(coast)["a"]
    assert not desk.bar.texts(Qgis.MessageLevel.Critical)


def test_conflicts_of_an_own_campaign_are_settled_before_the_preview(desk, page, coast):
    desk.open(coast)
    desk.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    layer = desk.layer("detection")
    layer.startEditing()
    box = edits.first(layer, "a.tif")
    layer.changeAttributeValue(box.id(), edits.field(layer, "label"), "water")
    kept = json.loads((coast / "a.geojson").read_bytes())["features"]
    del kept[edits.place_of(box)]
    write_files(coast, {"a.geojson": collection(*kept)})
    before = {path: path.read_bytes() for path in coast.rglob("*json")}
    desk.bar.widget.clear_messages()
    page.open()
    desk.click(page.page.preview)
    desk.wait()
    assert desk.dock.pages.conflicts.isVisible() and not page.preview_page.isVisible()
    assert {path: path.read_bytes() for path in coast.rglob("*json")} == before
    (message,) = desk.bar.texts(Qgis.MessageLevel.Warning)
    assert "a.geojson" in message and "Choose first" in message
    assert not desk.bar.texts(Qgis.MessageLevel.Critical), "it is no failure"


def test_replacing_spares_what_the_campaigns_own_layers_hold(desk, page, coast):
    desk.open(coast)
    desk.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    before = sum(edits.count(coast / "scaneo.gpkg", task.value) for task in Task)
    page.open()
    page.pick(page.page.existing, "replace")
    page.preview()
    page.write()
    assert sum(edits.count(coast / "scaneo.gpkg", task.value) for task in Task) == before + 1


def test_a_campaign_that_is_opened_later_goes_along(desk, page, coast):
    """Its layers were not there when the mapping was made."""
    desk.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    page.open()
    page.type_folder(coast)
    page.preview()
    desk.click(page.preview_page.dismiss)
    desk.click(page.page.dismiss)
    desk.open(coast)
    edits.relabel(coast / "scaneo.gpkg", "detection", "a.tif")
    page.choose_in_menu("Export the same layers again")
    desk.wait()
    files = {name: counts for name, *counts in rows(page.preview_page.files)}
    assert files["a.geojson"][1] == "1" and "edits of the open" in page.preview_page.details.text()
    desk.click(page.preview_page.dismiss)
    assert not page.card(desk.layer("detection")).isVisible() and page.page.campaign.isVisible()


def test_edits_that_wait_in_a_workspace_stop_an_export(desk, page, coast, opened):
    edits.add(
        opened(coast).workspace.path, "classification", "2024/c.tif"
    )  # where the pond goes, too
    desk.project.addMapLayer(polygons("ponds", [("pond", HOUSE)]))
    page.open()
    page.type_folder(coast)
    before = snapshot(coast)
    desk.click(page.page.preview)
    desk.wait()
    assert any("has edits in the campaign's workspace" in text for text in desk.bar.texts())
    assert page.page.isVisible() and snapshot(coast) == before
