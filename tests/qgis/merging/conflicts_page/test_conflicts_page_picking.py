"""Conflicts with the folder in the dock: the user picks."""

import json

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.workspace.workspace import Workspace
from support.desk.widgets import as_html
from support.folders import write_files
from support.geojson import collection, detection, spai
from support.subjects.conflicts_page import BEFORE, FAR, HERE, LABELS, LARGER, MOVED, ConflictsHand

pytest_plugins = ["support.desk.fixtures"]


# Picking


def test_keys_walk_the_list_and_pick(apart):
    page = apart.page
    assert page.list.hasFocus() and not page.apply.isEnabled()
    apart.key(Qt.Key.Key_Right)
    assert apart.rows[0][1][0][1] == "theirs" and page.theirs.isChecked()
    apart.key(Qt.Key.Key_M)
    assert apart.rows[0][1][0][1] == "mine" and page.mine.isChecked()
    assert not page.apply.isEnabled(), "the other one of the image is open"
    assert "1 of 2" in page.progress.text()
    apart.key(Qt.Key.Key_Down)
    assert not page.mine.isChecked() and "relabelled" in page.what.text()
    apart.key(Qt.Key.Key_T)
    assert [pick for _, pick in apart.rows[0][1]] == ["mine", "theirs"]
    apart.key(Qt.Key.Key_Up, Qt.Key.Key_T, Qt.Key.Key_Left)
    assert apart.rows[0][1][0][1] == "mine"
    assert page.apply.isEnabled()


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_applying_settles_all_and_the_export_writes_it(apart, whose):
    page = apart.page
    apart.click(page.all_mine if whose == "mine" else page.all_theirs)
    apart.click(page.apply)
    assert apart.desk.dock.is_open and not apart.notice.isVisible() and not apart.bands
    assert any("2 conflicts settled" in text for text in apart.desk.bar.texts())
    apart.export()
    boxes = [one for one in json.loads((apart.folder / "a.geojson").read_bytes())["features"]
             if one["properties"]["task"] == "detection"]  # fmt: skip
    wanted = [detection("urban", LARGER)]
    if whose == "mine":
        wanted = [detection("urban", MOVED), detection("water", FAR)]
    assert boxes == wanted
    assert not apart.desk.bar.texts(Qgis.MessageLevel.Critical)
    apart.open_again()
    assert not apart.page.isVisible()


def test_mine_of_one_and_theirs_of_the_other(apart):
    apart.click(apart.page.mine)
    apart.click_row(0, 1)
    apart.click(apart.page.theirs)
    apart.click(apart.page.apply)
    apart.export()
    assert apart.labels() == ["urban", "water", "water"]
    assert len(apart.boxes) == 2


def test_one_image_can_be_settled_before_the_others(conflicts):
    conflicts.move(MOVED)
    conflicts.move((44.25, 5.1, 44.35, 5.2), image="b.tif")
    conflicts.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    conflicts.somebody_writes(name="b.geojson")
    conflicts.open_again()
    conflicts.click_row(1, 0)
    conflicts.key(Qt.Key.Key_T)
    conflicts.click(conflicts.page.apply)
    assert conflicts.page.isVisible()
    assert [group for group, _ in conflicts.rows] == ["a.tif"]
    assert len(conflicts.boxes) == 2


def test_what_was_picked_stays_when_the_page_is_left_for_a_while(apart):
    apart.key(Qt.Key.Key_T)
    apart.click(apart.page.later)
    apart.click(apart.notice)
    assert apart.rows[0][1][0][1] == "theirs"


def test_labels_show_both_colours(conflicts):
    with Workspace.open(conflicts.folder / "scaneo.gpkg") as opened, opened.database.transaction():
        labels = opened.labels()
        labels[0] = type(labels[0])("water", "#ff0000")
        opened.set_labels(labels)
    write_files(conflicts.folder, {"spai.json": spai(**{**LABELS, "water": "#00ff00"})})
    conflicts.open_again()
    assert conflicts.rows == [("Labels", [("Label “water”\nrecoloured here and there", "–")])]
    assert conflicts.notice.text() == "1 conflict"
    assert "In conflict with the folder: 1 label." in as_html(conflicts.notice.toolTip())
    icon = conflicts.item(0, 0).icon(0).pixmap(32, 14).toImage()
    assert [icon.pixelColor(x, 7).name() for x in (5, 22)] == ["#ff0000", "#00ff00"]
    assert "#ff0000" in conflicts.page.what.text()
    conflicts.key(Qt.Key.Key_T)
    conflicts.click(conflicts.page.apply)
    assert {one.label.name: one.label.color for one in conflicts.desk.dock.page.labels.items}[
        "water"
    ] == "#00ff00"


