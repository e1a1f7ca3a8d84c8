"""A campaign's other workspace is found, whatever mounts, moves and copies do."""

import shutil

import pytest
from scaneo_bridge.core.base.model import ImageMark, Severity
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.opening import open_campaign as importing
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from support.editing import saved_states, set_marks, sql
from support.images import write_image
from support.rights import also_at, cannot_mount, unwritable
from support.subjects.two_homes import NEAR, boxes, delete, draw, relabel, told

mounts = pytest.mark.skipif(cannot_mount() != "", reason=cannot_mount())


class TestFoundWhereverItIs:
    def after(self, folder, spare, opened):
        again = opened(folder)
        assert told(again, str(spare), "taken over")
        assert boxes(again.workspace.path) == ["field", "urban", "water"]

    def test_the_folder_was_renamed(self, folder, both, opened):
        _, spare = both
        draw(spare, NEAR)
        self.after(folder.rename(folder.parent / "renamed"), spare, opened)

    def test_the_folder_was_renamed_and_can_not_be_written(self, folder, opened):
        """It has no workspace of its own."""
        with unwritable(folder):
            spare = opened(folder).workspace.path
            draw(spare, NEAR)
        moved = folder.rename(folder.parent / "renamed")
        with unwritable(moved):
            again = opened(moved)
        assert again.workspace.path == spare and boxes(spare) == ["field", "urban", "water"]
        assert opened(moved).workspace.path == spare

    @mounts
    def test_the_folder_is_at_another_place_too(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR)
        with also_at(folder, folder.parent / "mounted") as place:
            self.after(place, spare, opened)
        assert boxes(workspace) == ["field", "urban", "water"]

    @mounts
    @pytest.mark.parametrize("is_left", [False, True], ids=["", "the old place is left"])
    def test_the_folder_is_mounted_elsewhere_by_now(self, folder, opened, tmp_path, is_left):
        disk = tmp_path / "disk"
        shutil.copytree(folder, disk)
        with also_at(disk, tmp_path / "usb") as place:
            opened(place)
            with unwritable(place):
                spare = opened(place).workspace.path
                draw(spare, NEAR)
        if not is_left:
            (tmp_path / "usb").rmdir()
        with also_at(disk, tmp_path / "usb1") as place:
            self.after(place, spare, opened)

    @mounts
    def test_the_folder_was_mounted_at_places_that_are_left(self, folder, workspace, opened):
        """It could not be written there, nor at the next one."""
        with also_at(folder, folder.parent / "usb") as place, unwritable(place):
            spare = opened(place).workspace.path
            draw(spare, NEAR)
        with also_at(folder, folder.parent / "usb1") as place, unwritable(place):
            assert boxes(opened(place).workspace.path) == ["field", "urban", "water"]
        self.after(folder, spare, opened)

    def test_one_of_a_folder_that_is_empty_by_now_is_not_taken_for_this_ones(
        self, folder, both, opened
    ):
        """Its images may be away for a while."""
        _, spare = both
        images = folder.parent / "images"
        images.mkdir()
        write_image(images / "z.tif")
        for one in folder.rglob("*.tif"):
            one.unlink()
        with pytest.raises(WorkspaceError, match="belongs to"):
            open_campaign(images, spare, importing.QgsFeedback())

    def test_a_flag_alone_of_another_copy_is_told_as_such(self, look_alike, opened):
        moved, spare = look_alike
        sql(spare, "DELETE FROM changes")
        set_marks(spare, a=ImageMark(flagged=True))
        (line,) = told(opened(moved), str(spare))
        assert "has states or flags" in line.what and not line.what.count("edits")
        assert saved_states(moved / "scaneo.gpkg")["a.tif"] == "todo"

    @pytest.fixture
    def look_alike(self, folder, both, tmp_path):
        """A copy of the folder, which is gone: it was moved to another disk, or that was another
        one's copy. Nobody can tell."""
        _, spare = both
        draw(spare, NEAR)
        delete(spare, "field")
        moved = tmp_path / "elsewhere"
        shutil.copytree(folder, moved)
        shutil.rmtree(folder)
        return moved, spare

    def test_a_guess_is_told_and_not_merged(self, folder, look_alike, opened, exported, previewed):
        moved, spare = look_alike
        before = (moved / "a.geojson").read_bytes()
        for _ in range(2):
            again = opened(moved)
            (line,) = told(again, str(spare))
            assert line.severity is Severity.WARNING and "not taken over" in line.what
            assert f"was made for {folder}," in line.what and "last edited 2" in line.what
            assert "edits of 1 image" in line.what and "WORKSPACE" in line.mend
            assert not again.taken and not again.edited
            assert boxes(again.workspace.path) == ["field", "urban"]
            for done in (previewed(again.workspace.path), exported(again.workspace.path)):
                (line,) = told(done, str(spare))
                assert f"was made for {folder}," in line.what
        assert (moved / "a.geojson").read_bytes() == before

    def test_a_guess_is_no_conflict(self, look_alike, opened, feedback):
        moved, _ = look_alike
        relabel(moved / "scaneo.gpkg", "field", "water")
        again = opened(moved)
        assert again.conflicts == [] and boxes(again.workspace.path) == ["urban", "water"]
        assert not len(read_conflicts(again.workspace.path, feedback))

    def test_a_guess_is_told_by_restores_and_merges(self, look_alike, opened, feedback, tmp_path):
        moved, spare = look_alike
        merged = merge_campaigns(MergePlan([moved], tmp_path / "merged"), feedback)
        assert told(merged, str(spare), "was made for", "WORKSPACE")

    def test_one_who_knows_names_it_and_it_is_merged(self, look_alike, opened):
        """Once it was opened for this folder, it is known to be of it."""
        moved, spare = look_alike
        named = opened(moved, spare)
        assert named.workspace.path == spare and boxes(spare) == ["urban", "water"]
        again = opened(moved)
        assert again.workspace.path == moved / "scaneo.gpkg" and again.taken == ["a.tif"]
        assert boxes(again.workspace.path) == ["urban", "water"]
        assert told(opened(moved), str(spare)) == []

    def test_a_copy_of_the_folder_is_another_campaign(self, folder, both, opened, tmp_path):
        _, spare = both
        draw(spare, NEAR)
        shutil.copytree(folder, tmp_path / "copy")
        again = opened(tmp_path / "copy")
        assert told(again, str(spare)) == [] and boxes(again.workspace.path) == ["field", "urban"]

    def test_a_copy_lies_beside_it(self, folder, workspace, opened):
        copy = folder / "scaneo (copy).gpkg"
        shutil.copy(workspace, copy)
        draw(copy, NEAR)
        self.after(folder, copy, opened)

    def test_a_copy_that_was_opened_lies_elsewhere(self, folder, workspace, opened, tmp_path):
        copy = tmp_path / "elsewhere" / "mine.gpkg"
        copy.parent.mkdir()
        shutil.copy(workspace, copy)
        opened(folder, copy)
        draw(copy, NEAR)
        self.after(folder, copy, opened)

    def test_it_lies_in_another_profile(self, folder, both, opened, profile):
        _, spare = both
        draw(spare, NEAR)
        other = profile.parent / "work" / "scaneo_bridge" / spare.name
        other.parent.mkdir(parents=True)
        shutil.move(spare, other)
        self.after(folder, other, opened)

    def test_the_folders_own_was_deleted(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR)
        workspace.unlink()
        assert opened(folder).workspace.path == spare

    def test_an_older_copy_in_its_place_takes_nothing_back(self, folder, both, opened, tmp_path):
        workspace, spare = both
        old = shutil.copy(spare, tmp_path / "old.gpkg")
        draw(spare, NEAR)
        opened(folder)
        shutil.copy(old, spare)
        relabel(spare, "field", "water")
        assert not opened(folder).conflicts
        assert boxes(workspace) == ["urban", "water", "water"]

    def test_an_older_copy_with_as_many_edits_is_seen(self, folder, both, opened, tmp_path):
        workspace, spare = both
        old = shutil.copy(spare, tmp_path / "old.gpkg")
        relabel(spare, "urban", "water")
        opened(folder)
        shutil.copy(old, spare)
        relabel(spare, "field", "town")
        opened(folder)
        assert "town" in boxes(workspace)
