"""Edits that are open when a project, a layer or the plugin goes, and while they are kept."""

import json

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.work.options import Options
from support.editing import locked, saved, unsaved

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

BOX = [("detection", "a.tif", "water")]


@pytest.fixture
def settings(settings):
    settings.remember_options(Options(autosave=1))
    return settings


@pytest.fixture
def user(walker, tiles):
    return walker.open(tiles)


@pytest.fixture
def workspace(tiles):
    return tiles / "scaneo.gpkg"


def labels_of(workspace):
    with Workspace.open(workspace, writable=False) as opened:
        return [label.name for label in opened.labels()]


def add_label(user, name):
    line = user.session.page.new_label
    user.bot.keyClicks(line.name, name)
    user.bot.keyClick(line.name, Qt.Key.Key_Return)
    user.bot.wait(20)
    user.canvas.setFocus()


class TestWhatGoes:
    def test_the_project_is_closed(self, user, workspace):
        user.box()
        user.session.project.clear()
        assert saved(workspace) == BOX and unsaved(workspace) == []

    def test_another_project_is_opened(self, user, workspace, tmp_path):
        file = str(tmp_path / "empty.qgz")
        user.session.project.write(file)
        user.box()
        user.session.project.read(file)
        assert saved(workspace) == BOX

    @pytest.mark.parametrize("task", ["detection", "segmentation"])
    def test_a_layer_is_removed(self, user, workspace, task):
        user.box()
        user.session.project.removeMapLayer(user.session.layer(task).id())
        assert saved(workspace) == BOX

    def test_labelling_is_switched_off(self, user, workspace):
        user.box()
        user.session.click(user.session.dock.label)
        assert saved(workspace) == BOX
        assert not user.session.layer("detection").isEditable()

    def test_labels_alone_are_saved_too(self, user, workspace):
        add_label(user, "road")
        assert labels_of(workspace) == ["water", "urban", "field"]
        user.session.project.clear()
        assert labels_of(workspace) == ["water", "urban", "field", "road"]

    def test_another_campaign_is_opened(self, user, workspace, coast):
        user.box()
        user.session.open(coast)
        assert saved(workspace) == BOX

    def test_what_can_not_be_saved_is_told_and_kept(self, user, workspace, opened, tiles):
        user.box()
        user.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=5000)
        with locked(workspace):
            user.session.project.clear()
        assert user.session.messages(Qgis.MessageLevel.Critical)
        assert saved(workspace) == [] and unsaved(workspace) == ["detection"]
        assert opened(tiles).recovered == 1
        assert saved(workspace) == BOX


@pytest.fixture
def saved_at_the_end(workspace):
    """Asked for before `user`, it looks when the plugin has been taken away."""
    yield
    assert saved(workspace) == BOX and unsaved(workspace) == []


def test_the_plugin_is_unloaded(saved_at_the_end, user):
    user.box()
    assert user.session.layer("detection").isModified()


class TestKept:
    def rows(self, workspace):
        with Workspace.open(workspace, writable=False) as opened:
            rows = opened.database.rows("SELECT task, content FROM unsaved ORDER BY task")
            return {row.GetFieldAsString(0): json.loads(row.GetFieldAsString(1)) for row in rows}

    def test_every_second_or_so_and_undo_stays(self, user, workspace):
        layer = user.session.layer("detection")
        for number in range(1, 4):
            user.box(0.3 + 0.1 * number, 0.3, 0.05)
            user.bot.waitUntil(
                lambda number=number: (
                    len(self.rows(workspace).get("detection", {}).get("added", ())) == number
                ),
                timeout=3000,
            )
            assert layer.undoStack().count() == layer.undoStack().index() == number
        assert saved(workspace) == []
        layer.undoStack().setIndex(1)
        user.bot.waitUntil(
            lambda: len(self.rows(workspace)["detection"]["added"]) == 1, timeout=3000
        )
        layer.undoStack().setIndex(3)
        user.bot.waitUntil(
            lambda: len(self.rows(workspace)["detection"]["added"]) == 3, timeout=3000
        )

    def test_no_longer_once_they_are_saved(self, user, workspace):
        user.box()
        add_label(user, "road")
        user.bot.waitUntil(lambda: unsaved(workspace) == ["detection", "labels"], timeout=3000)
        user.key(Qt.Key.Key_N)
        assert unsaved(workspace) == []
        assert labels_of(workspace)[-1] == "road"

    def test_no_longer_once_the_user_discards_them(self, user, workspace):
        user.box()
        user.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=3000)
        user.session.layer("detection").rollBack()
        assert unsaved(workspace) == []

    def test_those_of_another_layer_and_the_labels_stay(self, user, workspace):
        user.box()
        add_label(user, "road")
        user.key(Qt.Key.Key_C)
        user.key(Qt.Key.Key_1)
        kept = ["classification", "detection", "labels"]
        user.bot.waitUntil(lambda: unsaved(workspace) == kept, timeout=3000)
        user.session.layer("detection").rollBack()
        assert unsaved(workspace) == ["classification", "labels"]

    def test_while_the_workspace_is_locked_it_is_told_and_done_later(self, user, workspace):
        user.box()
        with locked(workspace):
            user.bot.waitUntil(
                lambda: bool(user.session.messages(Qgis.MessageLevel.Critical)), timeout=9000
            )
        user.bot.waitUntil(lambda: unsaved(workspace) == ["detection"], timeout=3000)


class TestSavedByTheUser:
    def test_one_layer_s_save_is_all_layers_and_the_labels(self, user, workspace):
        user.box()
        add_label(user, "road")
        user.key(Qt.Key.Key_C)
        user.key(Qt.Key.Key_1)
        assert user.session.layer("classification").commitChanges(False)
        user.session.wait()
        assert saved(workspace) == [("classification", "a.tif", "water"), *BOX]
        assert labels_of(workspace)[-1] == "road"
        user.session.layer("detection").undoStack().undo()
        assert saved(workspace) == [("classification", "a.tif", "water"), *BOX]
        assert "It can't be undone any more" in user.said()

    def test_one_layer_s_discard_leaves_the_others(self, user, workspace):
        user.box()
        user.key(Qt.Key.Key_C)
        user.key(Qt.Key.Key_1)
        user.session.layer("detection").rollBack(False)
        user.session.wait()
        assert user.session.counts() == {"water": 1}
        user.session.layer("detection").undoStack().undo()
        user.session.wait()
        assert user.session.counts() == {}
        user.session.layer("classification").undoStack().redo()
        user.key(Qt.Key.Key_N)
        assert saved(workspace) == [("classification", "a.tif", "water")]
