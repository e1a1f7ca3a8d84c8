"""A row's place in its file counts in the workspace that gave it, for the row that has it."""

import json
import shutil

import pytest
from qgis.core import QgsFeature, QgsVectorLayer
from scaneo_bridge.core.workspace.records.index_generations import (
    _MOST,
    INDEX_BITS,
    IndexGenerations,
)
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import contents, write_files
from support.geojson import LABELS, classification, collection, detection, segmentation
from support.images import write_image
from support.layers import add, delete, editing, field, relabel, task_layer
from support.other_hands import Rows, ogr2ogr, sql

HERE = [(41.1, 2.1, 41.2, 2.3), (41.3, 2.1, 41.4, 2.3), (41.5, 2.1, 41.6, 2.3)]
THERE = [(41.15, 2.0, 41.25, 2.05), (41.35, 2.0, 41.45, 2.05)]
TASKS = ["classification", "detection", "segmentation"]


def made(folder, boxes, who):
    """A campaign of one image, whose annotations say who made them."""
    said = {"properties": {"who": who}}
    features = [
        classification("water" if who == "ana" else "field", id=f"{who} c", **said),
        segmentation("water", [[2.1, 41.1], [2.3, 41.3], [boxes[0][1], 41.4], [2.1, 41.1]],
                     id=f"{who} s", **said),
        *(detection("urban", box, id=f"{who} {number}", properties={"who": who, "score": number})
          for number, box in enumerate(boxes)),
    ]  # fmt: skip
    write_files(folder, {"a.geojson": collection(*features), "spai.json": LABELS})
    write_image(folder / "a.tif")
    return folder


@pytest.fixture
def folder(tmp_path):
    return made(tmp_path / "here", HERE, "ana")


@pytest.fixture
def workspace(folder, opened):
    return opened(folder).workspace.path


@pytest.fixture
def theirs(tmp_path, opened):
    """The workspace of another campaign, whose image has the same name."""
    return opened(made(tmp_path / "there", THERE, "bo")).workspace.path


def features(folder, task=None):
    found = json.loads((folder / "a.geojson").read_text())["features"]
    return [one for one in found if task in (None, one["properties"]["task"])]


def ids(folder, task="detection"):
    return [one.get("id") for one in features(folder, task)]


def copied(workspace, task, where="1=1"):
    """What QGIS has in its clipboard: features with all their fields."""
    return [QgsFeature(one) for one in task_layer(workspace, task).getFeatures(where)]


def paste(workspace, task, found):
    """As QGIS does: all fields but the id."""
    with editing(workspace, task) as layer:
        for one in found:
            new = QgsFeature(layer.fields())
            new.setGeometry(one.geometry())
            for name in ("image", "label", "origin", "place"):
                new[name] = one[name]
            assert layer.addFeature(new)


def by_qgis(theirs, workspace, task):
    paste(workspace, task, copied(theirs, task))


def by_ogr2ogr(theirs, workspace, task):
    ogr2ogr(workspace, theirs, "-update", "-append", layers=[task])


def by_sql(theirs, workspace, task):
    sql(workspace, f"ATTACH DATABASE '{theirs}' AS theirs",
        f"INSERT INTO {task} (geom, image, label, origin, place) "
        f"SELECT geom, image, label, origin, place FROM theirs.{task}")  # fmt: skip


WAYS = [by_qgis, by_ogr2ogr, by_sql]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("are_deleted", [False, True], ids=["beside ours", "in place of ours"])
def test_rows_of_another_campaign_are_new(
    folder, workspace, theirs, opened, exported, way, task, are_deleted
):
    before = features(folder)
    if are_deleted:
        with editing(workspace, task) as layer:
            layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    way(theirs, workspace, task)
    exported(workspace)
    after = features(folder)
    ours = [one for one in before if not are_deleted or one["properties"]["task"] != task]
    assert after[: len(ours)] == ours
    new = after[len(ours) :]
    assert len(new) == len(copied(theirs, task))
    assert not any("id" in one or "who" in one["properties"] for one in new)
    assert not any("score" in one["properties"] for one in new)
    assert not opened(folder).edited


