"""The dock, as a person uses it."""

import json
from functools import cached_property

from qgis.PyQt.QtCore import QPoint, Qt
from support.mouse import LEFT, NONE
from support.pages import Pages


class Dock:
    """The dock's field, its buttons and pages; ``widget`` is the dock itself."""

    def __init__(self, desk, widget):
        self._desk, self.widget = desk, widget

    @cached_property
    def pages(self):
        return Pages(self.widget)

    @property
    def page(self):
        """The page of the campaign."""
        return self.pages.campaign

    @property
    def is_empty(self):
        return self.pages.start.isVisible() and not self.page.isVisible()

    @property
    def is_open(self):
        return self.page.isVisible() and not self.pages.start.isVisible()

    def type_folder(self, folder):
        bot, field = self._desk.bot, self.widget.folder.lineEdit()
        bot.mouseDClick(field, LEFT)
        field.selectAll()
        bot.keyClick(field, Qt.Key.Key_Delete)
        bot.keyClicks(field, str(folder))

    def enter(self, folder):
        """Types the folder and presses Enter."""
        self.type_folder(folder)
        self._desk.bot.keyClick(self.widget.folder.lineEdit(), Qt.Key.Key_Return)

    def switch(self):
        """Clicks the button Label: labelling is on, or off again."""
        self._desk.press(self.widget.label)

    @property
    def mode(self):
        """The mode whose button is down."""
        down = [mode for mode, button in self.page.modes.buttons.items() if button.isChecked()]
        assert len(down) <= 1
        return down[0] if down else None

    def use(self, mode):
        self._desk.press(self.page.modes.buttons[mode])

    def option(self, text):
        """Clicks what begins so in the menu of options, or in one of the menus below it."""
        bot, menu = self._desk.bot, self.page.options
        menu.popup(QPoint(0, 0))
        bot.wait(10)
        for action in menu.actions():
            if action.text().startswith(text):
                bot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
                break
            below = action.menu()
            if below and any(one.text().startswith(text) for one in below.actions()):
                (one,) = [one for one in below.actions() if one.text().startswith(text)]
                below.popup(QPoint(0, 0))
                bot.wait(10)
                bot.mouseClick(below, LEFT, NONE, below.actionGeometry(one).center())
                break
        else:
            raise AssertionError(f"there is no option “{text}”")
        menu.close()
        self._desk.wait()

    def preview(self):
        """Clicks Export; answers what it says that it would write, None where it asks nothing."""
        self._desk.press(self.widget.export)
        page = self.pages.export
        return page.summary.text() if page.isVisible() else None

    def export(self):
        """Exports with two clicks; answers the files of the folder as JSON."""
        folder = self._desk.folder
        if self.preview() is not None:
            self._desk.press(self.pages.export.write)
        return {
            file.relative_to(folder).as_posix(): json.loads(file.read_bytes())
            for file in folder.rglob("*json")
            if ".scaneo_bridge" not in file.parts
        }
