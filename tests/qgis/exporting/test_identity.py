"""An annotation stays itself: its members follow it, and no other annotation gets them."""

import json
import shutil

import pytest
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.campaign.opening import open_campaign as importing
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FILES, features_of
from support.folders import changed, contents
from support.geojson import LABELS, as_bytes, collection, detection
from support.images import write_image
from support.layers import add, delete, editing, field, relabel


def numbered(count=3):
    """Boxes that each bear a number of their own."""
    boxes = [detection() for _ in range(count)]
    for number, box in enumerate(boxes):
        box["id"] = f"id{number}"
    return {"a.geojson": as_bytes(collection(*boxes)), "spai.json": as_bytes(LABELS)}


def set_image(workspace, fid, image):
    with editing(workspace, "detection") as layer:
        assert layer.changeAttributeValue(fid, field(layer, "image"), image)


def test_one_that_comes_back_takes_nobodys_place(campaign, opened, exported):
    folder = campaign(numbered(), ["a.tif"])
    workspace = opened(folder).workspace.path
    with editing(workspace, "detection") as layer:
        middle = sorted(feature.id() for feature in layer.getFeatures())[1]
    set_image(workspace, middle, "typo.tif")
    assert len(exported(workspace).problems) == 1
    set_image(workspace, middle, "a.tif")
    exported(workspace)  # it was kept in its file all the while, for there is no such image
    assert [feature.get("id") for feature in features_of(folder)] == ["id0", "id1", "id2"]


def test_merging_attributes_in_qgis_keeps_the_place(campaign, opened, exported):
    """QGIS's tool gives hidden fields their default, which is NULL, and the others one value."""
    folder = campaign(numbered(), ["a.tif"])
    workspace = opened(folder).workspace.path
    with editing(workspace, "detection") as layer:
        for feature in layer.getFeatures():
            for name, value in (("label", "field"), ("origin", None), ("place", None)):
                layer.changeAttributeValue(feature.id(), field(layer, name), value)
    done = exported(workspace)
    assert [(file.added, file.changed, file.deleted) for file in done.files] == [(0, 3, 0)]
    assert [feature["id"] for feature in features_of(folder)] == ["id0", "id1", "id2"]
    assert {feature["properties"]["label"] for feature in features_of(folder)} == {"field"}


def test_an_edit_that_was_undone_is_none(campaign, opened, exported, previewed):
    folder = campaign(FILES, images=("a.tif", "2024/b.tif", "c.tif"))
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "c.tif")
    assert opened(folder).edited == ["c.tif"]
    delete(workspace, "detection", "c.tif")
    assert previewed(workspace).files == []
    assert opened(folder).edited == []


def test_news_on_disk_come_in_where_the_edits_were_undone(campaign, opened):
    folder = campaign(FILES, images=("a.tif", "2024/b.tif", "c.tif"))
    workspace = opened(folder).workspace.path
    add(workspace, "detection", "c.tif")
    delete(workspace, "detection", "c.tif")
    (folder / "c.geojson").write_bytes(as_bytes(collection(detection())))
    again = opened(folder)
    assert again.problems == []
    with Workspace.open(workspace) as known:
        assert len(known.annotations("c.tif")) == 1


def test_an_image_that_was_renamed_with_its_file_is_one_image(campaign, opened, exported):
    folder = campaign(FILES)
    before = opened(folder)
    for suffix in ("tif", "geojson"):
        (folder / f"a.{suffix}").rename(folder / f"z.{suffix}")
    again = opened(folder)
    assert (again.problems, again.annotation_count) == ([], before.annotation_count)
    relabel(again.workspace.path, "detection", "z.tif")
    assert [file.path for file in exported(again.workspace.path).files] == ["z.geojson"]


def test_labels_outlive_their_file(campaign, opened, exported):
    folder = campaign(FILES)
    workspace = opened(folder).workspace.path
    (folder / "spai.json").unlink()
    again = opened(folder)
    assert [problem.path for problem in again.problems] == ["spai.json"]
    relabel(workspace, "detection", "a.tif")
    exported(workspace)
    assert json.loads((folder / "spai.json").read_bytes()) == LABELS


def test_an_area_that_was_drawn_clockwise_is_no_change_later(campaign, opened, exported):
    folder = campaign(FILES)
    workspace = opened(folder).workspace.path
    clockwise = "MultiPolygon(((2.1 41.1, 2.1 41.2, 2.2 41.2, 2.2 41.1, 2.1 41.1)))"
    add(workspace, "segmentation", "a.tif", wkt=clockwise)
    exported(workspace)
    before = contents(folder)
    add(workspace, "detection", "a.tif")
    (file,) = exported(workspace).files
    assert (file.added, file.changed, file.deleted) == (1, 0, 0)
    assert changed(before, contents(folder)) == {"a.geojson"}


def test_who_opens_a_folder_while_it_is_opened_for_the_first_time_is_told(
    campaign, opened, monkeypatch
):
    folder = campaign(FILES)
    fill = importing.fill_new

    def slow_fill(*args):
        fill(*args)
        with pytest.raises(FolderBusy, match="is writing to"):
            opened(folder)

    monkeypatch.setattr(importing, "fill_new", slow_fill)
    assert opened(folder).annotation_count == opened(folder).annotation_count > 0


def test_a_second_workspace_never_replaces_the_first(campaign, opened, monkeypatch):
    """A workspace that is put in the folder meanwhile: the one who opens goes on with it."""
    folder = campaign(FILES)
    write_image(folder / "late.tif")
    first = shutil.copytree(folder, folder.with_name("first"))
    relabel(opened(first).workspace.path, "detection", "a.tif")
    fill = importing.fill_new

    def slow_fill(*args):
        fill(*args)
        shutil.copyfile(first / "scaneo.gpkg", folder / "scaneo.gpkg")

    monkeypatch.setattr(importing, "fill_new", slow_fill)
    with pytest.raises(ScaneoError, match="has just made"):
        opened(folder)
    assert opened(folder).edited == ["a.tif"]
