"""States and flags belong to the one history: undone by Ctrl+Z, also when the image has changed."""

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication
from support.editing import Walker, saved, saved_states

pytest_plugins = ["support.dock", "support.mouse", "support.labelling", "support.editing"]

NOTHING_MORE = "It can't be undone any more"


@pytest.fixture(params=["tiles", "series"])
def user(request, walker):
    """On images side by side, and on images that overlap, of which each shows its own alone."""
    folder = request.getfixturevalue(request.param)
    user = walker.open(folder)
    user.folder = folder
    user.navigator.all_images.setChecked(request.param == "tiles")
    user.session.wait()
    return user


def stack(user):
    """The undo stack that QGIS's Ctrl+Z goes to: that of the active layer."""
    return user.canvas.currentLayer().undoStack()


def undo(user):
    stack(user).undo()
    user.session.wait()


def redo(user):
    stack(user).redo()
    user.session.wait()


def keys(user, text):
    for letter in text:
        user.key(getattr(Qt.Key, f"Key_{letter}"))


def has(user, *images):
    """Whether the list and the workspace both say so of the images, by their names' letters."""
    user.session.wait()
    said = {f"{image[0]}.tif": image[2:] for image in images}
    shown, kept = user.states(), saved_states(user.folder / "scaneo.gpkg")
    return {image: (shown[image], kept[image]) for image in said} == {
        image: (state, state) for image, state in said.items()
    }


def boxes(user):
    return [one for one in saved(user.folder / "scaneo.gpkg") if one[0] == "detection"]


def test_a_flag_is_a_step_like_a_box(user):
    before = user.session.layer("detection").featureCount()
    user.box()
    keys(user, "F")
    undo(user)
    assert has(user, "a:todo") and user.session.layer("detection").featureCount() == before + 1
    redo(user)
    assert has(user, "a:todo flagged")
    undo(user)
    undo(user)
    assert has(user, "a:todo") and user.session.layer("detection").featureCount() == before
    redo(user)
    redo(user)
    assert has(user, "a:todo flagged")
    assert user.session.layer("detection").featureCount() == before + 1
    assert stack(user).undoText() == "Flagged: a.tif"


def test_one_done_too_many_is_undone_where_it_was(user):
    keys(user, "D")
    assert user.current == "b.tif"
    undo(user)
    assert user.current == user.raster.name() == "a.tif" and has(user, "a:todo", "b:todo")
    redo(user)
    assert user.current == "a.tif" and has(user, "a:done")


def test_all_the_way_back_and_forth_again(user):
    keys(user, "DKF")
    assert user.current == "c.tif"
    ways = []
    for step in (undo, undo, undo, redo, redo, redo):
        step(user)
        ways.append(user.current[0])
    assert ways == ["c", "b", "a", "a", "b", "c"]
    assert has(user, "a:done", "b:skipped", "c:todo flagged")


def test_what_was_saved_with_the_image_is_said_to_be_so_each_time(user):
    keys(user, "F")
    user.box()
    keys(user, "D")
    before = boxes(user)
    assert user.current == "b.tif" and ("detection", "a.tif", "water") in before
    undo(user)
    assert user.current == "a.tif" and has(user, "a:todo flagged")
    assert NOTHING_MORE not in user.said()
    for times in (1, 2):
        undo(user)
        assert user.said().count(NOTHING_MORE) == times
    assert has(user, "a:todo flagged") and boxes(user) == before
    redo(user)
    assert has(user, "a:done flagged")


def test_a_box_on_the_next_image_comes_first(user):
    keys(user, "K")
    user.box()
    count = user.session.layer("detection").featureCount()
    undo(user)
    assert user.session.layer("detection").featureCount() == count - 1
    assert user.current == "b.tif" and has(user, "a:skipped")
    undo(user)
    assert user.current == "a.tif" and has(user, "a:todo")


def test_a_new_deed_ends_what_could_be_redone(user):
    keys(user, "FF")
    undo(user)
    undo(user)
    keys(user, "U")  # it is to do already: no deed
    redo(user)
    assert has(user, "a:todo flagged")
    undo(user)
    user.box()
    redo(user)
    assert has(user, "a:todo")


def test_what_was_undone_is_not_redone_out_of_sight(user):
    before = user.session.layer("detection").featureCount()
    user.box()
    undo(user)
    keys(user, "N")
    redo(user)
    keys(user, "P")
    assert user.session.layer("detection").featureCount() == before


def test_several_by_the_menu_are_one_step_and_lead_nowhere(user):
    user.select_rows("b.tif", "c.tif")
    user.mark("c.tif", "Skipped")
    user.select_rows("c.tif")
    user.mark("c.tif", "Flagged")
    user.canvas.setFocus()
    assert has(user, "b:skipped", "c:skipped flagged")
    undo(user)
    assert has(user, "b:skipped", "c:skipped") and user.current == "a.tif"
    undo(user)
    assert has(user, "b:todo", "c:todo") and user.current == "a.tif"


def test_verified_empty_is_undone_and_its_file_is_not_written(user, walker):
    user.session.go_to("c.tif")
    user.canvas.setFocus()
    keys(user, "X")
    assert has(user, "c:empty") and user.navigator.images.items[2].edited
    undo(user)
    assert has(user, "c:todo")
    assert user.session.preview() is None


def test_what_was_marked_before_labelling_can_be_undone_then(walker, tiles):
    walker.session.open(tiles)
    user = Walker(walker.session)
    user.folder = tiles
    user.select_rows("c.tif")
    user.mark("c.tif", "Done")
    assert has(user, "c:done")
    user.begin()
    undo(user)
    assert has(user, "c:todo")


def test_what_is_given_up_in_a_layer_leaves_the_marks(user):
    before = boxes(user)
    user.box()
    keys(user, "F")
    user.session.layer("detection").rollBack(False)
    user.session.wait()
    assert has(user, "a:todo flagged") and boxes(user) == before
    undo(user)
    assert has(user, "a:todo") and NOTHING_MORE not in user.said()


def test_qgis_has_nothing_to_ask_about_where_only_marks_were_given(user):
    keys(user, "FF")
    undo(user)
    assert not any(layer.isModified() for layer in user.session.layers())


def test_marks_are_seen_and_saved_while_the_campaign_is_read_again(user):
    """The keys work on; nothing is refused, and what was marked is there at the end."""
    session = user.session
    session.type_folder(user.folder)
    session.bot.keyClick(session.dock.folder.lineEdit(), Qt.Key.Key_Return)
    assert not session.controller.is_idle
    user.canvas.setFocus()
    user.keys("F")
    QApplication.sendPostedEvents()
    session.bot.waitUntil(lambda: user.states()["a.tif"] == "todo flagged")
    session.wait()
    assert session.messages(Qgis.MessageLevel.Critical) == []
    session.bot.waitUntil(lambda: has(user, "a:todo flagged"))


def test_an_edit_that_was_saved_by_qgis_itself_is_the_end_too(user):
    user.box()
    user.session.layer("detection").commitChanges(False)
    keys(user, "F")
    undo(user)
    undo(user)
    assert has(user, "a:todo") and NOTHING_MORE in user.said()
