"""What is mended in the layers is one deed that can be undone."""

import json
import sys
from contextlib import contextmanager
from dataclasses import replace

import pytest
from qgis.core import QgsFeature, QgsFeedback, QgsGeometry
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.base.rules import DUPLICATE
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.label_edits import BadLabel
from scaneo_bridge.core.qgis.editing.edit_commands.mending import mend_annotations
from scaneo_bridge.core.qgis.map_image import focus_layers
from support.editing import open_editing
from support.files.broken import BOW_TIE, LASTING, fine_image, sound_folder
from support.geojson import (
    as_bytes,
    classification,
    collection,
    detection,
    exact_features,
    segmentation,
    spai,
)
from support.subjects.mending import IN_FILES, IN_LAYERS, SOUND_AREA, of, state


@pytest.fixture
def edit(opened):
    """Opens a folder for editing, in a block, and answers the editing with what was found."""

    @contextmanager
    def edit(folder):
        workspace = opened(folder).workspace.path
        with open_editing(workspace) as editing:
            yield editing, check_workspace(workspace, QgsFeedback()).findings

    return edit


def found_again(editing):
    editing.save()
    return check_workspace(editing.workspace, QgsFeedback()).findings


# In the layers


def test_all_that_can_be_mended_in_the_layers_is_mended_as_one_deed(broken, edit):
    with edit(broken) as (editing, findings):
        before = state(editing)
        count = mend_annotations(editing, findings)
        assert count == len(of(findings, *IN_LAYERS))
        mended = state(editing)
        assert mended != before
        editing.history.undo()
        assert state(editing) == before
        editing.layers[Task.DETECTION].undoStack().redo()
        assert state(editing) == mended
        left = {finding.rule.id for finding in found_again(editing)}
        # The box across the edge is written anew, and its file with it. What else spai.json says
        # is nobody's edit here.
        in_files = {"bbox-differs", "bbox-missing", "ring-broken", "label-colorless", "label-twice"}
        assert left == LASTING | in_files


@pytest.mark.parametrize("rule", sorted(IN_LAYERS))
def test_each_mend_is_done_by_itself_and_undone(rule, broken, edit):
    with edit(broken) as (editing, findings):
        before = state(editing)
        chosen = of(findings, rule)
        assert mend_annotations(editing, chosen) == len(chosen)
        assert editing.history.count == 1
        editing.history.undo()
        assert state(editing) == before
        editing.layers[Task.DETECTION].undoStack().redo()
        again = [finding.rule.id for finding in found_again(editing)]
        assert rule not in again
        others = [one.rule.id for one in findings if one.rule.id not in (rule, "label-unlisted")]
        assert [one for one in again if one in others]


def test_after_a_mend_an_export_changes_just_what_was_mended(broken, edit, exported):
    before = {name: exact_features((broken / name).read_bytes())
              for name in ("areas.geojson", "boxes.geojson", "sound.geojson")}  # fmt: skip
    with edit(broken) as (editing, findings):
        mend_annotations(editing, of(findings, "twin", "area-crossing"))
        editing.save()
        exported(editing.workspace)
    after = {name: exact_features((broken / name).read_bytes()) for name in before}
    assert after["boxes.geojson"] == [before["boxes.geojson"][0], *before["boxes.geojson"][2:]]
    assert after["areas.geojson"][1:] == before["areas.geojson"][1:]
    first = json.loads((broken / "areas.geojson").read_bytes())["features"][0]
    assert first["keep"] == "me"
    assert len(first["geometry"]["coordinates"]) == 2
    assert after["sound.geojson"] == before["sound.geojson"]


def test_a_mend_reaches_what_a_filter_hides(broken, opened):
    workspace = opened(broken).workspace.path
    findings = check_workspace(workspace, QgsFeedback()).findings
    with open_editing(workspace) as editing:
        for layer in editing.layers.values():
            layer.rollBack()
        focus_layers(editing.layers, "sound.tif")
        editing.begin()
        chosen = of(findings, *IN_LAYERS)
        assert mend_annotations(editing, chosen) == len(chosen)
        left = {finding.rule.id for finding in found_again(editing)}
        assert not left & (IN_LAYERS - {"label-unlisted"})


