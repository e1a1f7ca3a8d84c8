"""What the dock counts is kept by difference: after anything that is done, it is what a recount
finds, and the layers look as if they had been styled anew."""

import random
from contextlib import suppress

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsLayerTreeModel, QgsRectangle
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.model import ImageMark, ImageState, Label, Task
from scaneo_bridge.core.campaign.label_edits import BadLabel
from scaneo_bridge.core.qgis.editing.edit_commands import annotation_commands as deeds
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.qgis.editing.edit_commands import mark_commands as mark_deeds
from scaneo_bridge.core.workspace.recount import read_recount
from scaneo_bridge.core.workspace.summary import read_counts
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.desk.recount import check
from support.editing import open_editing

CLASSIFICATION, DETECTION, SEGMENTATION = Task
IMAGES = ("a.tif", "2024/b.tif")


class Hand:
    """Does something at random, as people, QGIS and other programs do."""

    def __init__(self, editing, seed):
        self.editing, self.random = editing, random.Random(seed)
        self.made = 0

    def do(self):
        action = self.random.choice(
            [self.draw] * 4 + [self.toggle] * 2 + [self.relabel, self.delete, self.reshape] * 2
            + [self.mark, self.flag, self.undo, self.redo] * 2
            + [self.add_label, self.rename, self.recolor, self.move, self.merge, self.drop]
            + [self.save, self.save_one, self.roll_back, self.other_program, self.filter]
        )  # fmt: skip
        action()
        return action.__name__

    @property
    def name(self):
        return self.random.choice(self.editing.palette.names or ["nobody's"])

    @property
    def image(self):
        return self.random.choice(IMAGES)

    @property
    def square(self):
        west = 2.0 + 0.4 * self.random.random()
        return QgsGeometry.fromRect(QgsRectangle(west, 41.3, west + 0.05, 41.35))

    def chosen(self):
        layer = self.editing.layer(self.random.choice([*Task]))
        fids = [feature.id() for feature in layer.getFeatures()]
        return layer, self.random.sample(fids, min(len(fids), 2))

    def draw(self):
        label = self.name if self.random.random() < 0.9 else "stray"
        image = self.image if self.random.random() < 0.9 else None
        task = self.random.choice((DETECTION, SEGMENTATION))
        deeds.add_annotation(self.editing, task, self.square, label, image)

    def toggle(self):
        deeds.toggle_class(self.editing, self.image, self.name, self.square)

    def relabel(self):
        layer, fids = self.chosen()
        layer.selectByIds(fids)
        deeds.relabel_selected(self.editing, self.name)
        layer.removeSelection()

    def delete(self):
        layer, fids = self.chosen()
        with self.editing.history.command("Delete"):
            for fid in fids:
                deeds.delete_feature(layer, fid)

    def reshape(self):
        layer, fids = self.chosen()
        with self.editing.history.command("Change"):
            for fid in fids:
                deeds.change_shape(layer, fid, self.square)

    def mark(self):
        state = self.random.choice([*ImageState])
        full = {one.path for one in self.editing.summary().images if any(one.counts.values())}
        images = [one for one in IMAGES if state is not ImageState.EMPTY or one not in full]
        mark_deeds.mark_images(self.editing, images, state)

    def flag(self):
        mark_deeds.flag_images(self.editing, [self.image])

    def undo(self):
        self.editing.layer(DETECTION).undoStack().undo()

    def redo(self):
        self.editing.layer(SEGMENTATION).undoStack().redo()

    def add_label(self):
        self.made += 1
        color = f"#{self.random.randrange(0x1000000):06x}"
        label_deeds.add_label(self.editing, Label(f"new {self.made}", color))

    def rename(self):
        self.made += 1
        self.try_(label_deeds.rename_label, self.name, f"other {self.made}")

    def recolor(self):
        label_deeds.recolor_label(self.editing, self.name, "#123456")

    def move(self):
        place = self.random.randrange(len(self.editing.palette.names) or 1)
        label_deeds.move_label(self.editing, self.name, place)

    def merge(self):
        one, other = self.name, self.name
        if one != other and len(self.editing.palette.names) > 3:
            label_deeds.merge_label(self.editing, one, other)

    def drop(self):
        if len(self.editing.palette.names) > 3:
            self.try_(label_deeds.delete_label, self.name)

    def try_(self, deed, *of):
        with suppress(BadLabel):
            deed(self.editing, *of)

    def save(self):
        self.editing.save()
        self.recount()

    def save_one(self):
        """With QGIS's own button, all else is saved along with it."""
        layer = self.editing.layer(self.random.choice([*Task]))
        if layer.isModified():
            assert layer.commitChanges(False), layer.commitErrors()
        self.recount()

    def roll_back(self):
        layer = self.editing.layer(self.random.choice([*Task]))
        assert layer.rollBack(False)
        self.editing.begin()

    def other_program(self):
        """It writes into the workspace; the triggers there note it."""
        self.editing.save()
        with self.editing.workspace.open() as workspace, workspace.database.transaction():
            workspace.database.execute(
                "INSERT INTO detection (image, label) VALUES (?, ?)", self.image, self.name
            )
            if self.random.random() < 0.3:
                workspace.set_mark(self.image, ImageMark(ImageState.SKIPPED, True))
        self.recount()

    def filter(self):
        """Another image is on the map: of this layer, nothing else shows."""
        self.editing.save(stop=True)
        name = self.image
        for layer in self.editing.layers.values():
            assert layer.setSubsetString(f"\"image\" = '{name}'")
        self.editing.begin()
        self.recount()

    def recount(self):
        """As the dock does after each save."""
        standing, workspace = self.editing.live_summary, self.editing.workspace
        later = read_recount(WorkspaceRef.at(workspace), standing.last_edit, standing.labels_text)
        if later is None or not self.editing.take_later(later):
            self.editing.count_again(read_counts(WorkspaceRef.at(workspace)))


