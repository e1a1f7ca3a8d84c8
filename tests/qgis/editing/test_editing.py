"""A campaign that is edited, without any widget: deeds, counts, labels, and how it is saved."""

import json
import random

import pytest
from qgis.core import QgsFeatureRequest, QgsFeedback, QgsGeometry, QgsProject, QgsRectangle
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.label_edits import BadLabel
from scaneo_bridge.core.qgis.editing.edit_buffer import SavedAnnotations
from scaneo_bridge.core.qgis.editing.edit_commands import annotation_commands as deeds
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.qgis.editing.session import EditSession
from scaneo_bridge.core.qgis.layers import LABELS_PROPERTY, make_layer
from scaneo_bridge.core.qgis.map_image import focus_layers
from scaneo_bridge.core.workspace.summary import read_counts
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.campaign import RED
from support.editing import locked, open_editing, saved
from support.geojson import LABELS, classification, collection

CLASSIFICATION, DETECTION, SEGMENTATION = Task
SQUARE = QgsRectangle(2.3, 41.3, 2.4, 41.4)


@pytest.fixture
def editing(workspace):
    with open_editing(workspace) as editing:
        yield editing


def square(west=2.3, south=41.3, size=0.1):
    return QgsGeometry.fromRect(QgsRectangle(west, south, west + size, south + size))


def labels_of(editing, task, image="a.tif"):
    layer = editing.layer(task)
    return sorted(one["label"] for one in layer.getFeatures() if one["image"] == image)


def counts(editing):
    return {entry.label.name: entry.count for entry in editing.summary().labels}


def image_counts(editing, image="a.tif"):
    (found,) = [one for one in editing.summary().images if one.path == image]
    return {task.value: count for task, count in found.counts.items() if count}


def undo(editing, task=SEGMENTATION):
    editing.layer(task).undoStack().undo()


def redo(editing, task=CLASSIFICATION):
    editing.layer(task).undoStack().redo()


def select(editing, task, *labels, image="a.tif"):
    layer = editing.layer(task)
    layer.selectByIds(
        [
            one.id()
            for one in layer.getFeatures()
            if one["label"] in labels and one["image"] == image
        ]
    )


