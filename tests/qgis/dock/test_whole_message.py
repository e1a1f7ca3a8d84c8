"""What the message bar says can be read to its end, however narrow the map is."""

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QTextBrowser, QVBoxLayout, QWidget
from scaneo_bridge.ui.common.whole_message import show_whole

LONG = "QGIS shows two lines of this, and cuts the others through their letters. " * 6


@pytest.fixture
def bar(qtbot, qgis_app):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(730, 400)
    layout = QVBoxLayout(window)
    found = QgsMessageBar()
    layout.addWidget(found)
    layout.addStretch(1)
    window.show()
    qtbot.waitExposed(window)
    yield found


def shown(bar, text):
    bar.pushMessage("A title", text, Qgis.MessageLevel.Warning, 0)
    item = bar.currentItem()
    show_whole(item)
    return item.findChild(QTextBrowser)


def is_whole(text):
    return text.viewport().height() >= text.document().size().height()


def test_a_long_message_has_all_its_lines(bar, qtbot):
    text = shown(bar, LONG)
    qtbot.waitUntil(lambda: is_whole(text) and bar.height() > text.height())


def test_so_it_has_where_the_map_is_made_narrower(bar, qtbot):
    text = shown(bar, LONG)
    qtbot.waitUntil(lambda: is_whole(text))
    before = text.height()
    bar.window().resize(400, 400)
    qtbot.waitUntil(lambda: text.height() > before and is_whole(text))


def test_a_short_one_is_as_high_as_any(bar, qtbot):
    bar.pushMessage("A title", "Short.", Qgis.MessageLevel.Info, 0)
    usual = bar.currentItem().findChild(QTextBrowser).height()
    assert shown(bar, "Short.").height() == usual
