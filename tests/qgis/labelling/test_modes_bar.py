"""The words of the modes are whole or not there, however wide the dock is and in any language."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMenu
from scaneo_bridge.core.qgis.translation import Translation
from scaneo_bridge.ui.label.modes_bar import ModesBar
from tools.i18n import collect

pytest_plugins = ["support.words.catalogues"]

IN_NARROW_DOCK = 284  # pixels: a dock of 300, without its margins
WORDS = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
ICONS = Qt.ToolButtonStyle.ToolButtonIconOnly


@pytest.fixture
def style_at(qtbot):
    """How the buttons look in a bar of a width."""

    def style(width):
        bar = ModesBar(QMenu())
        qtbot.addWidget(bar)
        bar.resize(width, 60)
        bar.show()
        qtbot.waitExposed(bar)
        (style,) = {button.toolButtonStyle() for button in bar.buttons.values()}
        if style == WORDS:
            for button in bar.buttons.values():
                assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()
        return style

    return style


@pytest.fixture
def long_words(speak, root):
    """A language whose words have twice the letters."""
    translation = Translation(speak("de", collect(root)[0], lambda source, _: source * 2))
    yield
    translation.remove()


def test_a_dock_of_three_hundred_pixels_has_room_for_english_words(style_at):
    assert style_at(IN_NARROW_DOCK) == style_at(600) == WORDS
    assert style_at(150) == ICONS


def test_longer_words_wait_for_room(long_words, style_at):
    assert style_at(IN_NARROW_DOCK) == ICONS
    assert style_at(600) == WORDS