class TestAnnotations:
    def test_a_box_is_one_step_of_all_layers(self, editing):
        deeds.add_annotation(editing, DETECTION, square(), "water", "a.tif")
        assert labels_of(editing, DETECTION) == ["field", "urban", "water"]
        undo(editing)
        assert labels_of(editing, DETECTION) == ["field", "urban"]
        redo(editing)
        assert labels_of(editing, DETECTION) == ["field", "urban", "water"]

    def test_relabelling_reaches_what_is_selected_in_every_layer(self, editing):
        select(editing, DETECTION, "urban", "field")
        select(editing, SEGMENTATION, "water")
        deeds.relabel_selected(editing, "field")
        assert labels_of(editing, DETECTION) == ["field", "field"]
        assert labels_of(editing, SEGMENTATION) == ["field"]
        undo(editing, CLASSIFICATION)
        assert labels_of(editing, DETECTION) == ["field", "urban"]
        assert labels_of(editing, SEGMENTATION) == ["water"]

    def test_relabelling_with_the_label_it_has_is_no_step(self, editing):
        select(editing, SEGMENTATION, "water")
        deeds.relabel_selected(editing, "water")
        assert editing.layer(SEGMENTATION).undoStack().count() == 0

    def test_deleting_is_one_step(self, editing):
        select(editing, DETECTION, "urban", "field")
        select(editing, SEGMENTATION, "water")
        assert deeds.selected_count(editing) == 3
        deeds.delete_selected(editing)
        assert image_counts(editing) == {"classification": 1}
        undo(editing)
        assert image_counts(editing) == {"classification": 1, "detection": 2, "segmentation": 1}

    def test_a_class_is_toggled(self, editing):
        footprint = square(2, 41, 0.5)
        deeds.toggle_class(editing, "a.tif", "urban", footprint)
        assert labels_of(editing, CLASSIFICATION) == ["urban", "water"]
        deeds.toggle_class(editing, "a.tif", "water", footprint)
        assert labels_of(editing, CLASSIFICATION) == ["urban"]
        undo(editing)
        undo(editing)
        assert labels_of(editing, CLASSIFICATION) == ["water"]
        assert list(deeds.classes_of(editing, "2024/b.tif")) == ["water"]

    def test_a_class_is_relabelled_once(self, editing):
        deeds.toggle_class(editing, "a.tif", "urban", square())
        select(editing, CLASSIFICATION, "water")
        deeds.relabel_selected(editing, "urban")
        assert labels_of(editing, CLASSIFICATION) == ["urban"]

    def test_an_area_joins_that_of_its_label(self, editing):
        for _ in range(2):
            deeds.join_area(editing, square(2.35), "field", "a.tif")
            deeds.join_area(editing, square(2.4), "field", "a.tif")
        areas = [
            one for one in editing.layer(SEGMENTATION).getFeatures() if one["label"] == "field"
        ]
        (area,) = [one.geometry() for one in areas]
        assert area.area() == pytest.approx(0.015) and area.isGeosValid()

    def test_what_others_cover_is_cut_away(self, editing):
        deeds.add_annotation(editing, SEGMENTATION, square(), "field", "a.tif")
        left = deeds.without_others(editing, square(2.35), "urban", "a.tif")
        assert left.area() == pytest.approx(0.005)
        assert deeds.without_others(editing, square(), "urban", "a.tif").isEmpty()
        assert deeds.without_others(editing, square(), "field", "a.tif").area() > 0.009
        assert deeds.without_others(editing, square(), "urban", "2024/b.tif").area() > 0.009

    def test_the_eraser_takes_away_and_deletes_what_is_gone(self, editing):
        deeds.add_annotation(editing, SEGMENTATION, square(), "field", "a.tif")
        assert deeds.erase(editing, square(2.35), "a.tif")
        (left,) = [
            one.geometry() for one in editing.layer(SEGMENTATION).getFeatures()
            if one["label"] == "field"
        ]  # fmt: skip
        assert left.area() == pytest.approx(0.005)
        assert deeds.erase(editing, square(2.29, 41.29, 0.2), "a.tif")
        assert labels_of(editing, SEGMENTATION) == ["water"]
        assert not deeds.erase(editing, square(9, 9), "a.tif")
        undo(editing)
        assert labels_of(editing, SEGMENTATION) == ["field", "water"]

    def test_what_a_layer_refuses_leaves_nothing_behind(self, editing):
        select(editing, DETECTION, "urban")
        select(editing, SEGMENTATION, "water")
        editing.layer(SEGMENTATION).rollBack()
        with pytest.raises(ScaneoError, match="refuses to edit"):
            deeds.relabel_selected(editing, "field")
        assert labels_of(editing, DETECTION) == ["field", "urban"]
        assert editing.layer(DETECTION).undoStack().count() == 0

    def test_a_layer_that_is_gone_is_told(self, editing):
        editing.project.removeMapLayer(editing.layer(DETECTION).id())
        with pytest.raises(ScaneoError, match=r"detection.* is gone"):
            deeds.change_box(editing, 1, SQUARE)
        with pytest.raises(ScaneoError, match="is gone"):
            editing.begin(DETECTION)
        editing.begin(SEGMENTATION)  # the others go on