def test_of_three_alike_one_is_always_left(make, edit):
    with edit(make(*[detection()] * 3)) as (editing, findings):
        twins = of(findings, "twin")
        boxes = editing.layers[Task.DETECTION]
        (original,) = {one.id() for one in boxes.getFeatures()} - {one.which for one in twins}
        boxes.deleteFeature(original)
        assert mend_annotations(editing, twins) == 1
        assert len(list(boxes.getFeatures())) == 1
        assert mend_annotations(editing, twins) == 0
        assert len(list(boxes.getFeatures())) == 1


def test_what_was_changed_since_the_check_is_left_alone(make, edit):
    folder = make(segmentation("water", BOW_TIE), detection(), detection())
    with edit(folder) as (editing, findings):
        (crossing,) = of(findings, "area-crossing")
        (twin,) = of(findings, "twin")
        areas, boxes = editing.layers[Task.SEGMENTATION], editing.layers[Task.DETECTION]
        other = "MultiPolygon(((2.1 41.1, 2.3 41.3, 2.3 41.1, 2.1 41.3, 2.1 41.1)))"
        areas.changeGeometry(crossing.which, QgsGeometry.fromWkt(other))
        boxes.changeAttributeValue(twin.which, boxes.fields().indexOf("label"), "water")
        before = state(editing)
        assert mend_annotations(editing, [crossing, twin]) == 0
        assert state(editing) == before


def test_a_copy_of_what_was_drawn_meanwhile_can_go(make, edit):
    with edit(make(detection(), detection())) as (editing, findings):
        (twin,) = of(findings, "twin")
        boxes = editing.layers[Task.DETECTION]
        copy = QgsFeature(boxes.getFeature(twin.which))
        for feature in list(boxes.getFeatures()):
            if feature.id() != twin.which:
                boxes.deleteFeature(feature.id())
        boxes.addFeature(copy)
        assert mend_annotations(editing, [twin]) == 1
        assert len(list(boxes.getFeatures())) == 1


def test_of_copies_the_one_of_which_the_file_says_more_stays(make, edit, exported):
    rich = detection(by="me")
    with edit(make(detection(), rich, detection())) as (editing, findings):
        assert mend_annotations(editing, of(findings, "twin")[:1]) == 1
        again = of(found_again(editing), "twin")
        assert mend_annotations(editing, again) == 1
        editing.save()
        folder = exported(editing.workspace).folder
    assert json.loads((folder / "a.geojson").read_bytes())["features"] == [rich]


def test_copies_that_each_say_more_than_the_other_stay(make, edit):
    with edit(make(detection(by="me"), detection(id=5))) as (editing, findings):
        before = state(editing)
        (differing,) = of(findings, "twin-differs")
        as_twin = replace(differing, rule=DUPLICATE)
        assert mend_annotations(editing, [differing, as_twin]) == 0
        assert state(editing) == before


def test_an_image_that_is_labelled_anew_is_mended_by_what_is_open(make, edit):
    """Whatever is open: a box that was relabelled, one that was deleted, one that was drawn."""
    folder = make(*[detection()] * 2, *[detection("water")] * 2)
    with edit(folder) as (editing, findings):
        one, other = of(findings, "twin")
        boxes = editing.layers[Task.DETECTION]
        boxes.deleteFeature(one.which)
        boxes.addFeature(QgsFeature(boxes.getFeature(other.which)))
        boxes.deleteFeature(other.which)
        assert mend_annotations(editing, [one, other]) == 0
        drawn = next(fid for fid in boxes.allFeatureIds() if fid < 0)
        assert mend_annotations(editing, [replace(other, which=drawn)]) == 1
        assert sorted(feature["label"] for feature in boxes.getFeatures()) == ["urban", "water"]