@pytest.mark.parametrize("way", WAYS)
def test_nor_do_they_take_over_what_left_its_image(folder, workspace, theirs, exported, way):
    """One that waits for its image stays in its file, whatever claims its place there."""
    with editing(workspace, "detection") as layer:
        for one in layer.getFeatures():
            layer.changeAttributeValue(one.id(), field(layer, "image"), "nowhere.tif")
    way(theirs, workspace, "detection")
    exported(workspace)
    assert ids(folder) == ["ana 0", "ana 1", "ana 2", None, None]


def test_what_is_cut_and_pasted_keeps_what_its_file_says(folder, workspace, opened, exported):
    before = contents(folder)
    cut = copied(workspace, "detection", "label = 'urban'")
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in cut])
    paste(workspace, "detection", cut)
    exported(workspace)
    assert contents(folder) == before


def test_a_duplicate_is_new(folder, workspace, exported):
    before = features(folder)
    paste(workspace, "detection", copied(workspace, "detection"))
    exported(workspace)
    assert features(folder)[:5] == before
    assert ids(folder) == ["ana 0", "ana 1", "ana 2", None, None, None]


def test_what_was_copied_before_an_export_is_not_what_stands_there_now(folder, workspace, exported):
    clipboard = copied(workspace, "detection")  # at the places 2, 3 and 4
    delete(workspace, "detection", "a.tif")
    exported(workspace)
    assert ids(folder) == ["ana 1", "ana 2"]  # at 2 and 3
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    paste(workspace, "detection", clipboard[:2])
    exported(workspace)
    assert ids(folder) == [None, None]
    assert ids(folder, "segmentation") == ["ana s"]


def test_nor_what_another_stands_for_at_the_end_of_the_file(folder, workspace, exported):
    clipboard = copied(workspace, "detection")[-1:]
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in clipboard])
    exported(workspace)
    add(workspace, "detection", "a.tif", "field")
    exported(workspace)
    named = features(folder)
    named[-1]["id"] = "new"
    write_files(folder, {"a.geojson": collection(*named)})
    exported(workspace)
    delete(workspace, "detection", "a.tif", "field")
    paste(workspace, "detection", clipboard)
    exported(workspace)
    assert ids(folder) == ["ana 0", "ana 1", None]


def test_nor_what_was_read_there_since(folder, workspace, opened, exported):
    clipboard = copied(workspace, "detection")
    write_files(folder, {"a.geojson": collection(*reversed(features(folder)))})
    opened(folder)
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    paste(workspace, "detection", clipboard)
    exported(workspace)
    assert ids(folder) == [None, None, None]


def test_nor_what_a_merge_put_there(folder, workspace, opened, exported):
    clipboard = copied(workspace, "detection")
    relabel(workspace, "segmentation", "a.tif", "field")
    write_files(folder, {"a.geojson": collection(*reversed(features(folder)))})
    opened(folder)
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    paste(workspace, "detection", clipboard)
    exported(workspace)
    assert ids(folder) == [None, None, None]
    assert ids(folder, "segmentation") == ["ana s"]


def test_rows_of_a_copy_that_went_its_own_way_are_new(folder, workspace, tmp_path, exported):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    away = copy / "scaneo.gpkg"
    delete(away, "detection", "a.tif")
    exported(away)
    pasted = copied(away, "detection")
    with editing(workspace, "detection") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    paste(workspace, "detection", pasted)
    exported(workspace)
    assert ids(folder) == [None, None]


def test_edits_and_exports_in_turn_lose_no_member(folder, workspace, opened, exported):
    for _ in range(3):
        add(workspace, "detection", "a.tif", "field")
        exported(workspace)
        relabel(workspace, "detection", "a.tif", "water", "field")
        exported(workspace)
    delete(workspace, "detection", "a.tif", "water")
    delete(workspace, "classification", "a.tif")
    exported(workspace)
    assert ids(folder) == ["ana 0", "ana 1", "ana 2", None, None]
    assert ids(folder, "segmentation") == ["ana s"]
    before = contents(folder)
    assert not opened(folder).edited
    with Workspace.open(workspace) as known:
        for image in ("a.tif",):
            known.note_change(image)
    exported(workspace)
    assert contents(folder) == before


