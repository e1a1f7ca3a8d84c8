"""States and flags belong to the one history: undone by Ctrl+Z, also when the image has changed."""

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication
from support.editing import saved, saved_states

pytest_plugins = ["support.desk.fixtures"]

NOTHING_MORE = "It can't be undone any more"


@pytest.fixture(params=["tiles", "series"])
def desk(request, desktop):
    """On images side by side, and on images that overlap, of which each shows its own alone."""
    folder = request.getfixturevalue(request.param)
    desk = desktop.begin(folder)
    desk.images.navigator.all_images.setChecked(request.param == "tiles")
    desk.wait()
    return desk


def stack(desk):
    """The undo stack that QGIS's Ctrl+Z goes to: that of the active layer."""
    return desk.map.canvas.currentLayer().undoStack()


def undo(desk):
    stack(desk).undo()
    desk.wait()


def redo(desk):
    stack(desk).redo()
    desk.wait()


def keys(desk, text):
    for letter in text:
        desk.map.key(getattr(Qt.Key, f"Key_{letter}"))


def has(desk, *images):
    """Whether the list and the workspace both say so of the images, by their names' letters."""
    desk.wait()
    said = {f"{image[0]}.tif": image[2:] for image in images}
    shown, kept = desk.images.states(), saved_states(desk.folder / "scaneo.gpkg")
    return {image: (shown[image], kept[image]) for image in said} == {
        image: (state, state) for image, state in said.items()
    }


def boxes(desk):
    return [one for one in saved(desk.folder / "scaneo.gpkg") if one[0] == "detection"]


def test_a_flag_is_a_step_like_a_box(desk):
    before = desk.layer("detection").featureCount()
    desk.map.box()
    keys(desk, "F")
    undo(desk)
    assert has(desk, "a:todo") and desk.layer("detection").featureCount() == before + 1
    redo(desk)
    assert has(desk, "a:todo flagged")
    undo(desk)
    undo(desk)
    assert has(desk, "a:todo") and desk.layer("detection").featureCount() == before
    redo(desk)
    redo(desk)
    assert has(desk, "a:todo flagged")
    assert desk.layer("detection").featureCount() == before + 1
    assert stack(desk).undoText() == "Flagged: a.tif"


def test_one_done_too_many_is_undone_where_it_was(desk):
    keys(desk, "D")
    assert desk.images.current == "b.tif"
    undo(desk)
    assert desk.images.current == desk.map.raster.name() == "a.tif" and has(
        desk, "a:todo", "b:todo"
    )
    redo(desk)
    assert desk.images.current == "a.tif" and has(desk, "a:done")


def test_all_the_way_back_and_forth_again(desk):
    keys(desk, "DKF")
    assert desk.images.current == "c.tif"
    ways = []
    for step in (undo, undo, undo, redo, redo, redo):
        step(desk)
        ways.append(desk.images.current[0])
    assert ways == ["c", "b", "a", "a", "b", "c"]
    assert has(desk, "a:done", "b:skipped", "c:todo flagged")


def test_what_was_saved_with_the_image_is_said_to_be_so_each_time(desk):
    keys(desk, "F")
    desk.map.box()
    keys(desk, "D")
    before = boxes(desk)
    assert desk.images.current == "b.tif" and ("detection", "a.tif", "water") in before
    undo(desk)
    assert desk.images.current == "a.tif" and has(desk, "a:todo flagged")
    assert NOTHING_MORE not in desk.bar.text()
    for times in (1, 2):
        undo(desk)
        assert desk.bar.text().count(NOTHING_MORE) == times
    assert has(desk, "a:todo flagged") and boxes(desk) == before
    redo(desk)
    assert has(desk, "a:done flagged")


def test_a_box_on_the_next_image_comes_first(desk):
    keys(desk, "K")
    desk.map.box()
    count = desk.layer("detection").featureCount()
    undo(desk)
    assert desk.layer("detection").featureCount() == count - 1
    assert desk.images.current == "b.tif" and has(desk, "a:skipped")
    undo(desk)
    assert desk.images.current == "a.tif" and has(desk, "a:todo")


def test_a_new_deed_ends_what_could_be_redone(desk):
    keys(desk, "FF")
    undo(desk)
    undo(desk)
    keys(desk, "U")  # it is to do already: no deed
    redo(desk)
    assert has(desk, "a:todo flagged")
    undo(desk)
    desk.map.box()
    redo(desk)
    assert has(desk, "a:todo")


def test_what_was_undone_is_not_redone_out_of_sight(desk):
    before = desk.layer("detection").featureCount()
    desk.map.box()
    undo(desk)
    keys(desk, "N")
    redo(desk)
    keys(desk, "P")
    assert desk.layer("detection").featureCount() == before


def test_several_by_the_menu_are_one_step_and_lead_nowhere(desk):
    desk.images.select("b.tif", "c.tif")
    desk.images.mark("c.tif", "Skipped")
    desk.images.select("c.tif")
    desk.images.mark("c.tif", "Flagged")
    desk.map.canvas.setFocus()
    assert has(desk, "b:skipped", "c:skipped flagged")
    undo(desk)
    assert has(desk, "b:skipped", "c:skipped") and desk.images.current == "a.tif"
    undo(desk)
    assert has(desk, "b:todo", "c:todo") and desk.images.current == "a.tif"


def test_verified_empty_is_undone_and_its_file_is_not_written(desk, desktop):
    desk.images.go_to("c.tif")
    desk.map.canvas.setFocus()
    keys(desk, "X")
    assert has(desk, "c:empty") and desk.images.navigator.images.items[2].edited
    undo(desk)
    assert has(desk, "c:todo")
    assert desk.dock.preview() is None


def test_what_was_marked_before_labelling_can_be_undone_then(desktop, tiles):
    desktop.open(tiles)
    desk = desktop
    desk.images.select("c.tif")
    desk.images.mark("c.tif", "Done")
    assert has(desk, "c:done")
    desk.begin()
    undo(desk)
    assert has(desk, "c:todo")


def test_what_is_given_up_in_a_layer_leaves_the_marks(desk):
    before = boxes(desk)
    desk.map.box()
    keys(desk, "F")
    desk.layer("detection").rollBack(False)
    desk.wait()
    assert has(desk, "a:todo flagged") and boxes(desk) == before
    undo(desk)
    assert has(desk, "a:todo") and NOTHING_MORE not in desk.bar.text()


def test_qgis_has_nothing_to_ask_about_where_only_marks_were_given(desk):
    keys(desk, "FF")
    undo(desk)
    assert not any(layer.isModified() for layer in desk.layers())


def test_marks_are_seen_and_saved_while_the_campaign_is_read_again(desk):
    """The keys work on; nothing is refused, and what was marked is there at the end."""
    desk.dock.type_folder(desk.folder)
    desk.bot.keyClick(desk.dock.widget.folder.lineEdit(), Qt.Key.Key_Return)
    assert not desk.controller.is_idle
    desk.map.canvas.setFocus()
    desk.map.keys("F")
    QApplication.sendPostedEvents()
    desk.bot.waitUntil(lambda: desk.images.states()["a.tif"] == "todo flagged")
    desk.wait()
    assert desk.bar.texts(Qgis.MessageLevel.Critical) == []
    desk.bot.waitUntil(lambda: has(desk, "a:todo flagged"))


def test_an_edit_that_was_saved_by_qgis_itself_is_the_end_too(desk):
    desk.map.box()
    desk.layer("detection").commitChanges(False)
    keys(desk, "F")
    undo(desk)
    undo(desk)
    assert has(desk, "a:todo") and NOTHING_MORE in desk.bar.text()
