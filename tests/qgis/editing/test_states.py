"""How far people are with an image: by key and by menu, in the workspace and in the files."""

import json
import os
import shutil
from threading import Event

import pytest
from qgis.core import Qgis, QgsFeedback
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.image_state import ImageMark, ImageState
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.formats.scaneo.change import VERIFIED_FILE
from scaneo_bridge.core.workspace.image_marks import write_image_marks
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell.loaded import LoadedCampaign
from support.editing import CTRL, FLAGGED, SHIFT, locked, saved_states, set_marks
from support.folders import contents, write_files
from support.geojson import as_bytes, classification, collection, detection, feature
from support.images import write_image

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

STATE_KEYS = {"D": "done", "X": "empty", "K": "skipped", "U": "todo"}
EMPTY_LIST = {"type": "FeatureCollection", "features": []}


@pytest.fixture
def user(walker, tiles):
    return walker.open(tiles)


def key_of(letter):
    return getattr(Qt.Key, f"Key_{letter}")


class TestKeysAndMenu:
    @pytest.mark.parametrize(("letter", "state"), STATE_KEYS.items())
    def test_a_key_gives_a_state_and_the_finished_go_on(self, user, tiles, letter, state):
        if letter == "U":
            user.key(key_of("K"))
            user.key(Qt.Key.Key_P)
        user.key(key_of(letter))
        assert user.states()["a.tif"] == saved_states(tiles / "scaneo.gpkg")["a.tif"] == state
        assert user.current == ("b.tif" if letter in "DXK" else "a.tif")

    def test_the_same_key_puts_a_flag_and_takes_it_away(self, user, tiles):
        for state in ("todo flagged", "todo", "todo flagged"):
            user.key(key_of("F"))
            assert user.states()["a.tif"] == saved_states(tiles / "scaneo.gpkg")["a.tif"] == state
            assert user.current == "a.tif"

    @pytest.mark.parametrize(("letter", "state"), STATE_KEYS.items())
    def test_a_flag_and_a_state_leave_each_other_alone(self, user, tiles, letter, state):
        def has(mark):
            return user.states()["a.tif"] == saved_states(tiles / "scaneo.gpkg")["a.tif"] == mark

        user.key(key_of("F"))
        user.key(key_of(letter))
        assert has(f"{state} flagged")
        if letter in "DXK":
            assert user.navigator.progress_text.text() == "1 of 4 done"
            user.key(Qt.Key.Key_P)
        user.key(key_of("F"))
        assert has(state)

    def test_one_that_is_flagged_is_to_do_like_any_other(self, user):
        user.key(Qt.Key.Key_N)
        user.key(key_of("F"))
        user.key(Qt.Key.Key_P)
        user.key(Qt.Key.Key_N, SHIFT)
        assert user.current == "b.tif" and user.states()["b.tif"] == "todo flagged"

    def test_many_keys_in_a_moment_leave_what_is_shown(self, user, tiles):
        user.keys("FFFFFDDDK")
        user.session.wait()
        assert user.states() == saved_states(tiles / "scaneo.gpkg")
        assert list(user.states().values()) == ["done flagged", "done", "done", "skipped"]

    def test_the_state_shows_at_once_where_edits_are_saved_with_it(self, user, tiles):
        for _ in range(2):
            user.box()
            user.key(key_of("D"))
        user.box()
        user.key(key_of("F"))
        expected = {"a.tif": "done", "b.tif": "done", "c.tif": "todo flagged", "d.tif": "todo"}
        assert user.states() == saved_states(tiles / "scaneo.gpkg") == expected
        assert user.navigator.progress_text.text() == "2 of 4 done"

    def test_the_menu_gives_a_state_to_several_rows(self, user, tiles):
        user.select_rows("b.tif", "d.tif")
        user.mark("d.tif", "Skipped")
        expected = {"a.tif": "todo", "b.tif": "skipped", "c.tif": "todo", "d.tif": "skipped"}
        assert user.states() == saved_states(tiles / "scaneo.gpkg") == expected
        assert user.current == "a.tif"

    def test_the_menu_flags_all_rows_or_takes_the_flags_away(self, user, tiles):
        user.select_rows("b.tif", "c.tif")
        user.mark("c.tif", "Done")
        for selected, flagged in (
            (("b.tif",), "b"),
            (("b.tif", "c.tif"), "bc"),
            (("b.tif", "c.tif"), ""),
        ):
            user.select_rows(*selected)
            user.mark(selected[0], "Flagged")
            expected = {
                image: "done flagged" if image[0] in flagged else "done"
                for image in ("b.tif", "c.tif")
            }
            assert expected.items() <= user.states().items()
            assert user.states() == saved_states(tiles / "scaneo.gpkg")

    def test_some_that_have_it_already_keep_it(self, user):
        user.select_rows("b.tif")
        user.mark("b.tif", "Done")
        user.select_rows("b.tif", "c.tif")
        user.mark("c.tif", "Done")
        assert [user.states()[image] for image in ("b.tif", "c.tif")] == ["done", "done"]
        user.select_rows("b.tif", "c.tif")
        user.mark("c.tif", "Done")
        assert [user.states()[image] for image in ("b.tif", "c.tif")] == ["done", "done"]

    def test_from_the_last_image_on_to_those_left_out(self, user):
        user.session.go_to("d.tif")
        user.canvas.setFocus()
        user.key(key_of("D"))
        assert user.states()["d.tif"] == "done" and user.current == "a.tif"
        for _ in range(4):  # the last of them on d.tif, which stays done
            user.key(key_of("D"))
        assert set(user.states().values()) == {"done"} and user.current == "d.tif"
        assert "No other image is to do." in user.said()


