"""A large campaign in the dock: one labels on its first image while the others are read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import Qgis, QgsApplication, QgsFeedback
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.model import ImageState
from scaneo_bridge.core.campaign.merging.unread_images import read_images
from scaneo_bridge.core.qgis.editing import session
from scaneo_bridge.core.qgis.editing.edit_commands.mark_commands import flag_images
from scaneo_bridge.core.workspace.geopackage import turns
from scaneo_bridge.ui.shell import behind_reader
from support.desk.reading import Reading
from support.desk.widgets import rows
from support.editing import locked, saved, saved_states
from support.folders import changed, contents
from support.subjects.read_behind import COUNT, name, unread, write_many

pytest_plugins = ["support.desk.fixtures"]


@pytest.fixture
def many(tmp_path):
    return write_many(tmp_path / "many")


@pytest.fixture
def reading(desktop, many, monkeypatch):
    monkeypatch.setattr(behind_reader, "_SLICE", 0)  # one image, and then the event loop
    reading = Reading(desktop, many)
    yield reading.begin()
    reading.leave()


def line(desk):
    """What the list of images says of what is read; None where it says nothing."""
    label = desk.dock.page.navigator.reading
    return label.text() if label.isVisible() else None


def test_labelling_begins_before_the_others_are_read(reading):
    desk = reading.desk
    reading.label()
    desk.map.box()
    assert len(desk.boxes) == 2
    left = len(reading.unread)
    assert line(desk) == f"Reading images: {COUNT - left} of {COUNT}"
    assert "so far" in desk.dock.page.status.text()
    reading.end()
    assert not reading.unread and line(desk) is None
    assert "so far" not in desk.dock.page.status.text()
    desk.controller.session.save()
    assert unread(reading.workspace) == []
    assert len([1 for task, image, _ in saved(reading.workspace) if image == name(0)]) == 4


def test_the_list_says_which_images_are_not_read_yet(reading):
    desk = reading.desk
    shown = {row[0]: row[1:] for row in rows(desk.images.view.model())}
    assert shown[name(0)] == ["1", "1", "1"] and shown[name(25)] == ["…"] * 3
    reading.end()
    shown = {row[0]: row[1:] for row in rows(desk.images.view.model())}
    assert shown[name(25)] == ["1", "1", "1"] and shown[name(2)] == ["–"] * 3


def test_undo_takes_back_what_was_drawn_meanwhile(reading):
    desk = reading.desk
    reading.label()
    desk.map.box()
    desk.layer("detection").undoStack().undo()
    assert len(desk.boxes) == 1
    reading.end()
    assert desk.images.navigator.images.items[0].counts and not desk.controller.session.is_modified


def test_the_image_that_one_goes_to_is_read_first(reading):
    desk = reading.desk
    images = desk.images
    images.click(name(20))
    desk.bot.mouseDClick(
        images.view.viewport(), Qt.MouseButton.LeftButton, pos=images.spot(name(20))
    )
    assert images.current == name(20) and name(20) not in reading.unread
    assert reading.unread
    assert len(desk.areas) == 1  # of this image alone
    reading.label()
    desk.map.box()
    reading.end()
    desk.controller.session.save()
    found = [label for task, image, label in saved(reading.workspace) if image == name(20)]
    assert len(found) == 4


def test_walking_in_a_hurry_shows_each_image_as_it_is(reading):
    desk = reading.desk
    navigator = desk.dock.page.navigator
    for _ in range(9):
        desk.click(navigator.next)
    assert desk.images.current == name(9)
    assert sorted(image for _, image, _ in desk.annotations()) == [name(9)] * 3
    reading.end()
    assert desk.images.current == name(9)


def test_a_check_waits_for_the_others(reading):
    desk = reading.desk
    desk.click(desk.dock.page.check)
    assert desk.dock.widget.progress_panel.title.text() == "Reading the other images first…"
    reading.end()
    page = desk.dock.pages.checks
    assert page.isVisible() and unread(reading.workspace) == []
    assert page.view.model().rowCount() > 0


def test_a_check_can_be_cancelled_meanwhile(reading):
    desk = reading.desk
    desk.click(desk.dock.page.check)
    desk.click(desk.dock.widget.progress_panel.cancel)
    reading.go_on()
    desk.bot.waitUntil(lambda: desk.bar.told("Cancelled"))
    assert not desk.dock.pages.checks.isVisible()
    desk.wait()
    assert not reading.unread


def test_an_export_waits_for_the_others_and_writes_what_was_drawn(reading):
    desk = reading.desk
    before = contents(reading.folder)
    reading.label()
    desk.map.box()
    desk.click(desk.dock.widget.export)
    assert desk.dock.widget.progress_panel.title.text() == "Reading the other images first…"
    reading.end()
    assert desk.dock.pages.export.isVisible()
    desk.press(desk.dock.pages.export.write)
    assert changed(before, contents(reading.folder)) >= {"000.geojson"}
    files = {file for file in changed(before, contents(reading.folder)) if "gpkg" not in file}
    assert files == {"000.geojson", "spai.json"}  # the label that nobody listed comes with it


def test_an_image_that_is_not_read_yet_is_not_marked_as_empty(reading):
    desk = reading.desk
    desk.images.click(name(12))
    navigator = desk.dock.page.navigator
    navigator.states_chosen.emit([name(12)], ImageState.EMPTY)
    assert desk.images.states()[name(12)] == "todo"
    assert desk.bar.told("has annotations")


def test_undo_of_a_flag_leaves_what_the_file_says(reading):
    """It says that somebody has verified the image as empty."""
    desk = reading.desk
    reading.label()
    desk.dock.page.navigator.flag_chosen.emit([name(1)])
    reading.end()
    assert desk.images.states()[name(1)] == "empty flagged"
    desk.layer("detection").undoStack().undo()
    desk.wait()
    assert saved_states(reading.workspace)[name(1)] == "empty"
    assert not desk.controller.session.summary().image(name(1)).edited


def test_many_images_are_marked_once_they_are_read(reading):
    desk = reading.desk
    names, done = [name(number) for number in range(25)], ["done"] * 25
    desk.dock.page.navigator.states_chosen.emit(names, ImageState.DONE)
    assert desk.bar.told("Not marked") and done[0] not in desk.images.states().values()
    reading.end()
    desk.dock.page.navigator.states_chosen.emit(names, ImageState.DONE)
    desk.wait()
    assert list(desk.images.states().values())[:25] == done


def test_an_image_is_counted_once(reading):
    """A thread has counted it, too, and comes later."""
    edited = reading.desk.controller.session
    with edited.workspace.open() as workspace:
        late = read_images(workspace, [name(7)], QgsFeedback())
    edited.read_now([name(7)])
    flag_images(edited, [name(7)])
    edited.save()
    edited.take_read(late)
    assert edited.summary().image(name(7)).flagged


def test_whoever_goes_to_an_image_waits_a_moment_only(reading, monkeypatch):
    """Not until a thread has written that writes for long."""
    desk, behind = reading.desk, reading.desk.controller._behind
    monkeypatch.setattr(turns, "_SOON", 0.01)
    behind.serve(None)
    reading.go_on()
    desk.bot.waitUntil(lambda: desk.controller._work.is_over)
    turn, go = desk.controller.session.saving.turn, desk.dock.page.navigator.image_activated.emit
    with ThreadPoolExecutor(1) as another:
        another.submit(turn.take).result()
        go(name(29))
        assert desk.bar.told("is not read yet") and desk.images.current == name(0)
        another.submit(turn.give_up).result()
    go(name(29))
    assert desk.images.current == name(29)


@pytest.mark.parametrize("where", [behind_reader, session])
def test_another_program_is_waited_for_a_moment_only(reading, monkeypatch, where):
    """Whoever saves would wait as well."""
    waits, read = [], where.read_images

    def note(workspace, *how):
        (row,) = workspace.database.rows("PRAGMA busy_timeout")
        waits.append(row.GetFieldAsInteger(0))
        return read(workspace, *how)

    monkeypatch.setattr(where, "read_images", note)
    reading.desk.controller.session.read_now([name(29)])
    reading.end()
    assert set(waits) == {300}


def test_problems_are_listed_when_all_is_read(reading):
    desk = reading.desk
    assert [one.path for one in desk.dock.page.problems.items] == ["orphan.geojson"]
    reading.end()
    paths = {problem.path for problem in desk.dock.page.problems.items}
    assert {"003.geojson", name(4), "005.geojson"} <= paths


def test_leaving_the_campaign_ends_it_and_the_next_opening_goes_on(reading):
    desk = reading.desk
    desk.project.removeAllMapLayers()
    reading.go_on()
    desk.wait()
    assert desk.dock.is_empty and unread(reading.workspace)
    desk.open(reading.folder)
    assert unread(reading.workspace) == [] and line(desk) is None


def test_another_campaign_is_opened_meanwhile(reading, coast):
    desk = reading.desk
    desk.dock.enter(coast)
    reading.go_on()
    desk.wait()
    assert desk.dock.widget.folder.currentText() == str(coast)
    assert unread(reading.workspace)
    desk.open(reading.folder)
    assert unread(reading.workspace) == []


def test_a_workspace_that_is_locked_is_told_once_and_read_later(reading, monkeypatch):
    desk = reading.desk
    monkeypatch.setattr(behind_reader, "_LATER", 50)
    manager, tries = QgsApplication.taskManager(), []
    with locked(reading.workspace):
        reading.go_on()
        desk.bot.waitUntil(lambda: bool(desk.bar.texts(Qgis.MessageLevel.Critical)))
        manager.taskAdded.connect(tries.append)
        desk.bot.waitUntil(lambda: len(tries) > 1)
        manager.taskAdded.disconnect(tries.append)
    desk.wait()
    assert len(desk.bar.texts(Qgis.MessageLevel.Critical)) == 1
    assert unread(reading.workspace) == []


def test_cancelled_in_the_list_of_tasks_it_goes_on_later(reading, monkeypatch):
    monkeypatch.setattr(behind_reader, "_LATER", 50)
    QgsApplication.taskManager().cancelAll()
    reading.end()
    assert unread(reading.workspace) == []


def test_a_label_is_added_meanwhile(reading):
    desk = reading.desk
    reading.label()
    line_of_new = desk.dock.page.new_label
    desk.bot.keyClicks(line_of_new.name, "harbour")
    desk.bot.keyClick(line_of_new.name, Qt.Key.Key_Return)
    assert "harbour" in desk.controller.session.palette.names
    desk.map.box()
    reading.end()
    assert ("000.tif", "harbour") in desk.owners("detection")
    assert "harbour" in desk.controller.session.palette.names


def test_a_label_is_renamed_on_all_images(reading):
    desk = reading.desk
    reading.label()
    desk.dock.page.palette.renamed.emit("urban", "town")
    assert desk.dock.widget.progress_panel.title.text() == "Reading the other images first…"
    reading.end()
    desk.controller.session.save()
    labels = [label for task, _, label in saved(reading.workspace) if task == "detection"]
    assert "urban" not in labels and labels.count("town") == COUNT - 4


def test_while_somebody_is_busy_one_image_at_a_time_is_read(reading, monkeypatch):
    desk = reading.desk
    monkeypatch.setattr(behind_reader, "_SLICE", 1000)
    monkeypatch.setattr(behind_reader, "_PAUSE", 1000)
    desk.bot.keyClick(desk.map.canvas, Qt.Key.Key_Shift)
    left = len(reading.unread)
    reading.go_on()
    desk.bot.waitUntil(lambda: desk.controller._work.is_over and len(reading.unread) < left)
    desk.bot.wait(100)
    assert left - 3 < len(reading.unread) < left  # the slice that was under way, and one image
    desk.press(desk.dock.page.check)
    assert not reading.unread
