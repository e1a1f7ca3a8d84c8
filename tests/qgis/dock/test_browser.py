"""Folders in QGIS's Browser, with a real mouse, and folders that are dropped on QGIS."""

import shutil

import pytest
from qgis.core import QgsMimeDataUtils, QgsSettings
from qgis.gui import QgsBrowserDockWidget, QgsBrowserGuiModel
from qgis.PyQt.QtCore import QMimeData, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMenu, QTreeView
from scaneo_bridge.core.campaign import listing
from scaneo_bridge.core.campaign.listing import FolderKind, folder_kind
from support.campaign import FILES
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

OPEN, CHECK, LABEL = "Open as campaign", "Check campaign for mistakes", "Label these images"


@pytest.fixture
def places(campaign, tmp_path):
    """A campaign, a folder of images, and one of neither, in one folder."""
    folder = tmp_path / "places"
    campaign(FILES, ["a.tif", "2024/b.tif"]).rename(folder.parent / "moved")
    folder.mkdir()
    (folder.parent / "moved").rename(folder / "campaign")
    for name in ("images", "texts"):
        (folder / name).mkdir()
    write_image(folder / "images" / "one.tif")
    (folder / "texts" / "one.txt").write_text("one")
    return folder


class Browser:
    """QGIS's Browser with one folder open, which is one of the favourites."""

    def __init__(self, window, bot, folder):
        self.model = QgsBrowserGuiModel()
        self.dock = QgsBrowserDockWidget("Browser", self.model, window)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.dock)
        self.dock.show()
        name = folder.parent.name  # each test's own
        self.model.addFavoriteDirectory(str(folder), name)
        self.view = self.dock.findChild(QTreeView)
        self._bot = bot
        self.parent = self._row(self._row(None, "Favorites"), name)
        self.view.expand(self.parent)
        bot.waitUntil(lambda: self._find(self.parent, "texts") is not None)

    def _row(self, parent, name):
        self._bot.waitUntil(lambda: self._find(parent, name) is not None)
        index = self._find(parent, name)
        self.view.expand(index)
        return index

    def _find(self, parent, name):
        model = self.view.model()
        above = () if parent is None else (parent,)
        rows = range(model.rowCount(*above))
        found = (model.index(row, 0, *above) for row in rows)
        return next((index for index in found if index.data() == name), None)

    def place(self, name):
        """The middle of the row of a folder."""
        index = self._find(self.parent, name)
        self.view.scrollTo(index)
        return self.view.visualRect(index).center()

    def menu(self, name):
        """The texts of the menu that a right click opens, and the menu."""
        self.ask(name)
        self._bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        return [action.text() for action in menu.actions()], menu

    def ask(self, name):
        """Asks for the menu of a folder, which is selected first, as by a right click."""
        at, no_key = self.place(name), Qt.KeyboardModifier(0)
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, no_key, at)
        self.view.customContextMenuRequested.emit(at)

    def choose(self, name, text):
        _, menu = self.menu(name)
        action = next(one for one in menu.actions() if one.text() == text)
        QTest.mouseClick(
            menu,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier(0),
            menu.actionGeometry(action).center(),
        )

    def close(self):
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def double_click(self, name):
        at, no_key = self.place(name), Qt.KeyboardModifier(0)
        viewport = self.view.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, no_key, at)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, no_key, at)

    def drag(self, name):
        """What a drag of a folder carries."""
        return self.view.model().mimeData([self._find(self.parent, name)])


@pytest.fixture
def drops(qgis_iface, monkeypatch, request):
    """Gives the handler of drops, which QGIS's stand-in does not take."""
    found = []
    monkeypatch.setattr(qgis_iface, "registerCustomDropHandler", found.append, raising=False)
    request.getfixturevalue("desk")
    return lambda: found[-1]


@pytest.fixture
def browser(desk, qgis_iface, qtbot, places):
    browser = Browser(qgis_iface.mainWindow(), qtbot, places)
    yield browser
    browser.close()
    QgsSettings().remove("browser/favourites")
    qgis_iface.mainWindow().removeDockWidget(browser.dock)
    browser.dock.setParent(None)
    browser.dock.deleteLater()


def opened_folder(desk):
    desk.wait()
    campaign = desk.controller.campaign
    return None if campaign is None else campaign.folder.path