class TestLabels:
    def test_renaming_reaches_all_layers_and_is_one_step(self, editing):
        label_deeds.rename_label(editing, "water", "lake")
        assert editing.palette.names == ["lake", "urban", "field"]
        assert counts(editing) == {"lake": 4, "urban": 2, "field": 2}
        assert '"lake"' in editing.layer(DETECTION).customProperty(LABELS_PROPERTY)
        undo(editing)
        assert editing.palette.names == ["water", "urban", "field"]
        assert counts(editing) == {"water": 4, "urban": 2, "field": 2}
        redo(editing)
        assert counts(editing) == {"lake": 4, "urban": 2, "field": 2}

    def test_merging_gives_each_image_a_class_once(self, editing):
        deeds.toggle_class(editing, "a.tif", "urban", square())
        label_deeds.merge_label(editing, "urban", "water")
        assert labels_of(editing, CLASSIFICATION) == ["water"]
        assert counts(editing) == {"water": 6, "field": 2}
        undo(editing)
        assert labels_of(editing, CLASSIFICATION) == ["urban", "water"]
        assert editing.palette.names == ["water", "urban", "field"]

    def test_merging_keeps_classes_of_which_the_file_says_more(self, campaign, opened):
        features = [classification("water", id=1), classification("urban", id=2),
                    classification("field")]  # fmt: skip
        folder = campaign({"a.geojson": collection(*features), "spai.json": LABELS}, ["a.tif"])
        with open_editing(opened(folder).workspace.path) as editing:
            told = []
            editing.doubled.connect(told.append)
            label_deeds.merge_label(editing, "urban", "water")
            assert (labels_of(editing, CLASSIFICATION), told) == (["field", "water", "water"], [1])
            label_deeds.merge_label(editing, "water", "field")
            assert (labels_of(editing, CLASSIFICATION), told) == (["field", "field"], [1, 1])
            undo(editing)
            undo(editing)
            select(editing, CLASSIFICATION, "water", "field")
            deeds.relabel_selected(editing, "urban")
            assert labels_of(editing, CLASSIFICATION) == ["urban", "urban"]
            editing.save()
            export_campaign(editing.workspace, None, QgsFeedback())
        found = json.loads((folder / "a.geojson").read_bytes())["features"]
        assert sorted(one["id"] for one in found) == [1, 2]

    def test_deleting_takes_the_annotations_along(self, editing):
        label_deeds.delete_label(editing, "water")
        assert counts(editing) == {"urban": 2, "field": 2}
        undo(editing)
        assert counts(editing) == {"water": 4, "urban": 2, "field": 2}

    def test_adding_recolouring_and_moving_are_undone(self, editing):
        before = editing.palette.labels
        label_deeds.add_label(editing, RED)
        label_deeds.recolor_label(editing, "red", "#aa0000")
        label_deeds.move_label(editing, "red", 0)
        assert editing.palette.labels == (Label("red", "#aa0000"), *before)
        for _ in range(3):
            undo(editing, DETECTION)
        assert editing.palette.labels == before and not editing.is_modified

    @pytest.mark.parametrize("name", ["", "  ", "urban"])
    def test_a_bad_name_changes_nothing(self, editing, name):
        with pytest.raises(BadLabel):
            label_deeds.rename_label(editing, "water", name)
        with pytest.raises(BadLabel):
            label_deeds.add_label(editing, Label(name, "#000000"))
        assert not editing.is_modified

    def test_labels_that_can_not_be_edited_say_why(self, workspace):
        with open_editing(workspace, "spai.json is broken") as editing:
            with pytest.raises(BadLabel, match="broken"):
                label_deeds.delete_label(editing, "water")
            assert not editing.is_modified

    def test_what_the_filter_hides_is_renamed_too(self, editing, workspace):
        editing.save(stop=True)
        focus_layers(editing.layers, "a.tif")
        editing.begin()
        label_deeds.rename_label(editing, "water", "lake")
        assert counts(editing) == {"lake": 4, "urban": 2, "field": 2}
        editing.save()
        assert sum(label == "lake" for _, _, label in saved(workspace)) == 4


class TestSaving:
    def test_all_is_saved_and_the_history_ends(self, editing, workspace):
        deeds.add_annotation(editing, DETECTION, square(), "water", "a.tif")
        label_deeds.rename_label(editing, "urban", "town")
        editing.save()
        assert ("detection", "a.tif", "water") in saved(workspace)
        assert [label.name for label in read_counts(WorkspaceRef.at(workspace)).labels] == [
            "water", "town", "field",
        ]  # fmt: skip
        assert not editing.is_modified
        before, told = saved(workspace), []
        editing.history.ended.connect(lambda: told.append("it was saved"))
        undo(editing)
        assert editing.history.count == 0 and told == ["it was saved"]
        assert saved(workspace) == before and not editing.is_modified
        assert all(layer.isEditable() for layer in editing.layers.values())

    def test_where_it_is_locked_all_stays_open_and_can_be_undone(self, editing, workspace):
        before = saved(workspace)
        deeds.add_annotation(editing, DETECTION, square(), "water", "a.tif")
        label_deeds.rename_label(editing, "urban", "town")
        with locked(workspace), pytest.raises(ScaneoError, match="Close other programs"):
            editing.save()
        assert saved(workspace) == before and editing.is_modified
        undo(editing)
        undo(editing)
        assert not editing.is_modified and counts(editing) == {"water": 4, "urban": 2, "field": 2}

    def test_counts_are_right_at_once(self, editing):
        for number in range(3):
            deeds.add_annotation(editing, DETECTION, square(), "water", "a.tif")
            if number % 2:
                counts(editing)  # looked at meanwhile, or not
            editing.save()
            assert counts(editing)["water"] == 5 + number


