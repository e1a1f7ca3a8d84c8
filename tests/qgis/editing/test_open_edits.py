"""Edits that are open when a project, a layer or the plugin goes, and while they are kept."""

import json

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.work.options import Options
from support.editing import locked, saved, unsaved

pytest_plugins = ["support.desk.fixtures"]

BOX = [("detection", "a.tif", "water")]


@pytest.fixture
def settings(settings):
    settings.remember_options(Options(autosave=1))
    return settings


@pytest.fixture
def workspace(tiles):
    return tiles / "scaneo.gpkg"


def labels_of(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return [label.name for label in opened.labels()]


def add_label(desk, name):
    line = desk.dock.page.new_label
    desk.bot.keyClicks(line.name, name)
    desk.bot.keyClick(line.name, Qt.Key.Key_Return)
    desk.bot.wait(20)
    desk.map.canvas.setFocus()


class TestWhatGoes:
    def test_the_project_is_closed(self, walking, workspace):
        walking.map.box()
        walking.project.clear()
        assert saved(workspace) == BOX and unsaved(workspace) == []

    def test_another_project_is_opened(self, walking, workspace, tmp_path):
        file = str(tmp_path / "empty.qgz")
        walking.project.write(file)
        walking.map.box()
        walking.project.read(file)
        assert saved(workspace) == BOX

    @pytest.mark.parametrize("task", ["detection", "segmentation"])
    def test_a_layer_is_removed(self, walking, workspace, task):
        walking.map.box()
        walking.project.removeMapLayer(walking.layer(task).id())
        assert saved(workspace) == BOX

    def test_labelling_is_switched_off(self, walking, workspace):
        walking.map.box()
        walking.click(walking.dock.widget.label)
        assert saved(workspace) == BOX
        assert not walking.layer("detection").isEditable()

    def test_labels_alone_are_saved_too(self, walking, workspace):
        add_label(walking, "road")
        assert labels_of(workspace) == ["water", "urban", "field"]
        walking.project.clear()
        assert labels_of(workspace) == ["water", "urban", "field", "road"]

    def test_another_campaign_is_opened(self, walking, workspace, coast):
        walking.map.box()
        walking.open(coast)
        assert saved(workspace) == BOX

    def test_what_can_not_be_saved_is_told_and_kept(self, walking, workspace, opened, tiles):
        walking.map.box()
        walking.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=5000)
        with locked(workspace):
            walking.project.clear()
        assert walking.bar.texts(Qgis.MessageLevel.Critical)
        assert saved(workspace) == [] and unsaved(workspace) == ["detection"]
        assert opened(tiles).recovered == 1
        assert saved(workspace) == BOX


@pytest.fixture
def saved_at_the_end(workspace):
    """Asked for before `walking`, it looks when the plugin has been taken away."""
    yield
    assert saved(workspace) == BOX and unsaved(workspace) == []


def test_the_plugin_is_unloaded(saved_at_the_end, walking):
    walking.map.box()
    assert walking.layer("detection").isModified()


class TestKept:
    def rows(self, workspace):
        with Workspace.open(workspace, writable=False) as opened:
            rows = opened.database.rows("SELECT task, content FROM unsaved ORDER BY task")
            return {row.GetFieldAsString(0): json.loads(row.GetFieldAsString(1)) for row in rows}

    def test_every_second_or_so_and_undo_stays(self, walking, workspace):
        layer = walking.layer("detection")
        for number in range(1, 4):
            walking.map.box(0.3 + 0.1 * number, 0.3, 0.05)
            walking.bot.waitUntil(
                lambda number=number: (
                    len(self.rows(workspace).get("detection", {}).get("added", ())) == number
                ),
                timeout=3000,
            )
            assert layer.undoStack().count() == layer.undoStack().index() == number
        assert saved(workspace) == []
        layer.undoStack().setIndex(1)
        walking.bot.waitUntil(
            lambda: len(self.rows(workspace)["detection"]["added"]) == 1, timeout=3000
        )
        layer.undoStack().setIndex(3)
        walking.bot.waitUntil(
            lambda: len(self.rows(workspace)["detection"]["added"]) == 3, timeout=3000
        )

    def test_no_longer_once_they_are_saved(self, walking, workspace):
        walking.map.box()
        add_label(walking, "road")
        walking.bot.waitUntil(lambda: unsaved(workspace) == ["detection", "labels"], timeout=3000)
        walking.map.key(Qt.Key.Key_N)
        assert unsaved(workspace) == []
        assert labels_of(workspace)[-1] == "road"

    def test_no_longer_once_the_user_discards_them(self, walking, workspace):
        walking.map.box()
        walking.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=3000)
        walking.layer("detection").rollBack()
        assert unsaved(workspace) == []

    def test_those_of_another_layer_and_the_labels_stay(self, walking, workspace):
        walking.map.box()
        add_label(walking, "road")
        walking.map.key(Qt.Key.Key_C)
        walking.map.key(Qt.Key.Key_1)
        kept = ["classification", "detection", "labels"]
        walking.bot.waitUntil(lambda: unsaved(workspace) == kept, timeout=3000)
        walking.layer("detection").rollBack()
        assert unsaved(workspace) == ["classification", "labels"]

    def test_while_the_workspace_is_locked_it_is_told_and_done_later(self, walking, workspace):
        walking.map.box()
        with locked(workspace):
            walking.bot.waitUntil(
                lambda: bool(walking.bar.texts(Qgis.MessageLevel.Critical)), timeout=9000
            )
        walking.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=3000)


class TestSavedByTheUser:
    def test_one_layer_s_save_is_all_layers_and_the_labels(self, walking, workspace):
        walking.map.box()
        add_label(walking, "road")
        walking.map.key(Qt.Key.Key_C)
        walking.map.key(Qt.Key.Key_1)
        assert walking.layer("classification").commitChanges(False)
        walking.wait()
        assert saved(workspace) == [("classification", "a.tif", "water"), *BOX]
        assert labels_of(workspace)[-1] == "road"
        walking.layer("detection").undoStack().undo()
        assert saved(workspace) == [("classification", "a.tif", "water"), *BOX]
        assert "It can't be undone any more" in walking.bar.text()

    def test_one_layer_s_discard_leaves_the_others(self, walking, workspace):
        walking.map.box()
        walking.map.key(Qt.Key.Key_C)
        walking.map.key(Qt.Key.Key_1)
        walking.layer("detection").rollBack(False)
        walking.wait()
        assert walking.palette.counts() == {"water": 1}
        walking.layer("detection").undoStack().undo()
        walking.wait()
        assert walking.palette.counts() == {}
        walking.layer("classification").undoStack().redo()
        walking.map.key(Qt.Key.Key_N)
        assert saved(workspace) == [("classification", "a.tif", "water")]
