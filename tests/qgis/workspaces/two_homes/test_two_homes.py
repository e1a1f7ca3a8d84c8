"""A campaign with several workspaces: no edit is there twice, and none gives way in silence."""

import os
import shutil
import tempfile

import pytest
from scaneo_bridge.core.base.model import ImageMark, ImageState, Label
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.campaign.workspaces import workspace_merge as taking
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.editor_lock import EditorLock
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.core.workspace.workspace_ref import WorkspaceRef
from support.campaign import FIELD, URBAN
from support.children import forked
from support.desk.widgets import as_html
from support.editing import set_marks, sql
from support.images import write_image
from support.rights import unwritable
from support.subjects.two_homes import NEAR, boxes, draw, relabel, told

pytest_plugins = ["support.desk.fixtures"]

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")


class TestConflicts:
    @pytest.fixture
    def conflict(self, folder, both, opened):
        """Both relabelled one box; of the other one, each says it as well."""
        workspace, spare = both
        relabel(spare, "urban", "water")
        relabel(workspace, "urban", "field")
        draw(spare, NEAR, "urban")
        again = opened(folder)
        assert again.conflicts == ["a.geojson"]
        (line,) = told(again, "edited here and in another workspace", str(spare))
        assert line.path == "a.geojson" and "last edited" in line.what
        return workspace, spare

    def test_each_stays_as_it_is_and_is_found_again(self, folder, conflict, opened):
        workspace, spare = conflict
        assert boxes(workspace) == ["field", "field"]
        assert boxes(spare) == ["field", "urban", "water"]
        assert opened(folder).conflicts == ["a.geojson"]

    @pytest.mark.parametrize(
        "side, expected",
        [(Side.OURS, ["field", "field", "urban"]), (Side.THEIRS, ["field", "urban", "water"])],
    )
    def test_a_person_picks(self, folder, conflict, opened, feedback, side, expected):
        workspace, spare = conflict
        (one,) = read_conflicts(workspace, feedback).images
        assert (one.image, one.other) == ("a.tif", spare)
        assert (one.conflict.ours.label, one.conflict.theirs.label) == ("field", "water")
        assert not len(resolve_conflicts(workspace, {one: side}, feedback))
        assert boxes(workspace) == expected
        assert not opened(folder).conflicts and boxes(workspace) == expected

    def test_an_algorithm_is_told_a_side(self, folder, conflict, feedback):
        workspace, _ = conflict
        open_campaign(folder, None, feedback, Side.OURS)
        assert boxes(workspace) == ["field", "field", "urban"]

    def test_labels(self, folder, both, opened, feedback):
        workspace, spare = both
        for path, color in ((workspace, "#000001"), (spare, "#000002")):
            with Workspace.open(path) as known, known.database.transaction():
                known.set_labels([Label("water", color), URBAN, FIELD, Label(color[1:], color)])
        assert opened(folder).conflicts == ["spai.json"]
        (one,) = read_conflicts(workspace, feedback).labels
        resolve_conflicts(workspace, {one: Side.THEIRS}, feedback)
        assert not opened(folder).conflicts
        with Workspace.open(workspace) as known:
            labels = {label.name: label.color for label in known.labels()}
        assert labels["water"] == "#000002" and {"000001", "000002"} <= labels.keys()


class TestOpenEdits:
    KEPT = {"detection": {"added": [], "changed": {}, "deleted": [1]}}

    def test_those_of_one_that_was_killed_come_along(self, folder, both, opened):
        workspace, spare = both
        store_open_edits(WorkspaceRef.at(spare), self.KEPT)
        opened(folder)
        assert len(boxes(workspace) + boxes(workspace, "2024/b.tif")) == 3
        assert told(opened(folder), str(spare)) == []

    def test_one_that_is_open_is_told_and_comes_later(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR)
        store_open_edits(WorkspaceRef.at(spare), self.KEPT)
        claim = EditorLock(spare)
        assert claim.take()
        again = opened(folder)
        assert told(again, str(spare), "is open for editing by", str(os.getpid()))
        assert boxes(workspace) == ["field", "urban"] and not again.taken
        claim.release()
        assert opened(folder).taken

    def test_those_of_one_that_lives_are_not_copied(self, folder, workspace, opened):
        store_open_edits(WorkspaceRef.at(workspace), self.KEPT)
        claim = EditorLock(workspace)
        assert claim.take()
        with unwritable(folder):
            again = opened(folder)
            assert again.recovered == 0
        claim.release()
        assert opened(folder).recovered == 1