class TestMenu:
    def test_a_campaign_is_opened(self, browser, desk, places):
        desk.controller.dock.setUserVisible(False)
        browser.choose("campaign", OPEN)
        assert opened_folder(desk) == places / "campaign"
        assert desk.controller.dock.isUserVisible()

    def test_a_campaign_is_checked_once_it_is_open(self, browser, desk, places):
        browser.choose("campaign", CHECK)
        assert opened_folder(desk) == places / "campaign"
        assert desk.dock.pages.checks.isVisible()

    def test_images_can_be_labelled(self, browser, desk, places):
        browser.choose("images", LABEL)
        assert opened_folder(desk) == places / "images"

    @pytest.mark.parametrize(("name", "wanted"), [("campaign", [OPEN, CHECK]), ("images", [LABEL])])
    def test_a_folder_is_offered_what_it_is_good_for(self, browser, name, wanted):
        texts, _ = browser.menu(name)
        assert texts[: len(wanted)] == wanted, "before all that QGIS has"
        assert [one for one in texts if one in (OPEN, CHECK, LABEL)] == wanted

    def test_others_are_offered_nothing(self, browser):
        browser.ask("texts")  # what QGIS Desktop offers is not here, so that there is no menu
        assert QApplication.activePopupWidget() is None

    def test_while_one_is_opened_another_is_not_and_that_is_said(
        self, drops, browser, desk, places
    ):
        browser.choose("images", LABEL)
        assert desk.controller.dock.progress_panel.is_busy, "no turn of the event loop since"
        assert drops().handleFileDrop(str(places / "campaign")) is True
        assert opened_folder(desk) == places / "images"
        assert desk.bar.told("campaign is not open")


class TestDoubleClick:
    def test_a_campaign_is_opened(self, browser, desk, places):
        browser.double_click("campaign")
        assert opened_folder(desk) == places / "campaign"

    @pytest.mark.parametrize("name", ["images", "texts"])
    def test_other_folders_are_left_to_qgis(self, browser, desk, name):
        browser.double_click(name)
        assert opened_folder(desk) is None


class TestDrops:
    """QGIS asks the handler with what was dropped; `tests/desktop/browser.py` drops for real."""

    def test_a_campaign_is_opened(self, drops, desk, places):
        assert drops().handleFileDrop(str(places / "campaign")) is True
        assert opened_folder(desk) == places / "campaign"

    def test_a_slash_at_its_end_is_no_other_folder(self, drops, desk, places):
        assert drops().handleFileDrop(f"{places / 'campaign'}/") is True
        assert opened_folder(desk) == places / "campaign"

    @pytest.mark.parametrize("name", ["images", "texts", "texts/one.txt", "nowhere", "a\0b"])
    def test_all_else_is_left_to_qgis(self, drops, desk, places, name):
        assert drops().handleFileDrop(str(places / name)) is False
        assert opened_folder(desk) is None

    def test_of_two_campaigns_one_is_opened_and_the_other_told(self, drops, desk, places):
        shutil.copytree(places / "campaign", places / "second")
        for name in ("campaign", "second"):
            assert drops().handleFileDrop(str(places / name)) is True
        assert opened_folder(desk) == places / "campaign"
        assert desk.bar.told("second is not open")

    def test_a_drag_from_the_browser_opens_it(self, drops, browser, desk, places):
        data = browser.drag("campaign")
        assert QgsMimeDataUtils.isUriList(data)
        assert drops().handleMimeDataV2(data) is True
        assert opened_folder(desk) == places / "campaign"

    def test_other_drags_are_left_to_qgis(self, drops, browser, desk):
        text = QMimeData()
        text.setText("campaign")
        for data in (browser.drag("images"), text, QMimeData()):
            assert drops().handleMimeDataV2(data) is False
        assert opened_folder(desk) is None


class TestKinds:
    def test_a_folder_is_what_its_names_say(self, places):
        assert folder_kind(str(places / "campaign")) is FolderKind.CAMPAIGN
        (places / "campaign" / "spai.json").unlink()
        assert folder_kind(str(places / "campaign")) is FolderKind.CAMPAIGN
        (places / "campaign" / "a.geojson").rename(places / "campaign" / "other.geojson")
        assert folder_kind(str(places / "campaign")) is FolderKind.IMAGES
        assert folder_kind(str(places / "texts")) is FolderKind.OTHER
        (places / "texts" / "spai.json").write_text("{}")
        assert folder_kind(str(places / "texts")) is FolderKind.CAMPAIGN

    def test_what_can_not_be_looked_at_is_nothing_of_ours(self, places):
        for path in (places / "nowhere", places / "texts" / "one.txt"):
            assert folder_kind(str(path)) is FolderKind.OTHER
        assert folder_kind("a\0b") is FolderKind.OTHER

    def test_only_the_first_names_are_looked_at(self, tmp_path, monkeypatch):
        monkeypatch.setattr(listing, "_LOOKED_AT", 3)
        for number in range(9):
            (tmp_path / f"{number}.txt").touch()
        seen = []
        real = listing.split_suffix
        monkeypatch.setattr(listing, "split_suffix", lambda name: seen.append(name) or real(name))
        assert folder_kind(str(tmp_path)) is FolderKind.OTHER
        assert len(seen) == 3