def test_counts_are_those_of_the_layers_after_any_deeds(editing, workspace):
    """The tally, kept deed by deed, and all that there is, counted."""
    luck = random.Random(4)
    names = ["water", "urban", "field"]
    images = ["a.tif", "2024/b.tif"]

    def draw():
        deeds.add_annotation(
            editing, luck.choice([DETECTION, SEGMENTATION]), square(), luck.choice(names),
            luck.choice(images),
        )  # fmt: skip

    def toggle():
        deeds.toggle_class(editing, luck.choice(images), luck.choice(names), square())

    def pick():
        for layer in editing.layers.values():
            layer.selectByIds([
                one.id() for one in layer.getFeatures(QgsFeatureRequest()) if luck.random() < 0.3
            ])  # fmt: skip

    def relabel():
        pick()
        deeds.relabel_selected(editing, luck.choice(names))

    def delete():
        pick()
        if luck.random() < 0.3:
            deeds.delete_selected(editing)

    def step():
        stack = editing.layer(luck.choice(list(Task))).undoStack()
        luck.choice([stack.undo, stack.redo])()

    for _ in range(120):
        luck.choice([draw, draw, toggle, relabel, delete, step, step, editing.save])()
        if luck.random() < 0.5:
            there = [
                one["label"] for layer in editing.layers.values() for one in layer.getFeatures()
            ]
            assert counts(editing) == {name: there.count(name) for name in names}
    editing.save()
    assert counts(editing) == {
        entry.label.name: entry.count
        for entry in read_counts(WorkspaceRef.at(workspace)).summary().labels
    }


def test_only_what_was_changed_counts_as_modified(editing):
    """QGIS asks about each layer that is modified when it is closed."""

    def modified():
        return {task for task, layer in editing.layers.items() if layer.isModified()}

    assert not modified()
    deeds.add_annotation(editing, Task.DETECTION, square(), "water", "a.tif")
    assert modified() == {DETECTION}
    deeds.toggle_class(editing, "a.tif", "field", None)
    assert modified() == {DETECTION, CLASSIFICATION}
    undo(editing)
    assert modified() == {DETECTION}
    undo(editing)
    assert not modified()
    redo(editing)
    assert modified() == {DETECTION}
    segments = editing.layer(SEGMENTATION)
    first = next(segments.getFeatures()).id()
    assert segments.changeAttributeValue(first, segments.fields().indexOf("label"), "field")
    assert modified() == {DETECTION, SEGMENTATION}


def test_what_was_open_before_is_saved_and_not_lost(workspace):
    project = QgsProject()
    layer = make_layer(WorkspaceRef.at(workspace), workspace.parent, "segmentation")
    project.addMapLayer(layer)
    assert layer.startEditing()
    found = next(layer.getFeatures())
    assert layer.changeAttributeValue(found.id(), layer.fields().indexOf("label"), "marsh")
    session = EditSession(
        project, WorkspaceRef.at(workspace), read_counts(WorkspaceRef.at(workspace)), None
    )
    session.watch_layers()
    assert ("segmentation", found["image"], "marsh") in saved(workspace)
    assert layer.isEditable() and not layer.isModified()
    session.unload()


def test_of_open_edits_those_alone_are_read_that_have_the_label(editing, monkeypatch):
    """Of thousands that were renamed before, none is read again for another label."""
    asked = set()
    read = SavedAnnotations.assigned

    def noted(saved, task, fids):
        asked.update((task, fid) for fid in fids)
        return read(saved, task, fids)

    urban = {
        (task, one.id())
        for task, layer in editing.layers.items()
        for one in layer.getFeatures()
        if one["label"] == "urban"
    }
    label_deeds.rename_label(editing, "urban", "town")
    editing.summary()
    monkeypatch.setattr(SavedAnnotations, "assigned", noted)
    label_deeds.delete_label(editing, "water")
    assert urban and not asked & urban
    label_deeds.rename_label(editing, "town", "city")
    assert asked >= urban
    assert "city" in labels_of(editing, DETECTION)
    assert not {"town", "urban", "water"} & set(labels_of(editing, DETECTION))
