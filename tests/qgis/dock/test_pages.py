"""A page of the dock: a room makes it and adds it once, and the dock does the rest."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout
from scaneo_bridge.ui.common.page import Page

pytest_plugins = ["support.desk.fixtures"]

ESCAPE = Qt.Key.Key_Escape


class MadeUpPage(Page):
    """All that a page needs."""

    def __init__(self):
        super().__init__()
        self.back = QPushButton("Back")
        self.back.clicked.connect(self.dismissed)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel("Made up"))
        layout.addWidget(self.back)


class Question(MadeUpPage):
    stays_while_busy = False


class Choice(MadeUpPage):
    has_own_buttons = True


@pytest.fixture
def shown(desk):
    """Adds a page to the dock and shows it."""

    def shown(page, back=None):
        desk.dock.widget.add_page(page, back)
        desk.dock.widget.show_page(page)
        assert page.isVisible() and desk.dock.widget.is_shown(page)
        assert not desk.dock.pages.start.isVisible()
        return page

    return shown


def heard(signal):
    """A list of what a signal tells, from now on."""
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def begin_to_open(desk, folder):
    """Types a folder and presses Enter; answers while the work is under way."""
    desk.dock.type_folder(folder)
    desk.bot.keyClick(desk.dock.widget.folder.lineEdit(), Qt.Key.Key_Return)
    assert desk.dock.widget.progress_panel.isVisible()


@pytest.mark.parametrize("way", ["its button", "Escape"])
def test_a_page_that_a_room_adds_is_shown_and_left(desk, shown, way):
    page = shown(MadeUpPage())
    left, returned = heard(page.left), heard(desk.dock.widget.left_page)
    if way == "Escape":
        desk.bot.keyClick(page, ESCAPE)
    else:
        desk.click(page.back)
    assert desk.dock.is_empty and not page.isVisible()
    assert (left, returned) == ([()], [()])


def test_a_page_that_is_added_is_not_shown_by_that(desk):
    page = MadeUpPage()
    desk.dock.widget.add_page(page)
    assert desk.dock.is_empty and not page.isVisible()


def test_a_page_is_disabled_while_work_is_under_way(desk, shown, coast):
    page = shown(MadeUpPage())
    begin_to_open(desk, coast)
    assert page.isVisible() and not page.isEnabled()
    desk.wait()
    assert desk.dock.is_open and page.isEnabled()


def test_a_page_that_is_added_meanwhile_is_disabled_too(desk, coast):
    begin_to_open(desk, coast)
    page = MadeUpPage()
    desk.dock.widget.add_page(page)
    assert not page.isEnabled()
    desk.wait()
    assert page.isEnabled()


def test_a_question_is_left_as_soon_as_work_begins(desk, shown, coast):
    page = shown(Question())
    begin_to_open(desk, coast)
    assert not page.isVisible() and desk.dock.pages.start.isVisible()
    desk.wait()


def test_the_images_can_be_looked_at_while_work_is_under_way(desk, coast):
    desk.open(coast)
    begin_to_open(desk, coast)
    page = desk.dock.page
    assert page.isEnabled() and page.navigator.isEnabled()
    assert not (page.palette.isEnabled() or page.modes.isEnabled() or page.check.isEnabled())
    desk.wait()
    assert page.palette.isEnabled() and page.modes.isEnabled() and page.check.isEnabled()


def test_a_page_with_buttons_of_its_own_takes_the_place_of_the_docks(desk, shown):
    page = shown(Choice())
    assert not desk.dock.widget.open.isVisible() and not desk.dock.widget.folder.isVisible()
    desk.click(page.back)
    assert desk.dock.widget.open.isVisible() and desk.dock.widget.folder.isVisible()


def test_a_page_may_lead_back_to_another(desk, shown):
    first = shown(MadeUpPage())
    second = shown(MadeUpPage(), back=lambda: desk.dock.widget.show_page(first))
    desk.bot.keyClick(second, ESCAPE)
    assert first.isVisible() and not second.isVisible()
    desk.bot.keyClick(first, ESCAPE)
    assert desk.dock.is_empty


def test_only_the_page_in_sight_is_left(desk, shown):
    behind, page = shown(MadeUpPage()), shown(MadeUpPage())
    desk.dock.widget.leave_page(behind)
    assert page.isVisible()
    desk.dock.widget.leave_page(page)
    assert desk.dock.is_empty


def test_pages_lead_back_to_an_open_campaign(desk, coast):
    desk.open(coast)
    page = MadeUpPage()
    desk.dock.widget.add_page(page)
    desk.dock.widget.show_page(page)
    assert not desk.dock.is_open
    desk.click(page.back)
    assert desk.dock.is_open


def test_nothing_leads_back_from_where_all_begins(desk, coast):
    start = heard(desk.dock.pages.start.dismissed)
    desk.bot.keyClick(desk.dock.pages.start, ESCAPE)
    desk.open(coast)
    campaign = heard(desk.dock.page.dismissed)
    desk.bot.keyClick(desk.dock.page, ESCAPE)
    assert desk.dock.is_open and start == campaign == []


def test_escape_leaves_the_question_whether_to_export(desk, coast):
    desk.open(coast)
    layer = desk.layer("detection")
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert desk.dock.preview() is not None
    desk.bot.keyClick(desk.dock.pages.export, ESCAPE)
    assert desk.dock.is_open and not desk.dock.pages.export.isVisible()
