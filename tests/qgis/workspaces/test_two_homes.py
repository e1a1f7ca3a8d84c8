"""A campaign with several workspaces: whatever rights, mounts and copies do, no edit is out of
sight, none is there twice, and none gives way in silence."""

import os
import shutil
import tempfile
from collections import Counter

import pytest
from scaneo_bridge.core.base.image_state import ImageMark, ImageState
from scaneo_bridge.core.base.model import Label, Severity
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.opening import open_campaign as importing
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.campaign.workspaces import of_campaign
from scaneo_bridge.core.campaign.workspaces import workspace_merge as taking
from scaneo_bridge.core.campaign.workspaces.conflicts import read_conflicts, resolve_conflicts
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.editor_lock import EditorLock
from scaneo_bridge.core.workspace.geopackage.database import WorkspaceError
from scaneo_bridge.core.workspace.open_edits import store_open_edits
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, URBAN, WATER, features_of
from support.children import forked
from support.dock import as_html
from support.editing import saved_states, set_marks
from support.geojson import as_bytes, collection, detection, one_of_each
from support.images import write_image
from support.layers import BOX_AREA
from support.rights import also_at, cannot_mount, unwritable
from support.writer import edit_and_die

pytest_plugins = ["support.dock", "support.mouse"]

NEAR = (41.2, 2.1, 41.3, 2.2)
FAR = (41.7, 2.3, 41.8, 2.4)
mounts = pytest.mark.skipif(cannot_mount() != "", reason=cannot_mount())
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch):
    """A user's profile of the test's own."""
    place = tmp_path / "profiles" / "default"

    class Application:
        @staticmethod
        def qgisSettingsDirPath():
            return f"{place}/"

    monkeypatch.setattr(of_campaign, "QgsApplication", Application)
    return place


def sql(workspace, *statements):
    with Workspace.open(workspace) as opened, opened.database.transaction():
        for statement in statements:
            opened.database.execute(statement)


def draw(workspace, box, label="water", image="a.tif"):
    """Adds a box."""
    south, west, north, east = box
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    shape = f"AsGPB(GeomFromText('POLYGON(({ring}))', 4326))"
    sql(
        workspace,
        f"INSERT INTO detection (geom, image, label) VALUES ({shape}, '{image}', '{label}')",
    )


def relabel(workspace, old, new, image="a.tif", task="detection"):
    sql(workspace, f"UPDATE {task} SET label = '{new}' WHERE label = '{old}' AND image = '{image}'")


def delete(workspace, label, image="a.tif"):
    sql(workspace, f"DELETE FROM detection WHERE label = '{label}' AND image = '{image}'")


def files_beside(workspace):
    """A GeoPackage's files, and how they look; not SQLite's index, which has no edit."""
    found = sorted(workspace.parent.glob(f"{workspace.name}*"))
    return [
        (one.name, "" if one.name.endswith("-shm") else (one.read_bytes(), one.stat().st_mtime_ns))
        for one in found
    ]


def boxes(workspace, image="a.tif"):
    """The labels of an image's boxes."""
    with Workspace.open(workspace, writable=False) as opened:
        rows = [row.annotation for row in opened.annotations(image)]
    return sorted(one.label for one in rows if one.task.value == "detection")


def told(opened, *words):
    """The problems that have all these words."""
    return [one for one in opened.problems if all(word in str(one) for word in words)]


@pytest.fixture
def both(folder, workspace, opened):
    """The folder's own workspace, and the one in which it was edited while it was read-only."""
    with unwritable(folder):
        spare = opened(folder).workspace
    assert spare.parent != folder
    return workspace, spare


