"""A workspace in the profile, from when the folder was read-only: no edit of it is out of sight."""

import os
import shutil
from collections import Counter

from scaneo_bridge.core.base.model import ImageMark, ImageState, Label, Severity
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.opening import open_campaign as importing
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FIELD, URBAN, WATER, features_of
from support.editing import saved_states, set_marks, sql
from support.files.writer import edit_and_die
from support.geojson import as_bytes, collection, detection, one_of_each
from support.layers import BOX_AREA
from support.rights import unwritable
from support.subjects.two_homes import NEAR, boxes, delete, draw, relabel, told

FAR = (41.7, 2.3, 41.8, 2.4)


def files_beside(workspace):
    """A GeoPackage's files, and how they look; not SQLite's index, which has no edit."""
    found = sorted(workspace.parent.glob(f"{workspace.name}*"))
    return [
        (one.name, "" if one.name.endswith("-shm") else (one.read_bytes(), one.stat().st_mtime_ns))
        for one in found
    ]


class TestAfterTheFolderWasReadOnly:
    def test_edits_come_to_the_folders_own(self, folder, workspace, opened, exported):
        with unwritable(folder):
            spare = opened(folder).workspace.path
            relabel(spare, "urban", "field")
            draw(spare, NEAR)
            sql(spare, "DELETE FROM segmentation WHERE image = '2024/b.tif'")
            assert opened(folder).edited == ["2024/b.tif", "a.tif"]
        before = spare.read_bytes()
        again = opened(folder)
        assert again.workspace.path == workspace and again.edited == ["2024/b.tif", "a.tif"]
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
            spare = opened(folder).workspace.path
            assert boxes(spare) == boxes(workspace) == ["field", "field", "water", "water"]
            delete(spare, "water")
        again = opened(folder)
        assert not again.conflicts
        assert boxes(workspace) == ["field", "field"]

    def test_the_members_of_what_was_deleted_here_come_back(self, campaign, opened, exported):
        one = detection(id="one", properties={"score": 0.5})
        folder = campaign({"a.geojson": collection(one)}, ["a.tif"])
        workspace = opened(folder).workspace.path
        with unwritable(folder):
            spare = opened(folder).workspace.path
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
            draw(opened(folder).workspace.path, FAR)
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
            assert again.workspace.path == spare and boxes(spare) == ["urban", "water"]
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
            assert again.workspace.path == spare and boxes(spare) == ["urban", "urban", "water"]
            assert told(again, str(workspace), "taken over")
            delete(spare, "urban")
        assert not opened(folder).conflicts
        assert boxes(workspace) == ["water"]

    def test_a_project_goes_on_with_the_one_in_the_profile(self, folder, both, opened):
        workspace, spare = both
        draw(workspace, NEAR)
        again = opened(folder, spare)
        assert again.workspace.path == spare and boxes(spare) == ["field", "urban", "water"]
        assert told(again, str(workspace))
