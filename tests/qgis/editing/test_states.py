"""How far people are with an image: by key and by menu, in the workspace and in the files."""

import json
import os
import shutil
from threading import Event

import pytest
from qgis.core import Qgis, QgsFeedback
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.formats.scaneo.change import VERIFIED_FILE
from scaneo_bridge.core.workspace.image_marks import write_image_marks
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.shell.loaded import LoadedCampaign
from support.editing import FLAGGED, locked, saved_states, set_marks
from support.folders import contents, write_files
from support.geojson import as_bytes, classification, collection, detection, feature
from support.images import write_image
from support.mouse import CTRL, SHIFT

pytest_plugins = ["support.desk.fixtures"]

STATE_KEYS = {"D": "done", "X": "empty", "K": "skipped", "U": "todo"}
EMPTY_LIST = {"type": "FeatureCollection", "features": []}


def key_of(letter):
    return getattr(Qt.Key, f"Key_{letter}")


class TestKeysAndMenu:
    @pytest.mark.parametrize(("letter", "state"), STATE_KEYS.items())
    def test_a_key_gives_a_state_and_the_finished_go_on(self, walking, tiles, letter, state):
        if letter == "U":
            walking.map.key(key_of("K"))
            walking.map.key(Qt.Key.Key_P)
        walking.map.key(key_of(letter))
        assert (
            walking.images.states()["a.tif"]
            == saved_states(tiles / "scaneo.gpkg")["a.tif"]
            == state
        )
        assert walking.images.current == ("b.tif" if letter in "DXK" else "a.tif")

    def test_the_same_key_puts_a_flag_and_takes_it_away(self, walking, tiles):
        for state in ("todo flagged", "todo", "todo flagged"):
            walking.map.key(key_of("F"))
            assert (
                walking.images.states()["a.tif"]
                == saved_states(tiles / "scaneo.gpkg")["a.tif"]
                == state
            )
            assert walking.images.current == "a.tif"

    @pytest.mark.parametrize(("letter", "state"), STATE_KEYS.items())
    def test_a_flag_and_a_state_leave_each_other_alone(self, walking, tiles, letter, state):
        def has(mark):
            return (
                walking.images.states()["a.tif"]
                == saved_states(tiles / "scaneo.gpkg")["a.tif"]
                == mark
            )

        walking.map.key(key_of("F"))
        walking.map.key(key_of(letter))
        assert has(f"{state} flagged")
        if letter in "DXK":
            assert walking.images.navigator.progress_text.text() == "1 of 4 done"
            walking.map.key(Qt.Key.Key_P)
        walking.map.key(key_of("F"))
        assert has(state)

    def test_one_that_is_flagged_is_to_do_like_any_other(self, walking):
        walking.map.key(Qt.Key.Key_N)
        walking.map.key(key_of("F"))
        walking.map.key(Qt.Key.Key_P)
        walking.map.key(Qt.Key.Key_N, modifiers=SHIFT)
        assert (
            walking.images.current == "b.tif" and walking.images.states()["b.tif"] == "todo flagged"
        )

    def test_many_keys_in_a_moment_leave_what_is_shown(self, walking, tiles):
        walking.map.keys("FFFFFDDDK")
        walking.wait()
        assert walking.images.states() == saved_states(tiles / "scaneo.gpkg")
        assert list(walking.images.states().values()) == ["done flagged", "done", "done", "skipped"]

    def test_the_state_shows_at_once_where_edits_are_saved_with_it(self, walking, tiles):
        for _ in range(2):
            walking.map.box()
            walking.map.key(key_of("D"))
        walking.map.box()
        walking.map.key(key_of("F"))
        expected = {"a.tif": "done", "b.tif": "done", "c.tif": "todo flagged", "d.tif": "todo"}
        assert walking.images.states() == saved_states(tiles / "scaneo.gpkg") == expected
        assert walking.images.navigator.progress_text.text() == "2 of 4 done"

    def test_the_menu_gives_a_state_to_several_rows(self, walking, tiles):
        walking.images.select("b.tif", "d.tif")
        walking.images.mark("d.tif", "Skipped")
        expected = {"a.tif": "todo", "b.tif": "skipped", "c.tif": "todo", "d.tif": "skipped"}
        assert walking.images.states() == saved_states(tiles / "scaneo.gpkg") == expected
        assert walking.images.current == "a.tif"

    def test_the_menu_flags_all_rows_or_takes_the_flags_away(self, walking, tiles):
        walking.images.select("b.tif", "c.tif")
        walking.images.mark("c.tif", "Done")
        for selected, flagged in (
            (("b.tif",), "b"),
            (("b.tif", "c.tif"), "bc"),
            (("b.tif", "c.tif"), ""),
        ):
            walking.images.select(*selected)
            walking.images.mark(selected[0], "Flagged")
            expected = {
                image: "done flagged" if image[0] in flagged else "done"
                for image in ("b.tif", "c.tif")
            }
            assert expected.items() <= walking.images.states().items()
            assert walking.images.states() == saved_states(tiles / "scaneo.gpkg")

    def test_some_that_have_it_already_keep_it(self, walking):
        walking.images.select("b.tif")
        walking.images.mark("b.tif", "Done")
        walking.images.select("b.tif", "c.tif")
        walking.images.mark("c.tif", "Done")
        assert [walking.images.states()[image] for image in ("b.tif", "c.tif")] == ["done", "done"]
        walking.images.select("b.tif", "c.tif")
        walking.images.mark("c.tif", "Done")
        assert [walking.images.states()[image] for image in ("b.tif", "c.tif")] == ["done", "done"]

    def test_from_the_last_image_on_to_those_left_out(self, walking):
        walking.images.go_to("d.tif")
        walking.map.canvas.setFocus()
        walking.map.key(key_of("D"))
        assert walking.images.states()["d.tif"] == "done" and walking.images.current == "a.tif"
        for _ in range(4):  # the last of them on d.tif, which stays done
            walking.map.key(key_of("D"))
        assert (
            set(walking.images.states().values()) == {"done"} and walking.images.current == "d.tif"
        )
        assert "No other image is to do." in walking.bar.text()