class TestAfterTheFolderWasReadOnly:
    def test_edits_come_to_the_folders_own(self, folder, workspace, opened, exported):
        with unwritable(folder):
            spare = opened(folder).workspace
            relabel(spare, "urban", "field")
            draw(spare, NEAR)
            sql(spare, "DELETE FROM segmentation WHERE image = '2024/b.tif'")
            assert opened(folder).edited == ["2024/b.tif", "a.tif"]
        before = spare.read_bytes()
        again = opened(folder)
        assert again.workspace == workspace and again.edited == ["2024/b.tif", "a.tif"]
        assert boxes(workspace) == ["field", "field", "water"]
        (line,) = told(again, str(spare))
        assert line.severity is Severity.INFO and "2 images" in line.what
        assert "last edited 2" in line.what
        exported(workspace)
        labels = Counter(one["properties"]["label"] for one in features_of(folder))
        assert labels == {"field": 2, "water": 3}
        assert len(features_of(folder, "2024/b.geojson")) == 3
        assert spare.read_bytes() == before

    def test_it_is_taken_over_once(self, folder, both, opened, exported):
        workspace, spare = both
        draw(spare, NEAR)
        opened(folder)
        assert boxes(workspace) == ["field", "urban", "water"]
        assert told(opened(folder), str(spare)) == []
        delete(workspace, "water")  # what is deleted here stays so
        assert not opened(folder).taken and boxes(workspace) == ["field", "urban"]
        draw(spare, FAR, "urban")  # and later edits over there come by themselves
        assert opened(folder).taken == ["a.tif"]
        assert boxes(workspace) == ["field", "urban", "urban"]
        exported(workspace)
        assert told(opened(folder), str(spare)) == [] and boxes(workspace)[1:] == ["urban"] * 2

    def test_both_were_edited(self, folder, both, opened):
        workspace, spare = both
        relabel(spare, "urban", "water")
        draw(spare, NEAR)
        delete(workspace, "field")
        draw(workspace, FAR, "field")
        draw(workspace, NEAR)  # alike on both sides: one
        assert opened(folder).conflicts == []
        assert boxes(workspace) == ["field", "water", "water"]

    def test_edits_that_waited_before_are_no_news(self, folder, workspace, opened):
        """The copy began with them: what became of them there is known."""
        draw(workspace, NEAR)
        draw(workspace, FAR, "field")
        relabel(workspace, "urban", "water")
        with unwritable(folder):
            spare = opened(folder).workspace
            assert boxes(spare) == boxes(workspace) == ["field", "field", "water", "water"]
            delete(spare, "water")
        again = opened(folder)
        assert not again.conflicts
        assert boxes(workspace) == ["field", "field"]

    def test_the_members_of_what_was_deleted_here_come_back(self, campaign, opened, exported):
        one = detection(id="one", properties={"score": 0.5})
        folder = campaign({"a.geojson": collection(one)}, ["a.tif"])
        workspace = opened(folder).workspace
        with unwritable(folder):
            spare = opened(folder).workspace
            relabel(spare, "urban", "field")
        delete(workspace, "urban")
        assert opened(folder).conflicts == ["a.geojson"]
        open_campaign(folder, None, importing.QgsFeedback(), Side.THEIRS)
        exported(workspace)
        (feature,) = features_of(folder)
        assert (feature["id"], feature["properties"]["score"]) == ("one", 0.5)

    def test_the_folder_was_changed_meanwhile(self, folder, both, opened, exported):
        """Each edit is one of the file that it was made in."""
        workspace, spare = both
        relabel(spare, "urban", "water")
        news = collection(*reversed(one_of_each()), detection("field", FAR))
        (folder / "a.geojson").write_bytes(as_bytes(news))
        again = opened(folder)
        assert not again.conflicts and boxes(workspace) == ["field", "field", "water"]
        exported(workspace)
        assert told(opened(folder), str(spare)) == []

    def test_the_folders_own_was_exported_meanwhile(self, folder, both, opened, exported):
        workspace, spare = both
        relabel(spare, "urban", "water")
        delete(workspace, "field")
        draw(workspace, FAR, "field")
        exported(workspace)
        assert not opened(folder).conflicts
        assert boxes(workspace) == ["field", "water"]

    def test_what_can_not_be_exported_comes_along_once(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR, "")
        draw(spare, (41.2, 2.1, 41.2, 2.1), "flat")
        sql(spare, "INSERT INTO detection (geom, image, label) SELECT geom, NULL, 'lost' "
                   "FROM detection LIMIT 1")  # fmt: skip
        for _ in range(2):
            opened(folder)
            assert boxes(workspace) == ["", "field", "flat", "urban"]
            assert boxes(workspace, "") == ["lost"]
        draw(spare, FAR)
        delete(workspace, "")
        opened(folder)
        assert boxes(workspace) == ["field", "flat", "urban", "water"]

    def test_what_can_not_be_exported_and_was_there_before(self, folder, workspace, opened):
        draw(workspace, NEAR, "")
        with unwritable(folder):
            draw(opened(folder).workspace, FAR)
        draw(workspace, (41.3, 2.1, 41.4, 2.2), "field")
        for _ in range(2):
            opened(folder)
            assert boxes(workspace) == ["", "field", "field", "urban", "water"]

    def test_copies_of_one_annotation_come_all(self, folder, both, opened):
        """QGIS copies hidden fields, too: two rows claim one place in the file."""
        workspace, spare = both
        sql(spare, "INSERT INTO detection (geom, image, label, origin, place) SELECT "
                   f"AsGPB(GeomFromText('{BOX_AREA}', 4326)), image, label, origin, place "
                   "FROM detection WHERE image = 'a.tif' AND label = 'urban'")  # fmt: skip
        opened(folder)
        assert boxes(workspace) == ["field", "urban", "urban"]

    def test_an_image_that_is_gone(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR, image="2024/b.tif")
        shutil.rmtree(folder / "2024")
        again = opened(folder)
        assert told(again, "2024/b.tif", "gone") or "2024/b.tif" in again.taken
        assert boxes(workspace, "2024/b.tif") == ["field", "urban", "water"]

    def test_states_and_flags(self, folder, both, opened):
        workspace, spare = both
        set_marks(spare, a=ImageMark(ImageState.DONE, True), b=ImageMark(ImageState.SKIPPED))
        set_marks(workspace, b=ImageMark(ImageState.DONE, True))
        again = opened(folder)
        assert saved_states(workspace) == {"a.tif": "done flagged", "2024/b.tif": "done flagged"}
        assert told(again, "1 image got another state", str(spare))
        (line,) = told(again, "taken over")
        assert line.what.startswith("States or flags of 1 image were taken over")
        assert again.taken_marks == ["a.tif"] and not again.taken
        assert told(opened(folder), str(spare)) == []
        set_marks(workspace, a=ImageMark())
        opened(folder)
        assert saved_states(workspace)["a.tif"] == "todo"

    def test_labels(self, folder, both, opened, exported):
        workspace, spare = both
        road, town = Label("road", "#112233"), Label("town", URBAN.color, ("urban",))
        with Workspace.open(spare) as known, known.database.transaction():
            known.set_labels([WATER, town, FIELD, road])
        for image in ("a.tif", "2024/b.tif"):
            relabel(spare, "urban", "town", image)
        with Workspace.open(workspace) as known, known.database.transaction():
            known.set_labels([Label("water", "#000001"), URBAN, FIELD])
        again = opened(folder)
        with Workspace.open(workspace) as known:
            labels = known.labels()
        assert [label.name for label in labels] == ["water", "town", "field", "road"]
        assert labels[0].color == "#000001" and labels[1].was == ("urban",)
        (line,) = told(again, "taken over")
        assert line.what.startswith("Edits of 2 images and edits of its labels were taken over")
        exported(workspace)
        assert boxes(workspace) == boxes(workspace, "2024/b.tif") == ["field", "town"]

    def test_what_a_killed_program_left_beside_it_belongs_to_it(self, folder, both, opened):
        workspace, spare = both
        edit_and_die(spare)
        assert spare.with_name(f"{spare.name}-wal").stat().st_size
        opened(folder)
        assert boxes(workspace) == ["edited", "edited"]
        assert boxes(workspace, "2024/b.tif") == ["edited", "edited"]

    def test_a_look_takes_nothing_in_for_it(
        self, folder, both, opened, exported, previewed, feedback, tmp_path
    ):
        """What lies beside it stays there, whoever looks; and it is told no more once taken."""
        workspace, spare = both
        edit_and_die(spare)
        before = files_beside(spare)
        assert len(before) == 3
        previewed(workspace)
        merge_campaigns(MergePlan([folder], tmp_path / "merged"), feedback)
        assert files_beside(spare) == before
        for _ in range(2):
            opened(folder)
            assert boxes(workspace) == ["edited", "edited"]
            assert not told(previewed(workspace), str(spare))
            assert files_beside(spare) == before
        exported(workspace)
        assert files_beside(spare) == before

    def test_that_its_own_program_tidies_it_up_is_no_news(
        self, folder, both, opened, previewed, feedback, tmp_path
    ):
        workspace, spare = both
        edit_and_die(spare)
        opened(folder)
        with Workspace.open(spare):  # takes in what lies beside it
            pass
        os.utime(spare)
        assert not told(previewed(workspace), str(spare))
        merged = merge_campaigns(MergePlan([folder], tmp_path / "merged"), feedback)
        assert not told(merged, str(spare))
        draw(spare, FAR)
        assert told(previewed(workspace), str(spare), "has edits of 1 image")

    def test_it_is_read_only_again(self, folder, both, opened):
        """Then the copy of the folder's own is made anew; the old one is kept."""
        workspace, spare = both
        draw(spare, NEAR)
        opened(folder)
        delete(workspace, "field")
        with unwritable(folder):
            again = opened(folder)
            assert again.workspace == spare and boxes(spare) == ["urban", "water"]
            (old,) = spare.parent.glob("*.old.gpkg")
            assert boxes(old) == ["field", "urban", "water"]
            draw(spare, FAR, "urban")
        opened(folder)
        assert boxes(workspace) == ["urban", "urban", "water"]

    def test_both_have_news_as_it_is_read_only_again(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR)
        relabel(workspace, "field", "urban")
        with unwritable(folder):
            again = opened(folder)
            assert again.workspace == spare and boxes(spare) == ["urban", "urban", "water"]
            assert told(again, str(workspace), "taken over")
            delete(spare, "urban")
        assert not opened(folder).conflicts
        assert boxes(workspace) == ["water"]

    def test_a_project_goes_on_with_the_one_in_the_profile(self, folder, both, opened):
        workspace, spare = both
        draw(workspace, NEAR)
        again = opened(folder, spare)
        assert again.workspace == spare and boxes(spare) == ["field", "urban", "water"]
        assert told(again, str(workspace))


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
        store_open_edits(spare, self.KEPT)
        opened(folder)
        assert len(boxes(workspace) + boxes(workspace, "2024/b.tif")) == 3
        assert told(opened(folder), str(spare)) == []

    def test_one_that_is_open_is_told_and_comes_later(self, folder, both, opened):
        workspace, spare = both
        draw(spare, NEAR)
        store_open_edits(spare, self.KEPT)
        claim = EditorLock(spare)
        assert claim.take()
        again = opened(folder)
        assert told(again, str(spare), "is open for editing by", str(os.getpid()))
        assert boxes(workspace) == ["field", "urban"] and not again.taken
        claim.release()
        assert opened(folder).taken

    def test_those_of_one_that_lives_are_not_copied(self, folder, workspace, opened):
        store_open_edits(workspace, self.KEPT)
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
        assert again.workspace == workspace and told(again, str(spare), "can't be read")
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
            workspace = opened(folder).workspace
            with Workspace.open(workspace, writable=False) as known:
                assert [image.path for image in known.images()] == ["a.tif"]
        assert first.exists()


