"""One save is told once and counted once, of however many layers it is and whoever began it."""

from contextlib import contextmanager

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from scaneo_bridge.core.base.model import ImageState, Task
from scaneo_bridge.core.qgis.editing.edit_commands import annotation_commands as commands
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_commands
from scaneo_bridge.core.qgis.editing.edit_commands import mark_commands as mark_commands
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.work.jobs import JobQueue
from support.editing import open_editing, saved

pytest_plugins = ["support.desk.fixtures"]


class Saver:
    """A campaign in the dock, what is told of its saves, and which jobs count what it holds."""

    def __init__(self, desk, folder, jobs):
        self.desk = desk
        self.folder = folder
        self.workspace = folder / "scaneo.gpkg"
        self.jobs = jobs
        self.told = []
        desk.open(folder)
        self.editing.saving.saved.connect(lambda: self.told.append(self.editing.is_modified))

    @property
    def editing(self):
        return self.desk.controller.session

    @contextmanager
    def one_save(self, stays_open=False):
        """What is done within is told and counted once."""
        self.told.clear()
        self.jobs.clear()
        before = self.editing.saving.save_count
        yield
        self.desk.wait()
        assert self.told == [stays_open]
        assert self.jobs == ["Counting annotations"]
        assert self.editing.saving.save_count == before + 1
        self.is_counted()

    @contextmanager
    def no_save(self):
        self.told.clear()
        self.jobs.clear()
        before = self.editing.saving.save_count
        yield
        self.desk.wait()
        assert self.told == self.jobs == []
        assert self.editing.saving.save_count == before

    def is_counted(self):
        """The dock shows what the workspace holds, for nothing is open."""
        if not self.editing.is_modified:
            counts = {}
            for _, _, label in saved(self.workspace):
                counts[label] = counts.get(label, 0) + 1
            assert self.desk.palette.counts() == counts

    def draw(self, *tasks, label="water"):
        for task in tasks:
            shape = QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2))
            commands.add_annotation(self.editing, task, shape, label, "a.tif")

    def elsewhere(self, project):
        """A layer of the boxes in another project, or a duplicate; the dock is told of it."""
        layer = QgsVectorLayer(f"{self.workspace}|layername=detection", "mine", "ogr")
        project.addMapLayer(layer)
        self.desk.open(self.folder)
        return layer

    def refuse(self, task):
        """The workspace takes no more annotations of a task."""
        with Workspace.open(self.workspace) as opened:
            opened.database.execute(
                f"CREATE TRIGGER refuse BEFORE INSERT ON {task.value} "
                "BEGIN SELECT RAISE(ABORT, 'no'); END"
            )


def change(layer, label):
    """Edits a layer as QGIS does."""
    assert layer.isEditable() or layer.startEditing()
    drawn = QgsFeature(layer.fields())
    drawn["image"], drawn["label"] = "a.tif", label
    drawn.setGeometry(QgsGeometry.fromRect(QgsRectangle(2.3, 41.3, 2.4, 41.4)))
    assert layer.addFeature(drawn)


@pytest.fixture
def jobs(monkeypatch):
    """The titles of the jobs that are begun, but of those that have to do with no save."""
    begun, start = [], JobQueue.start

    def note(queue, title, *rest):
        if not title.startswith(("Loading the next image", "Opening")):
            begun.append(title)
        return start(queue, title, *rest)

    monkeypatch.setattr(JobQueue, "start", note)
    return begun


@pytest.fixture
def saver(desk, coast, jobs):
    saver = Saver(desk, coast, jobs)
    saver.editing.begin()
    yield saver
    for layer in saver.editing.layers.values():
        layer.rollBack()


@pytest.fixture
def apart():
    project = QgsProject()
    yield project
    project.clear()


def test_a_save_in_qgis_of_one_of_two_layers(saver):
    saver.draw(Task.DETECTION, Task.SEGMENTATION)
    with saver.one_save():
        assert saver.editing.layer(Task.SEGMENTATION).commitChanges(False)


def test_all_edits_are_saved_in_qgis_layer_by_layer(saver):
    saver.draw(*Task)
    with saver.one_save():
        for layer in saver.editing.layers.values():
            if layer.isModified():
                assert layer.commitChanges(False)


@pytest.mark.parametrize("stop", [False, True])
def test_a_save_of_the_dock(saver, stop):
    saver.draw(*Task)
    label_commands.rename_label(saver.editing, "field", "meadow")
    with saver.one_save():
        saver.editing.save(stop)