class TestVerifiedEmpty:
    @pytest.mark.parametrize("pause", [0, 100])
    def test_what_is_drawn_but_not_saved_yet_refuses_it(self, user, tiles, pause):
        user.box()
        if pause:
            user.bot.wait(pause)
        user.bot.keyClick(user.canvas, Qt.Key.Key_X)  # at once
        user.session.wait()
        assert user.states()["a.tif"] == "todo" and user.current == "a.tif"
        assert "a.tif has annotations" in user.said()
        user.session.layer("detection").undoStack().undo()
        user.key(key_of("X"))
        assert user.states()["a.tif"] == saved_states(tiles / "scaneo.gpkg")["a.tif"] == "empty"

    def test_annotations_refuse_it_for_all_of_several_images(self, user, tiles):
        user.box()
        user.select_rows("a.tif", "b.tif")
        user.mark("b.tif", "Verified empty")
        assert set(saved_states(tiles / "scaneo.gpkg").values()) == {"todo"}
        assert set(user.states().values()) == {"todo"}

    def test_it_is_exported_as_an_empty_list_once(self, user, tiles):
        user.key(key_of("X"))
        assert user.session.preview().startswith("1 file")
        user.session.click(user.session.pages.export.write)
        user.session.wait()
        assert json.loads((tiles / "a.geojson").read_bytes()) == EMPTY_LIST
        assert not (tiles / "b.geojson").exists()
        before = contents(tiles)
        assert user.session.preview() is None, "there is nothing more to write"
        assert contents(tiles) == before

    def test_unmarked_before_the_export_it_writes_nothing(self, user, tiles):
        user.key(key_of("X"))
        user.key(Qt.Key.Key_P)
        user.key(key_of("U"))
        assert user.states()["a.tif"] == "todo"
        assert user.session.preview() is None
        assert not (tiles / "a.geojson").exists()

    def test_an_annotation_makes_it_to_do_again(self, user, tiles):
        user.key(key_of("X"))
        user.key(Qt.Key.Key_P)
        user.box()
        user.key(Qt.Key.Key_N)
        assert user.states()["a.tif"] == saved_states(tiles / "scaneo.gpkg")["a.tif"] == "todo"

    def test_once_its_annotations_are_deleted_it_can_be(self, user, tiles):
        user.box()
        user.key(Qt.Key.Key_N)
        user.key(Qt.Key.Key_P)
        user.key(Qt.Key.Key_V)
        user.key(Qt.Key.Key_A, CTRL)
        user.session.layer("detection").selectAll()
        user.key(Qt.Key.Key_Delete)
        user.key(key_of("X"))
        assert saved_states(tiles / "scaneo.gpkg")["a.tif"] == "empty"
        assert user.current == "b.tif"


