"""An annotation that goes to another image takes along all that its file says of it."""

import json

import pytest
from qgis.core import QgsFeature
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.exporting.export_campaign import preview_export
from support.folders import contents, write_files
from support.layers import add, delete, editing, field, first, relabel
from support.other_hands import sql
from support.subjects.other_image import (
    AREA,
    BOXES,
    CLASS,
    FEATURES,
    FILE,
    OF,
    TASKS,
    by_attribute,
    ids,
    move,
    text,
)

pytest_plugins = ["support.desk.fixtures"]


def by_sql(workspace, task, image, old):
    sql(workspace, f"UPDATE {task} SET image = '{image}' WHERE fid = "
        f"(SELECT min(fid) FROM {task} WHERE image = '{old}')")  # fmt: skip


def by_cut_and_paste(workspace, task, image, old):
    with editing(workspace, task) as layer:
        feature = first(layer, old)
        new = QgsFeature(layer.fields())
        new.setGeometry(feature.geometry())
        for name in ("label", "origin", "place"):
            new[name] = feature[name]
        new["image"] = image
        assert layer.deleteFeature(feature.id())
        assert layer.addFeature(new)


WAYS = [by_attribute, by_sql, by_cut_and_paste]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("task", TASKS)
def test_it_is_written_there_to_the_letter(
    folder, workspace, opened, exported, previewed, task, way
):
    way(workspace, task, "b.tif", "a.tif")
    preview = previewed(workspace)
    done = exported(workspace)
    assert done.files == preview.files and done.problems == preview.problems == []
    assert OF[task] in text(folder) and OF[task] not in text(folder, "a")
    left = [one for one in FEATURES if one is not OF[task]]
    assert all(one in text(folder, "a") for one in left)
    before = contents(folder)
    assert not exported(workspace).files
    assert not opened(folder).edited
    assert contents(folder) == before


@pytest.mark.parametrize("task", TASKS)
def test_set_back_before_an_export_it_changes_no_byte(folder, workspace, exported, task):
    before = contents(folder)
    move(workspace, task)
    move(workspace, task, "a.tif", "b.tif")
    exported(workspace)
    assert contents(folder) == before


@pytest.mark.parametrize("task", TASKS)
def test_set_back_after_an_export_it_takes_all_along_again(folder, workspace, exported, task):
    move(workspace, task)
    exported(workspace)
    move(workspace, task, "a.tif", "b.tif")
    exported(workspace)
    assert OF[task] in text(folder, "a") and ids(folder) == []


@pytest.mark.parametrize("task", TASKS)
def test_to_an_image_without_a_file(folder, workspace, exported, task):
    move(workspace, task, "c.tif")
    exported(workspace)
    assert OF[task] in text(folder, "c")


def test_what_is_edited_too_is_all_that_is_written_anew(folder, workspace, exported):
    relabel(workspace, "detection", "a.tif", "field")
    move(workspace, "detection")
    exported(workspace)
    assert BOXES[0].replace("urban", "field") in text(folder)


def test_a_new_shape_leaves_all_else(folder, workspace, exported):
    with editing(workspace, "segmentation") as layer:
        feature = first(layer, "a.tif")
        shape = feature.geometry()
        shape.translate(0.01, 0)
        layer.changeGeometry(feature.id(), shape)
        layer.changeAttributeValue(feature.id(), field(layer, "image"), "b.tif")
    exported(workspace)
    (found,) = json.loads(text(folder))["features"]
    assert found["id"] == "s" and found["geometry"]["by"] == "hand"
    assert found["properties"] == json.loads(AREA)["properties"]
    assert found["geometry"]["coordinates"][0][0][0] == pytest.approx([2.11, 41.1])


def test_those_that_change_places_each_keep_their_own(folder, workspace, exported):
    move(workspace, "detection")
    exported(workspace)
    with editing(workspace, "detection") as layer:
        one, other = first(layer, "a.tif"), first(layer, "b.tif")
        for feature, image in ((one, "b.tif"), (other, "a.tif")):
            layer.changeAttributeValue(feature.id(), field(layer, "image"), image)
    exported(workspace)
    assert BOXES[0] in text(folder, "a") and BOXES[1] in text(folder)
    assert ids(folder) == [2]