def look(editing):
    """The labels that each layer's style shows, with their colours, and those of its form."""
    found = []
    for layer in editing.layers.values():
        categories = layer.renderer().categories()
        config = layer.editorWidgetSetup(layer.fields().indexOf("label")).config()
        found.append(
            (
                [
                    (one.value(), one.label(), one.symbol().symbolLayer(0).strokeColor().name())
                    for one in categories
                    if one.value()
                ],
                [name for choice in config["map"] for name in choice.values()],
            )
        )
    return found


@pytest.mark.parametrize("seed", range(4))
def test_after_each_deed_the_counts_are_those_of_a_recount(workspace, seed):
    with open_editing(workspace) as editing:
        hand = Hand(editing, seed)
        check(editing)
        done = []
        for _ in range(60):
            done.append(hand.do())
            try:
                check(editing)
            except AssertionError as error:
                raise AssertionError(f"{done}: {error}") from error
            expected = [(one.name, one.name, one.color) for one in editing.palette.labels]
            for styled, choices in look(editing):
                assert styled == expected, done
                assert choices == editing.palette.names, done


def test_the_list_of_layers_follows_the_labels_a_moment_later(workspace, qtbot):
    with open_editing(workspace) as editing:
        root = editing.project.layerTreeRoot()
        model = QgsLayerTreeModel(root)
        model.setFlag(QgsLayerTreeModel.Flag.ShowLegend, True)

        def shown(task):
            node = root.findLayer(editing.layer(task).id())
            nodes = model.layerLegendNodes(node)
            return [one.data(Qt.ItemDataRole.DisplayRole) for one in nodes]

        label_deeds.rename_label(editing, "urban", "built up")
        label_deeds.add_label(editing, Label("sea", "#000080"))
        expected = ["water", "built up", "field", "sea", "not in spai.json"]
        qtbot.waitUntil(lambda: [shown(task) for task in Task] == [expected] * len(Task))


def test_what_is_hidden_shows_again_where_labels_change(workspace):
    """What is merged into a class that somebody has unticked would be out of sight."""
    with open_editing(workspace) as editing:
        label_deeds.add_label(editing, Label("sea", "#000080"))
        layer = editing.layer(DETECTION)
        renderer = layer.renderer().clone()
        renderer.updateCategoryRenderState(1, False)
        # as QGIS's list of layers does, which tells of it by another way
        with editing._styling.ours():
            layer.setRenderer(renderer)
        label_deeds.merge_label(editing, "field", "urban")
        assert all(one.renderState() for one in layer.renderer().categories())


