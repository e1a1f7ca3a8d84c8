"""Fixtures of the tests of the page on which layers are exported."""

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QLineEdit
from support.images import write_image
from support.mouse import LEFT, NONE
from support.subjects.layers_page import BARN, HOUSE, polygons

EAST = (2.5, 0.05, 0.0, 42.0, 0.0, -0.1)  # beside NORTH_EAST_SPAIN, which is 2.0 to 2.5
FAR = "Polygon((12 41, 13 41, 13 42, 12 42, 12 41))"


@pytest.fixture
def folder(tmp_path):
    """A folder with two images side by side and nothing else."""
    path = tmp_path / "fields"
    write_image(path / "west.tif")
    write_image(path / "east.tif", grid=EAST)
    return path


@pytest.fixture
def buildings(desk):
    layer = polygons("buildings", [("house", HOUSE), ("barn", BARN), ("house", FAR)])
    desk.project.addMapLayer(layer)
    return layer


class Page:
    """What a person does on the pages of an export of layers."""

    def __init__(self, desk):
        self.desk = desk
        self.page = desk.dock.pages.layers
        self.preview_page = desk.dock.pages.layers_preview

    def open(self):
        if self.desk.dock.is_empty:
            self.desk.click(self.desk.dock.pages.start.layers)
        else:
            self.choose_in_menu("Export layers…")
        assert self.page.isVisible()
        return self

    def choose_in_menu(self, text):
        menu = self.desk.dock.widget.export.menu()
        menu.popup(QPoint(0, 0))
        (action,) = [one for one in menu.actions() if one.text() == text]
        assert action.isEnabled()
        self.desk.bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())

    def card(self, layer):
        (card,) = [card for card in self.page.cards if card.layer_id == layer.id()]
        return card

    def pick(self, combo, text):
        """Chooses the entry of a combo box that begins so, with the arrow keys."""
        assert combo.isVisible() and combo.isEnabled()
        combo.setFocus()
        self.desk.bot.keyClick(combo, Qt.Key.Key_Home)
        while not combo.currentText().startswith(text):
            before = combo.currentIndex()
            self.desk.bot.keyClick(combo, Qt.Key.Key_Down)
            assert combo.currentIndex() > before, f"there is no “{text}…”"

    def type_folder(self, folder):
        field = self.page.folder.lineEdit()
        field.selectAll()
        self.desk.bot.keyClicks(field, str(folder))

    def preview(self):
        self.desk.click(self.page.preview)
        self.desk.wait()
        assert self.preview_page.isVisible()
        return self

    def preview_again(self):
        self.desk.click(self.preview_page.again)
        self.desk.wait()

    def write(self):
        self.desk.click(self.preview_page.write)
        self.desk.wait()

    def label_row(self, label, column=0):
        model = self.preview_page.labels
        row = [use.name for use in model.items].index(label)
        return self.preview_page.labels_view.visualRect(model.index(row, column)).center()

    def select(self, *labels):
        view = self.preview_page.labels_view.viewport()
        for number, label in enumerate(labels):
            key = Qt.KeyboardModifier.ControlModifier if number else NONE
            self.desk.bot.mouseClick(view, LEFT, key, self.label_row(label))

    def rename(self, label, name):
        """Double-clicks a label, types another name and presses Enter."""
        view = self.preview_page.labels_view
        spot = self.label_row(label)
        self.desk.bot.mouseClick(view.viewport(), LEFT, NONE, spot)
        self.desk.bot.mouseDClick(view.viewport(), LEFT, NONE, spot)
        (editor,) = view.viewport().findChildren(QLineEdit)
        self.desk.bot.keyClicks(editor, name)
        self.desk.bot.keyClick(editor, Qt.Key.Key_Return)
        self.desk.bot.wait(20)  # Qt takes the name a turn of the event loop later


@pytest.fixture
def page(desk):
    return Page(desk)