class TestVerifiedEmpty:
    @pytest.mark.parametrize("pause", [0, 100])
    def test_what_is_drawn_but_not_saved_yet_refuses_it(self, walking, tiles, pause):
        walking.map.box()
        if pause:
            walking.bot.wait(pause)
        walking.bot.keyClick(walking.map.canvas, Qt.Key.Key_X)  # at once
        walking.wait()
        assert walking.images.states()["a.tif"] == "todo" and walking.images.current == "a.tif"
        assert "a.tif has annotations" in walking.bar.text()
        walking.layer("detection").undoStack().undo()
        walking.map.key(key_of("X"))
        assert (
            walking.images.states()["a.tif"]
            == saved_states(tiles / "scaneo.gpkg")["a.tif"]
            == "empty"
        )

    def test_annotations_refuse_it_for_all_of_several_images(self, walking, tiles):
        walking.map.box()
        walking.images.select("a.tif", "b.tif")
        walking.images.mark("b.tif", "Verified empty")
        assert set(saved_states(tiles / "scaneo.gpkg").values()) == {"todo"}
        assert set(walking.images.states().values()) == {"todo"}

    def test_it_is_exported_as_an_empty_list_once(self, walking, tiles):
        walking.map.key(key_of("X"))
        assert walking.dock.preview().startswith("1 file")
        walking.click(walking.dock.pages.export.write)
        walking.wait()
        assert json.loads((tiles / "a.geojson").read_bytes()) == EMPTY_LIST
        assert not (tiles / "b.geojson").exists()
        before = contents(tiles)
        assert walking.dock.preview() is None, "there is nothing more to write"
        assert contents(tiles) == before

    def test_unmarked_before_the_export_it_writes_nothing(self, walking, tiles):
        walking.map.key(key_of("X"))
        walking.map.key(Qt.Key.Key_P)
        walking.map.key(key_of("U"))
        assert walking.images.states()["a.tif"] == "todo"
        assert walking.dock.preview() is None
        assert not (tiles / "a.geojson").exists()

    def test_an_annotation_makes_it_to_do_again(self, walking, tiles):
        walking.map.key(key_of("X"))
        walking.map.key(Qt.Key.Key_P)
        walking.map.box()
        walking.map.key(Qt.Key.Key_N)
        assert (
            walking.images.states()["a.tif"]
            == saved_states(tiles / "scaneo.gpkg")["a.tif"]
            == "todo"
        )

    def test_once_its_annotations_are_deleted_it_can_be(self, walking, tiles):
        walking.map.box()
        walking.map.key(Qt.Key.Key_N)
        walking.map.key(Qt.Key.Key_P)
        walking.map.key(Qt.Key.Key_V)
        walking.map.key(Qt.Key.Key_A, modifiers=CTRL)
        walking.layer("detection").selectAll()
        walking.map.key(Qt.Key.Key_Delete)
        walking.map.key(key_of("X"))
        assert saved_states(tiles / "scaneo.gpkg")["a.tif"] == "empty"
        assert walking.images.current == "b.tif"


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
        workspace = opened(folder).workspace.path
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
        workspace = opened(campaign(files)).workspace.path
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
        assert saved_states(opened(out).workspace.path) == {"a.tif": "todo", "2024/b.tif": "empty"}
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

    def test_states_are_there_when_the_campaign_is_opened_again(self, desktop, tiles):
        desk = desktop.begin(tiles)
        desk.map.keys("DXF")
        desk.wait()
        desk.open(tiles)
        expected = {"a.tif": "done", "b.tif": "empty", "c.tif": "todo flagged", "d.tif": "todo"}
        assert desk.images.states() == expected
        desk.project.clear()
        desk.open(tiles)
        assert desk.images.states() == expected