class TestFoundWhereverItIs:
    def after(self, folder, spare, opened):
        again = opened(folder)
        assert told(again, str(spare), "taken over")
        assert boxes(again.workspace) == ["field", "urban", "water"]

    def test_the_folder_was_renamed(self, folder, both, opened):
        _, spare = both
        draw(spare, NEAR)
        self.after(folder.rename(folder.parent / "renamed"), spare, opened)

    def test_the_folder_was_renamed_and_can_not_be_written(self, folder, opened):
        """It has no workspace of its own."""
        with unwritable(folder):
            spare = opened(folder).workspace
            draw(spare, NEAR)
        moved = folder.rename(folder.parent / "renamed")
        with unwritable(moved):
            again = opened(moved)
        assert again.workspace == spare and boxes(spare) == ["field", "urban", "water"]
        assert opened(moved).workspace == spare

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
                spare = opened(place).workspace
                draw(spare, NEAR)
        if not is_left:
            (tmp_path / "usb").rmdir()
        with also_at(disk, tmp_path / "usb1") as place:
            self.after(place, spare, opened)

    @mounts
    def test_the_folder_was_mounted_at_places_that_are_left(self, folder, workspace, opened):
        """It could not be written there, nor at the next one."""
        with also_at(folder, folder.parent / "usb") as place, unwritable(place):
            spare = opened(place).workspace
            draw(spare, NEAR)
        with also_at(folder, folder.parent / "usb1") as place, unwritable(place):
            assert boxes(opened(place).workspace) == ["field", "urban", "water"]
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
            assert boxes(again.workspace) == ["field", "urban"]
            for done in (previewed(again.workspace), exported(again.workspace)):
                (line,) = told(done, str(spare))
                assert f"was made for {folder}," in line.what
        assert (moved / "a.geojson").read_bytes() == before

    def test_a_guess_is_no_conflict(self, look_alike, opened, feedback):
        moved, _ = look_alike
        relabel(moved / "scaneo.gpkg", "field", "water")
        again = opened(moved)
        assert again.conflicts == [] and boxes(again.workspace) == ["urban", "water"]
        assert not len(read_conflicts(again.workspace, feedback))

    def test_a_guess_is_told_by_restores_and_merges(self, look_alike, opened, feedback, tmp_path):
        moved, spare = look_alike
        merged = merge_campaigns(MergePlan([moved], tmp_path / "merged"), feedback)
        assert told(merged, str(spare), "was made for", "WORKSPACE")

    def test_one_who_knows_names_it_and_it_is_merged(self, look_alike, opened):
        """Once it was opened for this folder, it is known to be of it."""
        moved, spare = look_alike
        named = opened(moved, spare)
        assert named.workspace == spare and boxes(spare) == ["urban", "water"]
        again = opened(moved)
        assert again.workspace == moved / "scaneo.gpkg" and again.taken == ["a.tif"]
        assert boxes(again.workspace) == ["urban", "water"]
        assert told(opened(moved), str(spare)) == []

    def test_a_copy_of_the_folder_is_another_campaign(self, folder, both, opened, tmp_path):
        _, spare = both
        draw(spare, NEAR)
        shutil.copytree(folder, tmp_path / "copy")
        again = opened(tmp_path / "copy")
        assert told(again, str(spare)) == [] and boxes(again.workspace) == ["field", "urban"]

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
        assert opened(folder).workspace == spare

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
    def test_it_says_in_one_line_what_came(self, folder, both, session):
        _, spare = both
        draw(spare, NEAR)
        session.open(folder)
        (text,) = [one for one in session.messages() if "taken over" in one]
        assert "Edits of 1 image were taken over from another workspace of this folder." in text
        assert session.counts() == {"water": 5, "urban": 2, "field": 2}

    def test_it_says_that_flags_came(self, folder, both, session):
        _, spare = both
        set_marks(spare, a=ImageMark(flagged=True))
        session.open(folder)
        (text,) = [one for one in session.messages() if "another workspace" in one]
        assert "States or flags of 1 image came from another workspace" in text
        assert "Edits of" not in text

    def test_two_versions_are_chosen_from_like_those_in_the_folder(self, folder, both, session):
        workspace, spare = both
        relabel(spare, "urban", "water")
        relabel(workspace, "urban", "field")
        session.open(folder)
        page = session.pages.conflicts
        assert page.isVisible()
        assert page.summary.text() == "1 conflict with the folder and its other workspaces"
        session.bot.wait(50)
        session.click(page.theirs)
        assert as_html(page.what.text()).endswith(f"“There” is another workspace, {spare}.")
        session.click(page.apply)
        session.wait()
        assert not page.isVisible() and boxes(workspace) == ["field", "water"]