def test_open_edits_are_asked_for_once_whatever_number_of_images_is_mended(tmp_path, edit):
    """QGIS copies all of them whenever it is asked: once for each image froze it for seconds."""
    folder, count = sound_folder(tmp_path / "many"), 20
    copies = as_bytes(collection(*[segmentation("water", BOW_TIE)] * 2, detection(), detection()))
    for number in range(count):
        fine_image(folder / f"{number}.tif")
        (folder / f"{number}.geojson").write_bytes(copies)
    with edit(folder) as (editing, findings):
        assert mend_annotations(editing, of(findings, "area-crossing")) == 2 * count
        twins = [one for one in findings if one.task is Task.DETECTION]
        asked = []

        def note(frame, event, called):
            if event == "c_call":
                asked.append(called.__name__)

        sys.setprofile(note)
        try:
            assert mend_annotations(editing, twins) == count
        finally:
            sys.setprofile(None)
        for way in ("changedGeometries", "changedAttributeValues", "addedFeatures"):
            assert 0 < asked.count(way) <= len(Task)


def test_what_is_mended_in_the_files_is_left_alone_in_the_layers(broken, edit):
    with edit(broken) as (editing, findings):
        before = state(editing)
        assert mend_annotations(editing, of(findings, *IN_FILES)) == 0
        assert mend_annotations(editing, []) == 0
        assert state(editing) == before
        assert editing.history.count == 0


def test_labels_alike_become_one_and_classes_are_not_given_twice(make, edit):
    labels = spai(Water="#111111", urban="#222222", water="#333333")
    folder = make(classification(), classification("Water"), detection("Water"),
                  segmentation("water", SOUND_AREA), labels=labels)  # fmt: skip
    with edit(folder) as (editing, findings):
        before = state(editing)
        assert mend_annotations(editing, of(findings, "label-alike")) == 1
        rows, palette = state(editing)
        names = {label.name for label in palette}
        assert len(names & {"water", "Water"}) == 1
        assert sorted(task for task, *_ in rows) == ["classification", "detection", "segmentation"]
        assert len({label for _, _, _, label, _ in rows}) == 1
        editing.history.undo()
        assert state(editing) == before


def test_labels_alike_become_one_and_classes_of_which_the_file_says_more_stay(make, edit):
    labels = spai(Water="#111111", water="#333333")
    features = [classification(id=1), classification("Water", id=2), classification("WATER")]
    with edit(make(*features, labels=labels)) as (editing, findings):
        told = []
        editing.doubled.connect(told.append)
        before = state(editing)
        assert mend_annotations(editing, of(findings, "label-alike")) == 2
        rows, _ = state(editing)
        assert len(rows) == 2 and len({label for _, _, _, label, _ in rows}) == 1
        assert told == [1]
        editing.history.undo()
        assert state(editing) == before


def test_a_label_that_is_used_by_now_is_not_taken_off_the_list(make, edit):
    with edit(make(detection("water"))) as (editing, findings):
        (unused,) = of(findings, "label-unused")
        boxes = editing.layers[Task.DETECTION]
        (box,) = boxes.getFeatures()
        boxes.changeAttributeValue(box.id(), boxes.fields().indexOf("label"), unused.label)
        assert mend_annotations(editing, [unused]) == 0
        assert unused.label in editing.palette.names


def test_where_the_labels_can_not_be_edited_that_is_said(make, opened):
    folder = make(detection("lake"))
    workspace = opened(folder).workspace.path
    findings = check_workspace(workspace, QgsFeedback()).findings
    with open_editing(workspace, fault="They can't be edited.") as editing:
        before = state(editing)
        with pytest.raises(BadLabel, match="can't be edited"):
            mend_annotations(editing, of(findings, "label-unlisted"))
        assert state(editing) == before