class TestOnesThatAreOfNoUse:
    def test_one_that_can_not_be_read_is_told(self, folder, both, opened):
        workspace, spare = both
        spare.write_bytes(spare.read_bytes()[:5000])
        before = spare.read_bytes()
        again = opened(folder)
        assert again.workspace.path == workspace and told(again, str(spare), "can't be read")
        assert spare.read_bytes() == before

    def test_one_of_a_newer_version_is_told(self, folder, both, opened):
        _, spare = both
        draw(spare, NEAR)
        sql(spare, "UPDATE campaign SET version = 99")
        assert told(opened(folder), str(spare), "another version", "Update")

    def test_other_geopackages_are_none(self, folder, workspace, opened):
        (folder / "scaneo-notes.gpkg").write_bytes(b"a diary")
        shutil.copy(workspace, folder.parent / "other.gpkg")
        with Workspace.open(folder.parent / "other.gpkg") as other:
            other.database.execute("DROP TABLE changes")
        shutil.move(folder.parent / "other.gpkg", folder / "other.gpkg")
        assert list(opened(folder).problems) == []

    def test_one_of_a_folder_that_has_this_ones_path_no_more(self, folder, opened, campaign):
        with unwritable(folder):
            (folder.parent / "note").touch()
            opened(folder, None)
        first = folder.rename(folder.parent / "first")
        write_image(folder / "a.tif")
        with unwritable(folder):
            workspace = opened(folder).workspace.path
            with Workspace.open(workspace, writable=False) as known:
                assert [image.path for image in known.images()] == ["a.tif"]
        assert first.exists()


@forks
def test_a_kill_in_the_middle_leaves_both_or_none(folder, both, opened, monkeypatch, tmp_path):
    import signal

    workspace, spare = both
    draw(spare, NEAR)
    draw(spare, NEAR, image="2024/b.tif")
    real = taking.note_taken_image

    def die(database, key, name, *more):
        real(database, key, name, *more)
        if name == "2024/b.tif":
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "note_taken_image", die)
        patch.setattr(tempfile, "tempdir", str(tmp_path))  # a copy is left there
        assert forked(lambda: opened(folder))
    assert boxes(workspace) == ["field", "urban"]
    again = opened(folder)
    assert len(again.taken) == 2 and told(again, str(spare))
    assert boxes(workspace) == boxes(workspace, "2024/b.tif") == ["field", "urban", "water"]


class TestOtherDoors:
    @pytest.fixture
    def waiting(self, folder, both):
        workspace, spare = both
        relabel(spare, "urban", "field")
        relabel(workspace, "field", "water", "2024/b.tif")
        return workspace, spare

    def test_an_export_tells(self, waiting, previewed, exported):
        workspace, spare = waiting
        for done in (previewed(workspace), exported(workspace)):
            assert told(done, str(spare), "has edits of 1 image")
        assert [one.path for one in done.files] == ["2024/b.geojson"]

    def test_what_no_export_writes_is_not_told_there(self, both, exported):
        workspace, spare = both
        set_marks(spare, a=ImageMark(ImageState.DONE))
        assert not told(exported(workspace), str(spare))

    def test_a_restore_tells(self, folder, waiting, exported, feedback):
        workspace, spare = waiting
        exported(workspace)
        assert told(restore_campaign(folder, "", feedback), str(spare), "1 image")

    def test_a_merge_tells(self, folder, waiting, feedback, tmp_path):
        workspace, spare = waiting
        done = merge_campaigns(MergePlan([folder], tmp_path / "merged"), feedback)
        for path in (workspace, spare):
            assert told(done, str(path), "1 image", "not merged")

    def test_what_is_taken_over_is_told_no_more(self, folder, waiting, opened, exported, feedback):
        workspace, spare = waiting
        opened(folder)
        assert not told(exported(workspace), str(spare))
        assert not told(restore_campaign(folder, "", feedback), str(spare))


class TestTheDock:
    def test_it_says_in_one_line_what_came(self, folder, both, desk):
        _, spare = both
        draw(spare, NEAR)
        desk.open(folder)
        (text,) = [one for one in desk.bar.texts() if "taken over" in one]
        assert "Edits of 1 image were taken over from another workspace of this folder." in text
        assert desk.palette.counts() == {"water": 5, "urban": 2, "field": 2}

    def test_it_says_that_flags_came(self, folder, both, desk):
        _, spare = both
        set_marks(spare, a=ImageMark(flagged=True))
        desk.open(folder)
        (text,) = [one for one in desk.bar.texts() if "another workspace" in one]
        assert "States or flags of 1 image came from another workspace" in text
        assert "Edits of" not in text

    def test_two_versions_are_chosen_from_like_those_in_the_folder(self, folder, both, desk):
        workspace, spare = both
        relabel(spare, "urban", "water")
        relabel(workspace, "urban", "field")
        desk.open(folder)
        page = desk.dock.pages.conflicts
        assert page.isVisible()
        assert page.summary.text() == "1 conflict with the folder and its other workspaces"
        desk.bot.wait(50)
        desk.click(page.theirs)
        assert as_html(page.what.text()).endswith(f"“There” is another workspace, {spare}.")
        desk.click(page.apply)
        desk.wait()
        assert not page.isVisible() and boxes(workspace) == ["field", "water"]