class TestWorkspaceThatRefuses:
    def test_one_that_is_locked_keeps_what_was_marked_open_and_says_so(self, walking, tiles):
        with locked(tiles / "scaneo.gpkg"):
            walking.map.key(key_of("F"))
            told = "\n".join(walking.bar.texts(Qgis.MessageLevel.Critical))
        assert "another program is writing" in told and "disk" not in told
        assert walking.images.states()["a.tif"] == "todo flagged"
        walking.map.key(Qt.Key.Key_N)
        assert saved_states(tiles / "scaneo.gpkg") == walking.images.states()
        assert walking.images.states()["a.tif"] == "todo flagged"


def test_an_image_that_is_new_is_to_do(folder, workspace, opened):
    set_marks(workspace, a=ImageMark(ImageState.DONE))
    write_image(folder / "new.tif")
    opened(folder)
    assert saved_states(workspace)["new.tif"] == "todo"


def test_what_is_marked_after_a_campaign_was_read_again_and_before_it_is_shown_counts(
    labelling, qtbot, monkeypatch
):
    controller, read, shown = labelling.controller, Event(), Event()
    real = LoadedCampaign.of

    def read_and_wait(opened):
        loaded = real(opened)
        read.set()
        assert shown.wait(30)
        return loaded

    monkeypatch.setattr(LoadedCampaign, "of", read_and_wait)
    controller._work.start("Opening…", controller.reload(lambda opened: None))
    qtbot.waitUntil(read.is_set)
    qtbot.keyClick(labelling.map.canvas, key_of("F"))
    workspace = labelling.folder / "scaneo.gpkg"
    qtbot.waitUntil(lambda: saved_states(workspace)["a.tif"] == "todo flagged")
    shown.set()
    qtbot.waitUntil(lambda: controller.is_idle)
    labelling.wait()
    assert [image.flagged for image in labelling.dock.page.images.items] == [True, False]
