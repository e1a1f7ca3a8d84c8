"""Conflicts with the folder in the dock: both versions are in sight."""

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.ui.shell.controller import Controller
from support.desk.widgets import as_html
from support.folders import snapshot, without_statistics
from support.geojson import detection
from support.pages import Pages
from support.subjects.conflicts_page import BEFORE, FAR, HERE, LARGER, MOVED

pytest_plugins = ["support.desk.fixtures"]


# Where it opens


def test_opening_shows_what_differs_and_a_notice_stays(apart):
    assert apart.page.isVisible()
    assert apart.page.summary.text() == "2 conflicts with the folder"
    assert apart.rows == [
        ("a.tif", [
            ("Box “urban”\nmoved here, resized there", "–"),
            ("Box “field”\nrelabelled “water” here, deleted there", "–"),
        ])
    ]  # fmt: skip
    apart.click(apart.page.later)
    assert apart.desk.dock.is_open
    assert apart.notice.isVisible()
    assert apart.notice.text() == "2 conflicts"
    assert "In conflict with the folder: 2 annotations." in as_html(apart.notice.toolTip())
    apart.click(apart.notice)
    assert apart.page.isVisible() and len(apart.rows[0][1]) == 2


def test_exporting_shows_what_differs_and_writes_nothing(conflicts):
    conflicts.move(MOVED)
    conflicts.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    before = without_statistics(snapshot(conflicts.folder))
    assert conflicts.desk.dock.preview() is None
    assert conflicts.page.isVisible()
    assert conflicts.rows == [("a.tif", [("Box “urban”\nmoved here, deleted there", "–")])]
    (message,) = conflicts.desk.bar.texts(Qgis.MessageLevel.Warning)
    assert "a.geojson" in message
    assert without_statistics(snapshot(conflicts.folder)) == before
    conflicts.click(conflicts.page.later)
    assert conflicts.notice.isVisible()


def test_changes_of_one_side_open_no_page(conflicts):
    conflicts.move(MOVED)
    conflicts.somebody_writes(*BEFORE[:3], detection("water", FAR))
    conflicts.open_again()
    assert (
        conflicts.desk.dock.is_open
        and not conflicts.page.isVisible()
        and not conflicts.notice.isVisible()
    )


def test_what_others_changed_meanwhile_is_taken_over_and_told(conflicts):
    conflicts.move(MOVED)
    conflicts.somebody_writes(*BEFORE, detection("water", (41.8, 2.1, 41.9, 2.2)))
    conflicts.desk.click(conflicts.desk.dock.widget.export)
    conflicts.desk.wait()
    page = conflicts.desk.dock.pages.export
    assert page.isVisible() and "a.geojson" in page.details.text()
    assert conflicts.desk.palette.counts()["water"] == 3 and len(conflicts.boxes) == 4
    conflicts.click(page.write)
    assert conflicts.labels() == ["field", "urban", "water", "water", "water"]


# On the map


def test_both_versions_are_on_the_map_in_two_colours_and_two_lines(apart):
    (mine, solid), (theirs, dashed) = apart.line(MOVED), apart.line(LARGER)
    assert mine != theirs and solid > 0.95 and 0.2 < dashed < 0.9
    assert HERE in apart.bands, "what both began with"
    assert apart.desk.map.canvas.extent().width() < 0.8 and apart.sees(2.2, 41.15)
    apart.click_row(0, 1)
    assert set(apart.bands) == {FAR}, "it is deleted there"


def test_a_click_goes_to_the_image(conflicts):
    conflicts.move(MOVED)
    conflicts.move((44.25, 5.1, 44.35, 5.2), image="b.tif")
    conflicts.somebody_writes(*BEFORE[:1], *BEFORE[2:])
    conflicts.somebody_writes(name="b.geojson")
    conflicts.open_again()
    assert [group for group, _ in conflicts.rows] == ["a.tif", "b.tif"]
    conflicts.click_row(1, 0)
    assert conflicts.sees(5.15, 44.3) and conflicts.image == "b.tif"
    conflicts.click_row(0, 0)
    assert conflicts.sees(2.2, 41.15) and conflicts.image == "a.tif"


@pytest.mark.parametrize("way", ["later", "escape", "clear"])
def test_the_map_is_left_with_the_page(apart, way):
    assert apart.bands
    if way == "later":
        apart.click(apart.page.later)
    elif way == "escape":
        apart.key(Qt.Key.Key_Escape)
    else:
        apart.desk.project.clear()
    assert not apart.bands


def test_nothing_is_left_on_the_map_without_the_plugin(apart, root, settings, qgis_iface):
    before = len(apart.desk.map.canvas.items())
    icon = root / "ui" / "icons" / "icon.svg"
    other = Controller(qgis_iface, apart.desk.project, settings, icon)
    apart.desk.bot.waitUntil(lambda: other.is_idle)
    assert len(apart.desk.map.canvas.items()) > before
    other.unload()
    apart.desk.bot.wait(20)
    assert len(apart.desk.map.canvas.items()) == before


class LeavingAtOnce(QObject):
    """Unloads a plugin right after its page of conflicts is shown."""

    def __init__(self, controller):
        super().__init__()
        self.controller, self.has_left = controller, False
        Pages(controller.dock).conflicts.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.ShowToParent and not self.has_left:
            self.has_left = True
            QTimer.singleShot(0, self.leave)
        return False

    def leave(self):
        dock = self.controller.dock
        self.controller.unload()
        QApplication.sendPostedEvents(dock, QEvent.Type.DeferredDelete)


def test_the_plugin_may_go_right_after_the_page_has_come(apart, root, settings, qgis_iface):
    icon = root / "ui" / "icons" / "icon.svg"
    other = Controller(qgis_iface, apart.desk.project, settings, icon)
    leaving = LeavingAtOnce(other)
    apart.desk.bot.waitUntil(lambda: leaving.has_left)
    apart.desk.bot.wait(50)