class TestImport:
    @pytest.mark.parametrize(
        ("content", "state"),
        [
            (VERIFIED_FILE, "empty"),
            (b' {"features" : [ ],\n"type": "FeatureCollection", "name": "x"}', "empty"),
            (as_bytes(collection()), "todo"),
            (as_bytes(collection(), indent=1), "todo"),
            (b'{"type": "FeatureCollection", "features": [\n]}\n', "todo"),
            (as_bytes(collection(feature("keypoints", "nose", None))), "todo"),
            (as_bytes(collection(detection())), "todo"),
            (as_bytes(collection())[:-3], "todo"),
            (b"", "todo"),
            (as_bytes(collection({"type": "Feature"})), "todo"),
        ],
        ids=[
            "ours",
            "ours, spelt anew",
            "SCANEO's",
            "indented",
            "GDAL's",
            "unknown task",
            "a box",
            "cut off",
            "empty file",
            "broken feature",
        ],
    )
    def test_an_empty_list_is_verified_where_we_wrote_it_for_that(
        self, campaign, opened, content, state
    ):
        folder = campaign({"a.geojson": content})
        workspace = opened(folder).workspace
        assert saved_states(workspace) == {"a.tif": state, "2024/b.tif": "todo"}

    def test_a_file_that_is_emptied_on_disk_becomes_it(self, folder, workspace, opened):
        write_files(folder, {"a.geojson": collection()})  # by SCANEO, perhaps, with points
        opened(folder)
        assert saved_states(workspace)["a.tif"] == "todo"
        write_files(folder, {"a.geojson": VERIFIED_FILE})
        opened(folder)
        assert saved_states(workspace)["a.tif"] == "empty"
        write_files(folder, {"a.geojson": collection(classification())})
        opened(folder)
        assert saved_states(workspace)["a.tif"] == "todo"

    def test_what_was_verified_is_so_on_another_machine_and_what_was_emptied_is_not(
        self, campaign, opened, tmp_path
    ):
        files = {"a.geojson": collection(detection()), "2024/b.geojson": collection()}
        workspace = opened(campaign(files)).workspace
        with Workspace.open(workspace) as known, known.database.transaction():
            known.database.execute("DELETE FROM detection")
            write_image_marks(known, {"2024/b.tif": ImageMark(ImageState.EMPTY)})
        out = tmp_path / "out"
        export_campaign(workspace, None, QgsFeedback())
        for image in ("a.tif", "2024/b.tif"):
            (out / image).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(workspace.parent / image, out / image)
        for file in files:
            shutil.copyfile(workspace.parent / file, out / file)
            assert json.loads((out / file).read_bytes()) == collection()
        assert saved_states(opened(out).workspace) == {"a.tif": "todo", "2024/b.tif": "empty"}
        with Workspace.open(workspace) as known, known.database.transaction():
            write_image_marks(known, {"2024/b.tif": ImageMark(ImageState.TODO)})
        export_campaign(workspace, None, QgsFeedback())
        assert (workspace.parent / "2024/b.geojson").read_bytes() == as_bytes(collection())

    def test_states_outlive_a_file_that_changed(self, folder, workspace, opened):
        set_marks(workspace, a=ImageMark(ImageState.DONE, True), b=FLAGGED)
        write_files(folder, {"a.geojson": collection(detection(), detection("field"))})
        opened(folder)
        assert saved_states(workspace) == {"a.tif": "done flagged", "2024/b.tif": "todo flagged"}

    def test_states_go_with_an_image_that_is_renamed(self, folder, workspace, opened):
        set_marks(workspace, a=ImageMark(ImageState.DONE, True))
        os.rename(folder / "a.tif", folder / "a.TIF")
        opened(folder)
        assert saved_states(workspace) == {"a.TIF": "done flagged", "2024/b.tif": "todo"}

    def test_states_are_there_when_the_campaign_is_opened_again(self, walker, tiles):
        user = walker.open(tiles)
        user.keys("DXF")
        user.session.wait()
        user.session.open(tiles)
        expected = {"a.tif": "done", "b.tif": "empty", "c.tif": "todo flagged", "d.tif": "todo"}
        assert user.states() == expected
        user.session.project.clear()
        user.session.open(tiles)
        assert user.states() == expected


class TestWorkspaceThatRefuses:
    def test_one_that_is_locked_keeps_what_was_marked_open_and_says_so(self, user, tiles):
        with locked(tiles / "scaneo.gpkg"):
            user.key(key_of("F"))
            told = "\n".join(user.session.messages(Qgis.MessageLevel.Critical))
        assert "another program is writing" in told and "disk" not in told
        assert user.states()["a.tif"] == "todo flagged"
        user.key(Qt.Key.Key_N)
        assert saved_states(tiles / "scaneo.gpkg") == user.states()
        assert user.states()["a.tif"] == "todo flagged"


def test_an_image_that_is_new_is_to_do(folder, workspace, opened):
    set_marks(workspace, a=ImageMark(ImageState.DONE))
    write_image(folder / "new.tif")
    opened(folder)
    assert saved_states(workspace)["new.tif"] == "todo"


def test_what_is_marked_after_a_campaign_was_read_again_and_before_it_is_shown_counts(
    labeller, qtbot, monkeypatch
):
    controller, read, shown = labeller.session.controller, Event(), Event()
    real = LoadedCampaign.of

    def read_and_wait(opened):
        loaded = real(opened)
        read.set()
        assert shown.wait(30)
        return loaded

    monkeypatch.setattr(LoadedCampaign, "of", read_and_wait)
    controller.reload()
    qtbot.waitUntil(read.is_set, timeout=30000)
    qtbot.keyClick(labeller.canvas, key_of("F"))
    workspace = labeller.folder / "scaneo.gpkg"
    qtbot.waitUntil(lambda: saved_states(workspace)["a.tif"] == "todo flagged")
    shown.set()
    qtbot.waitUntil(lambda: controller.is_idle)
    labeller.settle()
    assert [image.flagged for image in labeller.page.images.items] == [True, False]
