"""One save is told once and counted once, of however many layers it is and whoever began it."""

from contextlib import contextmanager

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from scaneo_bridge.core.base.image_state import ImageState
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.qgis.editing.edit_commands import annotations as commands
from scaneo_bridge.core.qgis.editing.edit_commands import image_marks as mark_commands
from scaneo_bridge.core.qgis.editing.edit_commands import labels as label_commands
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.work.jobs import JobQueue
from support.editing import open_editing, saved

pytest_plugins = ["support.dock", "support.editing"]


class Desk:
    """A campaign in the dock, what is told of its saves, and which jobs count what it holds."""

    def __init__(self, session, folder, jobs):
        self.session = session
        self.folder = folder
        self.workspace = folder / "scaneo.gpkg"
        self.jobs = jobs
        self.told = []
        session.open(folder)
        self.editing.saving.saved.connect(lambda: self.told.append(self.editing.is_modified))

    @property
    def editing(self):
        return self.session.controller.session

    @contextmanager
    def one_save(self, stays_open=False):
        """What is done within is told and counted once."""
        self.told.clear()
        self.jobs.clear()
        before = self.editing.saving.save_count
        yield
        self.session.wait()
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
        self.session.wait()
        assert self.told == self.jobs == []
        assert self.editing.saving.save_count == before

    def is_counted(self):
        """The dock shows what the workspace holds, for nothing is open."""
        if not self.editing.is_modified:
            counts = {}
            for _, _, label in saved(self.workspace):
                counts[label] = counts.get(label, 0) + 1
            assert self.session.counts() == counts

    def draw(self, *tasks, label="water"):
        for task in tasks:
            shape = QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2))
            commands.add_annotation(self.editing, task, shape, label, "a.tif")

    def elsewhere(self, project):
        """A layer of the boxes in another project, or a duplicate; the dock is told of it."""
        layer = QgsVectorLayer(f"{self.workspace}|layername=detection", "mine", "ogr")
        project.addMapLayer(layer)
        self.session.open(self.folder)
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
def desk(session, coast, jobs):
    desk = Desk(session, coast, jobs)
    desk.editing.begin()
    yield desk
    for layer in desk.editing.layers.values():
        layer.rollBack()


@pytest.fixture
def apart():
    project = QgsProject()
    yield project
    project.clear()


def test_a_save_in_qgis_of_one_of_two_layers(desk):
    desk.draw(Task.DETECTION, Task.SEGMENTATION)
    with desk.one_save():
        assert desk.editing.layer(Task.SEGMENTATION).commitChanges(False)


def test_all_edits_are_saved_in_qgis_layer_by_layer(desk):
    desk.draw(*Task)
    with desk.one_save():
        for layer in desk.editing.layers.values():
            if layer.isModified():
                assert layer.commitChanges(False)


@pytest.mark.parametrize("stop", [False, True])
def test_a_save_of_the_dock(desk, stop):
    desk.draw(*Task)
    label_commands.rename_label(desk.editing, "field", "meadow")
    with desk.one_save():
        desk.editing.save(stop)


def test_labels_alone(desk):
    label_commands.rename_label(desk.editing, "field", "meadow")
    desk.editing.save()  # which relabels what has it, too
    label_commands.recolor_label(desk.editing, "meadow", "#123456")
    with desk.one_save():
        desk.editing.save()


def test_before_an_export(desk):
    desk.draw(Task.DETECTION, Task.SEGMENTATION)
    with desk.one_save():
        assert desk.session.controller.save_edits()


def test_the_campaign_is_opened_again_over_open_edits(desk):
    desk.draw(Task.DETECTION, Task.SEGMENTATION)
    with desk.one_save():
        desk.session.controller.open_folder(str(desk.folder))
        desk.session.wait()


@pytest.mark.parametrize("is_elsewhere", [False, True], ids=["a duplicate", "another project"])
class TestLayersOfOthers:
    def test_a_save_of_theirs_leaves_ours_open(self, desk, apart, is_elsewhere):
        layer = desk.elsewhere(apart if is_elsewhere else desk.session.project)
        desk.editing.begin()
        desk.draw(Task.DETECTION)
        change(layer, "urban")
        with desk.one_save(stays_open=True):
            assert layer.commitChanges()
        assert ("detection", "a.tif", "urban") in saved(desk.workspace)

    def test_a_save_of_ours_leaves_theirs_open(self, desk, apart, is_elsewhere):
        layer = desk.elsewhere(apart if is_elsewhere else desk.session.project)
        desk.editing.begin()
        desk.draw(Task.DETECTION, Task.SEGMENTATION)
        change(layer, "urban")
        with desk.one_save():
            desk.editing.save()
        assert layer.isModified()
        assert layer.rollBack()

    def test_both_are_saved_before_an_export(self, desk, apart, is_elsewhere):
        layer = desk.elsewhere(apart if is_elsewhere else desk.session.project)
        desk.editing.begin()
        desk.draw(Task.DETECTION, Task.SEGMENTATION)
        change(layer, "urban")
        with desk.one_save():
            assert desk.session.controller.save_edits()
        assert not layer.isModified()


class TestThatFails:
    """What could be saved of it is counted, and the rest stays open."""

    @pytest.fixture
    def half(self, desk):
        desk.draw(Task.DETECTION, Task.SEGMENTATION)
        desk.refuse(Task.SEGMENTATION)
        desk.session.bar.clear_messages()
        yield desk
        assert ("detection", "a.tif", "water") in saved(desk.workspace)
        assert not desk.editing.layer(Task.DETECTION).isModified()
        assert desk.editing.layer(Task.SEGMENTATION).isModified()
        (message,) = desk.session.messages()
        assert "segmentation can't be saved" in message

    def test_in_the_dock(self, half):
        with half.one_save(stays_open=True):
            assert not half.session.controller.save_edits()

    def test_in_qgis(self, half):
        with half.one_save(stays_open=True):
            assert half.editing.layer(Task.DETECTION).commitChanges(False)

    def test_at_the_first_layer_it_is_none(self, desk):
        desk.draw(Task.DETECTION, Task.SEGMENTATION)
        desk.refuse(Task.DETECTION)
        with desk.no_save():
            assert not desk.session.controller.save_edits()
            assert not desk.editing.layer(Task.DETECTION).commitChanges(False)


def test_where_nothing_is_open_nothing_is_told(desk):
    with desk.no_save():
        desk.editing.save(stop=True)  # as the way to an image does that overlaps another
    desk.editing.begin()
    with desk.no_save():
        assert desk.session.controller.save_edits()


def test_marks_alone_are_no_edits(desk):
    with desk.no_save():
        mark_commands.flag_images(desk.editing, ["a.tif"])
        desk.editing.save()
    assert not desk.editing.is_modified


def test_a_save_in_qgis_ends_the_history_though_a_mark_was_waiting(workspace):
    """An image that is verified empty waits for a save of the annotations."""
    with open_editing(workspace) as editing:
        mark_commands.mark_images(editing, ["2024/b.tif"], ImageState.EMPTY)
        shape = QgsGeometry.fromRect(QgsRectangle(2.1, 41.1, 2.2, 41.2))
        commands.add_annotation(editing, Task.DETECTION, shape, "water", "a.tif")
        assert editing.layer(Task.DETECTION).commitChanges(False)
        assert not editing.is_modified and editing.history.count == 0
