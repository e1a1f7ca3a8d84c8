"""A page of the dock: a room makes it and adds it once, and the dock does the rest."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout
from scaneo_bridge.ui.common.page import Page

pytest_plugins = ["support.dock"]

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
def shown(session):
    """Adds a page to the dock and shows it."""

    def shown(page, back=None):
        session.dock.add_page(page, back)
        session.dock.show_page(page)
        assert page.isVisible() and session.dock.is_shown(page)
        assert not session.pages.start.isVisible()
        return page

    return shown


def heard(signal):
    """A list of what a signal tells, from now on."""
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def begin_to_open(session, folder):
    """Types a folder and presses Enter; answers while the work is under way."""
    session.type_folder(folder)
    session.bot.keyClick(session.dock.folder.lineEdit(), Qt.Key.Key_Return)
    assert session.dock.progress_panel.isVisible()


@pytest.mark.parametrize("way", ["its button", "Escape"])
def test_a_page_that_a_room_adds_is_shown_and_left(session, shown, way):
    page = shown(MadeUpPage())
    left, returned = heard(page.left), heard(session.dock.left_page)
    if way == "Escape":
        session.bot.keyClick(page, ESCAPE)
    else:
        session.click(page.back)
    assert session.is_empty and not page.isVisible()
    assert (left, returned) == ([()], [()])


def test_a_page_that_is_added_is_not_shown_by_that(session):
    page = MadeUpPage()
    session.dock.add_page(page)
    assert session.is_empty and not page.isVisible()


def test_a_page_is_disabled_while_work_is_under_way(session, shown, coast):
    page = shown(MadeUpPage())
    begin_to_open(session, coast)
    assert page.isVisible() and not page.isEnabled()
    session.wait()
    assert session.is_open and page.isEnabled()


def test_a_page_that_is_added_meanwhile_is_disabled_too(session, coast):
    begin_to_open(session, coast)
    page = MadeUpPage()
    session.dock.add_page(page)
    assert not page.isEnabled()
    session.wait()
    assert page.isEnabled()


def test_a_question_is_left_as_soon_as_work_begins(session, shown, coast):
    page = shown(Question())
    begin_to_open(session, coast)
    assert not page.isVisible() and session.pages.start.isVisible()
    session.wait()


def test_the_images_can_be_looked_at_while_work_is_under_way(session, coast):
    session.open(coast)
    begin_to_open(session, coast)
    page = session.page
    assert page.isEnabled() and page.navigator.isEnabled()
    assert not (page.palette.isEnabled() or page.modes.isEnabled() or page.check.isEnabled())
    session.wait()
    assert page.palette.isEnabled() and page.modes.isEnabled() and page.check.isEnabled()


def test_a_page_with_buttons_of_its_own_takes_the_place_of_the_docks(session, shown):
    page = shown(Choice())
    assert not session.dock.open.isVisible() and not session.dock.folder.isVisible()
    session.click(page.back)
    assert session.dock.open.isVisible() and session.dock.folder.isVisible()


def test_a_page_may_lead_back_to_another(session, shown):
    first = shown(MadeUpPage())
    second = shown(MadeUpPage(), back=lambda: session.dock.show_page(first))
    session.bot.keyClick(second, ESCAPE)
    assert first.isVisible() and not second.isVisible()
    session.bot.keyClick(first, ESCAPE)
    assert session.is_empty


def test_only_the_page_in_sight_is_left(session, shown):
    behind, page = shown(MadeUpPage()), shown(MadeUpPage())
    session.dock.leave_page(behind)
    assert page.isVisible()
    session.dock.leave_page(page)
    assert session.is_empty


def test_pages_lead_back_to_an_open_campaign(session, coast):
    session.open(coast)
    page = MadeUpPage()
    session.dock.add_page(page)
    session.dock.show_page(page)
    assert not session.is_open
    session.click(page.back)
    assert session.is_open


def test_nothing_leads_back_from_where_all_begins(session, coast):
    start = heard(session.pages.start.dismissed)
    session.bot.keyClick(session.pages.start, ESCAPE)
    session.open(coast)
    campaign = heard(session.page.dismissed)
    session.bot.keyClick(session.page, ESCAPE)
    assert session.is_open and start == campaign == []


def test_escape_leaves_the_question_whether_to_export(session, coast):
    session.open(coast)
    layer = session.layer("detection")
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert session.preview() is not None
    session.bot.keyClick(session.pages.export, ESCAPE)
    assert session.is_open and not session.pages.export.isVisible()