def test_a_save_counts_what_was_edited_and_nothing_else(workspace, monkeypatch):
    with open_editing(workspace) as editing:
        deeds.add_annotation(editing, DETECTION, Hand(editing, 1).square, "water", "a.tif")
        editing.save()
        standing = editing.live_summary
        later = read_recount(WorkspaceRef.at(workspace), standing.last_edit, standing.labels_text)
        assert [*later.counts] == ["a.tif"]
        assert later.labels is None
        assert editing.take_later(later)
        later = read_recount(WorkspaceRef.at(workspace), standing.last_edit, standing.labels_text)
        assert not later.counts
        check(editing)


@pytest.mark.parametrize("deed", [
    "DROP TRIGGER detection_delete_noted; DELETE FROM detection WHERE image = 'a.tif'",
    "UPDATE images SET state = 'done' WHERE path = 'a.tif'",
    "DELETE FROM changes",
])  # fmt: skip
def test_what_no_trigger_has_noted_shows_in_the_totals(workspace, deed):
    with open_editing(workspace) as editing:
        hand = Hand(editing, 1)
        hand.draw()
        hand.save()
        with Workspace.open(workspace) as other:
            for statement in deed.split(";"):
                other.database.execute(statement)
        standing = editing.live_summary
        later = read_recount(WorkspaceRef.at(workspace), standing.last_edit, standing.labels_text)
        assert not editing.take_later(later)
        editing.count_again(read_counts(WorkspaceRef.at(workspace)))
        check(editing)


def test_labels_that_another_program_has_changed_are_read(workspace):
    with open_editing(workspace) as editing:
        with Workspace.open(workspace) as other, other.database.transaction():
            other.set_labels([Label("sea", "#000080"), Label("water", "#0048f0")])
        standing = editing.live_summary
        assert editing.take_later(
            read_recount(WorkspaceRef.at(workspace), standing.last_edit, standing.labels_text)
        )
        assert editing.palette.names == ["sea", "water"]
        check(editing)


def test_annotations_without_an_image_are_counted_together(workspace):
    with Workspace.open(workspace) as other:
        for image in ("NULL", "''"):
            other.database.execute(f"INSERT INTO detection (image, label) VALUES ({image}, 'sea')")
    counted = {
        one.label.name: one.count
        for one in read_counts(WorkspaceRef.at(workspace)).summary().labels
    }
    assert counted["sea"] == 2


def test_a_feature_that_comes_back_by_undo_is_counted_once(workspace):
    with open_editing(workspace) as editing:
        layer = editing.layer(DETECTION)
        feature = QgsFeature(layer.fields())
        feature["image"], feature["label"] = "a.tif", "sea"
        layer.beginEditCommand("Add")
        layer.addFeature(feature)
        layer.endEditCommand()
        for _ in range(3):
            layer.undoStack().undo()
            check(editing)
            layer.undoStack().redo()
            check(editing)


def test_an_image_that_is_as_it_was_shown_stays_the_same_object(workspace):
    """By which who shows thousands sees at once which of them changed."""
    with open_editing(workspace) as editing:
        shown = {image.path: image for image in editing.live_summary.shown}
        deeds.add_annotation(editing, DETECTION, Hand(editing, 1).square, "water", "a.tif")
        editing.save()
        counted = read_counts(WorkspaceRef.at(workspace)).count(list(shown.values()))
        assert [image.path for image in counted.images if shown[image.path] is not image] == [
            "a.tif"
        ]
        editing.count_again(counted)
        check(editing)


def test_a_deed_to_a_label_opens_the_workspace_once(workspace, monkeypatch):
    real, opened = Workspace.open, []

    def open_and_note(path, writable=True):
        opened.append(path)
        return real(path, writable)

    with open_editing(workspace) as editing:
        editing.begin()
        monkeypatch.setattr(Workspace, "open", open_and_note)
        label_deeds.rename_label(editing, "water", "sea")
        editing.summary()  # which knows already whose features were relabelled
        assert len(opened) == 1
        label_deeds.delete_label(editing, "sea")
        editing.summary()
        assert len(opened) <= 3
        monkeypatch.undo()
        check(editing)