def test_the_marks_of_an_image_stay_few(folder, workspace):
    with Workspace.open(workspace) as known, known.database.transaction():
        marks = IndexGenerations(known.database)
        for first in range(1, 3 * _MOST):
            marks.renew("a.tif", first)
        assert len(sql_rows(known)) <= _MOST + 1
        assert marks.numbering("a.tif").feature_index(marks.numbering("a.tif").number(2)) == 2


def sql_rows(known):
    return list(known.database.rows("SELECT first FROM marks WHERE image = 'a.tif'"))


def test_a_place_is_a_number_that_other_languages_keep(workspace):
    for (place,) in sql(workspace, "SELECT place FROM detection"):
        assert INDEX_BITS < place < 2**53 and float(place) == place


def test_it_is_a_layer_like_any_other(workspace):
    layer = QgsVectorLayer(f"{workspace}|layername=detection", "d", "ogr")
    assert [one.name() for one in layer.fields()] == ["fid", "image", "label", "origin", "place"]


@pytest.mark.parametrize("task", TASKS)
def test_a_table_of_another_campaign_over_ours_takes_over_nothing(
    folder, workspace, theirs, exported, task
):
    """Not even where boxes lie where ours lie."""
    sql(theirs, f"UPDATE {task} SET geom = (SELECT geom FROM {task} LIMIT 1)")
    rows = Rows.of(theirs, task)
    ours = Rows.of(workspace, task)
    for row in rows:
        row["geom"] = ours[0]["geom"]
    rows.write(workspace, task)
    done = exported(workspace)
    assert any("It lacks" in one.what for one in done.problems)
    assert set(ids(folder, task)) == {None}
    others = [one for one in TASKS if one != task]
    assert all(None not in ids(folder, other) for other in others)


def test_rows_of_another_task_claim_nothing(folder, workspace, exported):
    found = copied(workspace, "detection")
    with editing(workspace, "segmentation") as layer:
        layer.deleteFeatures([one.id() for one in layer.getFeatures()])
    paste(workspace, "segmentation", found)
    exported(workspace)
    assert ids(folder) == ["ana 0", "ana 1", "ana 2"]
    assert ids(folder, "segmentation") == [None, None, None]


def said(folder):
    """What the file says of each box, by a corner of it."""
    return {
        tuple(one["properties"]["bbox"][0]): (one.get("id"), one["properties"].get("score"))
        for one in features(folder, "detection")
    }


def test_attributes_pasted_on_a_feature_leave_each_its_own_place(folder, workspace, exported):
    """As QGIS's "Paste Attributes", a join or a script: all fields of one for another."""
    before = said(folder)
    with editing(workspace, "detection") as layer:
        one, other, *_ = sorted(layer.getFeatures(), key=lambda each: each.id())
        for name in ("image", "label", "origin", "place"):
            assert layer.changeAttributeValue(one.id(), field(layer, name), other[name])
        assert layer.changeAttributeValue(one.id(), field(layer, "label"), "field")
    exported(workspace)
    assert said(folder) == before


@pytest.mark.parametrize(
    "deeds",
    [
        ["UPDATE detection SET label = 'field', place = (SELECT max(place) FROM detection)"],
        ["UPDATE detection SET label = 'field', place = 1 - (place & 1)"],
        ["UPDATE detection SET label = 'field', place = NULL"],
        ["UPDATE detection SET label = 'field', origin = NULL, place = 0"],
        ["UPDATE detection SET label = 'field', origin = 'b.tif'"],
    ],
    ids=["one's", "swapped", "none", "nowhere", "elsewhere"],
)
def test_places_that_are_written_by_sql_are_put_back(folder, workspace, exported, deeds):
    before = said(folder)
    sql(workspace, *deeds)
    exported(workspace)
    assert said(folder) == before


def test_who_gets_the_place_of_a_feature_that_goes_takes_nothing_over(folder, workspace, exported):
    before = said(folder)
    sql(
        workspace,
        "UPDATE detection SET label = 'field', place = (SELECT max(place) FROM detection) "
        "WHERE fid = (SELECT min(fid) FROM detection)",
        "DELETE FROM detection WHERE fid = (SELECT max(fid) FROM detection)",
    )
    exported(workspace)
    after = said(folder)
    assert len(after) == len(before) - 1 and after.items() <= before.items()