def copy_to(workspace, task, *images):
    """A copy of the first annotation of a.tif on each of these images, as QGIS pastes it."""
    with editing(workspace, task) as layer:
        feature = first(layer, "a.tif")
        for image in images:
            new = QgsFeature(layer.fields())
            new.setGeometry(feature.geometry())
            for name in ("label", "origin", "place"):
                new[name] = feature[name]
            new["image"] = image
            assert layer.addFeature(new)


@pytest.mark.parametrize("task", TASKS)
def test_a_copy_is_new(folder, workspace, exported, task):
    before = text(folder, "a")
    copy_to(workspace, task, "b.tif")
    exported(workspace)
    assert text(folder, "a") == before and ids(folder) == [None]


@pytest.mark.parametrize("task", TASKS)
def test_of_several_copies_the_first_takes_all_along(folder, workspace, exported, task):
    copy_to(workspace, task, "c.tif", "b.tif", "b.tif")
    delete(workspace, task, "a.tif")
    exported(workspace)
    own = json.loads(OF[task])["id"]
    assert ids(folder, "c") == [own] and OF[task] in text(folder, "c")
    assert set(ids(folder)) == {None} and own not in ids(folder, "a")


def test_a_copy_of_what_stays_in_its_file_is_new(folder, workspace, exported):
    copy_to(workspace, "detection", "b.tif", "nowhere.tif")
    delete(workspace, "detection", "a.tif")
    exported(workspace)
    assert ids(folder, "a")[1:2] == [1] and ids(folder) == [None]


def test_a_class_that_the_image_has_is_written_once(folder, workspace, exported):
    add(workspace, "classification", "b.tif", "urban")
    exported(workspace)
    whole = json.loads(text(folder))
    whole["features"][0].update(json.loads(CLASS), more=1)
    write_files(folder, {"b.geojson": whole})
    exported(workspace)
    move(workspace, "classification")
    done = exported(workspace)
    assert "The image has this label already." in [one.what for one in done.problems]
    assert ids(folder) == ["c 1"] and "c 1" not in ids(folder, "a")


def test_a_class_of_which_its_file_says_more_is_kept_beside_it(folder, workspace, exported):
    add(workspace, "classification", "b.tif", "urban")
    exported(workspace)
    move(workspace, "classification")
    exported(workspace)
    assert ids(folder) == [None, "c 1"] and CLASS in text(folder)


def test_to_another_folder(folder, workspace, exported, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    for task in TASKS:
        move(workspace, task)
    before = contents(folder)
    exported(workspace, there)
    assert all(one in text(there) for one in OF.values())
    assert contents(folder) == before
    exported(workspace)
    assert all(one in text(folder) for one in OF.values())


def test_what_nobody_knows_any_more_stops_no_export(folder, workspace, exported):
    move(workspace, "detection")
    sql(workspace, "DELETE FROM files WHERE path = 'a.geojson'")
    exported(workspace)
    assert ids(folder) == [None]


def test_others_change_the_file_meanwhile(folder, workspace, exported):
    move(workspace, "detection")
    new = BOXES[0].replace("1e400", "2e400")
    write_files(
        folder, {"a.geojson": FILE.replace(BOXES[0].encode(), f"{BOXES[1]},{new}".encode())}
    )
    assert exported(workspace).merged == ["a.geojson"]
    assert new in text(folder) and 1 not in ids(folder, "a")


def test_others_delete_it_there_meanwhile(folder, workspace, exported):
    move(workspace, "detection")
    write_files(folder, {"a.geojson": FILE.replace(f"{BOXES[0]},\n".encode(), b"")})
    exported(workspace)
    assert BOXES[0] in text(folder)


def test_a_check_looks_at_what_would_be_written(folder, workspace, feedback):
    text_of = BOXES[0].replace('"mine": 1e400', '"mine": NaN')
    write_files(folder, {"a.geojson": FILE.replace(BOXES[0].encode(), text_of.encode())})
    preview_export(workspace, None, feedback)
    move(workspace, "detection")
    found = check_workspace(workspace, feedback).findings
    assert "b.geojson" in [one.problem.path for one in found if "NaN" in one.problem.what]