def test_labels_alone(saver):
    label_commands.rename_label(saver.editing, "field", "meadow")
    saver.editing.save()  # which relabels what has it, too
    label_commands.recolor_label(saver.editing, "meadow", "#123456")
    with saver.one_save():
        saver.editing.save()


def test_before_an_export(saver):
    saver.draw(Task.DETECTION, Task.SEGMENTATION)
    with saver.one_save():
        assert saver.desk.controller.save_edits()


def test_the_campaign_is_opened_again_over_open_edits(saver):
    saver.draw(Task.DETECTION, Task.SEGMENTATION)
    with saver.one_save():
        saver.desk.controller.open_folder(str(saver.folder))
        saver.desk.wait()


@pytest.mark.parametrize("is_elsewhere", [False, True], ids=["a duplicate", "another project"])
class TestLayersOfOthers:
    def test_a_save_of_theirs_leaves_ours_open(self, saver, apart, is_elsewhere):
        layer = saver.elsewhere(apart if is_elsewhere else saver.desk.project)
        saver.editing.begin()
        saver.draw(Task.DETECTION)
        change(layer, "urban")
        with saver.one_save(stays_open=True):
            assert layer.commitChanges()
        assert ("detection", "a.tif", "urban") in saved(saver.workspace)

    def test_a_save_of_ours_leaves_theirs_open(self, saver, apart, is_elsewhere):
        layer = saver.elsewhere(apart if is_elsewhere else saver.desk.project)
        saver.editing.begin()
        saver.draw(Task.DETECTION, Task.SEGMENTATION)
        change(layer, "urban")
        with saver.one_save():
            saver.editing.save()
        assert layer.isModified()
        assert layer.rollBack()

    def test_both_are_saved_before_an_export(self, saver, apart, is_elsewhere):
        layer = saver.elsewhere(apart if is_elsewhere else saver.desk.project)
        saver.editing.begin()
        saver.draw(Task.DETECTION, Task.SEGMENTATION)
        change(layer, "urban")
        with saver.one_save():
            assert saver.desk.controller.save_edits()
        assert not layer.isModified()


class TestThatFails:
    """What could be saved of it is counted, and the rest stays open."""

    @pytest.fixture
    def half(self, saver):
        saver.draw(Task.DETECTION, Task.SEGMENTATION)
        saver.refuse(Task.SEGMENTATION)
        saver.desk.bar.widget.clear_messages()
        yield saver
        assert ("detection", "a.tif", "water") in saved(saver.workspace)
        assert not saver.editing.layer(Task.DETECTION).isModified()
        assert saver.editing.layer(Task.SEGMENTATION).isModified()
        (message,) = saver.desk.bar.texts()
        assert "segmentation can't be saved" in message

    def test_in_the_dock(self, half):
        with half.one_save(stays_open=True):
            assert not half.desk.controller.save_edits()

    def test_in_qgis(self, half):
        with half.one_save(stays_open=True):
            assert half.editing.layer(Task.DETECTION).commitChanges(False)

    def test_at_the_first_layer_it_is_none(self, saver):
        saver.draw(Task.DETECTION, Task.SEGMENTATION)
        saver.refuse(Task.DETECTION)
        with saver.no_save():
            assert not saver.desk.controller.save_edits()
            assert not saver.editing.layer(Task.DETECTION).commitChanges(False)


def test_where_nothing_is_open_nothing_is_told(saver):
    with saver.no_save():
        saver.editing.save(stop=True)  # as the way to an image does that overlaps another
    saver.editing.begin()
    with saver.no_save():
        assert saver.desk.controller.save_edits()


def test_marks_alone_are_no_edits(saver):
    with saver.no_save():
        mark_commands.flag_images(saver.editing, ["a.tif"])
        saver.editing.save()
    assert not saver.editing.is_modified


def test_a_save_in_qgis_ends_the_history_though_a_mark_was_waiting(workspace):
    """An image that is verified empty waits for a save of the annotations."""
    with open_editing(workspace) as editing:
        mark_commands.mark_images(editing, ["2024/b.tif"], ImageState.EMPTY)
        shape = QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2))
        commands.add_annotation(editing, Task.DETECTION, shape, "water", "a.tif")
        assert editing.layer(Task.DETECTION).commitChanges(False)
        assert not editing.is_modified and editing.history.count == 0