# Nothing is lost


def test_nothing_changes_before_it_is_applied(apart):
    before = [(apart.folder / name).read_bytes() for name in ("a.geojson", "spai.json")]
    boxes = apart.boxes
    apart.click(apart.page.all_theirs)
    apart.click(apart.page.later)
    apart.desk.project.clear()
    apart.desk.open(apart.folder)
    assert apart.page.isVisible() and len(apart.rows[0][1]) == 2
    assert [(apart.folder / name).read_bytes() for name in ("a.geojson", "spai.json")] == before
    assert apart.boxes == boxes


def test_a_folder_that_changes_meanwhile_is_looked_at_again(apart):
    apart.click(apart.page.all_mine)
    apart.somebody_writes(*BEFORE[:1], detection("urban", (41, 2, 41.5, 2.4)), BEFORE[2])
    apart.click(apart.page.apply)
    assert apart.desk.bar.texts(Qgis.MessageLevel.Critical)
    apart.desk.bot.waitUntil(lambda: apart.page.isVisible())
    apart.desk.wait()
    assert [pick for _, pick in apart.rows[0][1]] == ["–", "mine"]


def test_names_are_shown_as_they_are(desk, folder):
    name = "<b>{0} %1</b>\u202e\n" + "x" * 300
    write_files(folder, {"a.geojson": collection(detection(name, HERE))})
    desk.open(folder)
    conflicts = ConflictsHand(desk, folder)
    conflicts.move(MOVED, label=name)
    conflicts.somebody_writes(detection(name, LARGER))
    conflicts.open_again()
    shown = conflicts.rows[0][1][0][0]
    assert "<b>{0} %1</b>" in shown and "\u202e" not in shown
    assert conflicts.page.width() <= 320 or conflicts.page.minimumSizeHint().width() <= 300
    assert conflicts.page.what.textFormat() == Qt.TextFormat.PlainText


# One answer for a file


@pytest.fixture
def wiped(conflicts):
    """Ten boxes that were exported are not in somebody else's file, and a label is in conflict."""
    with Workspace.open(conflicts.folder / "scaneo.gpkg") as known, known.database.transaction():
        (row,) = known.database.rows("SELECT geom FROM detection WHERE label = 'field'")
        wkb = bytes(row.GetGeometryRef().ExportToWkb())
        for number in range(10):
            insert = "INSERT INTO detection (image, label) VALUES ('a.tif', ?)"
            known.database.execute(insert, f"new {number}")
            (row,) = known.database.rows("SELECT max(fid) FROM detection")
            known.database.update("detection", row.GetFieldAsInteger(0), wkb)
    conflicts.open_again()
    conflicts.export()
    assert len(conflicts.labels()) == 14
    conflicts.somebody_writes(*BEFORE)
    conflicts.open_again()
    return conflicts


@pytest.mark.parametrize("key, count", [(Qt.Key.Key_M, 14), (Qt.Key.Key_T, 4)])
def test_one_answer_serves_the_file(wiped, key, count):
    assert wiped.page.summary.text() == "10 conflicts with the folder"
    ((name, rows),) = wiped.rows
    assert name == "a.tif"
    assert {row.split("\n")[1] for row, _ in rows} == {"you wrote it, they deleted it"}
    assert "All of a.geojson: one answer for 10 conflicts." in wiped.page.what.text()
    wiped.key(key)
    assert wiped.page.progress.text() == "10 of 10 chosen."
    wiped.click(wiped.page.apply)
    assert not wiped.page.isVisible()
    wiped.export()
    assert len(wiped.labels()) == count


def test_one_of_them_can_still_be_answered_by_itself(wiped):
    wiped.click_row(0, 3)
    wiped.click(wiped.page.theirs)
    assert wiped.page.progress.text().startswith("1 of 10 chosen.")
    wiped.page.list.setCurrentItem(wiped.page.list.topLevelItem(0))
    assert not wiped.page.mine.isChecked() and not wiped.page.theirs.isChecked()
    wiped.click(wiped.page.mine)
    assert wiped.page.mine.isChecked()
    assert wiped.page.progress.text() == "10 of 10 chosen."
