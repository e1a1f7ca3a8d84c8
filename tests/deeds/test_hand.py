"""The hand itself: each deed is done, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from deeds.browser import browser
from deeds.widgets import Widgets
from pytestqt.qtbot import QtBot
from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolExtent
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton, QScrollBar, QVBoxLayout, QWidget
from support.deeds import Hand


@pytest.fixture
def window(qtbot: QtBot, qgis_app: object) -> Iterator[QWidget]:
    shown = QWidget()
    shown.setLayout(QVBoxLayout())
    shown.resize(300, 300)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown


@pytest.fixture
def hand() -> Hand:
    return Hand(Widgets())


def add(window: QWidget, widget: QWidget) -> QWidget:
    window.layout().addWidget(widget)
    widget.show()
    window.layout().activate()
    return widget


def test_a_click(window: QWidget, hand: Hand) -> None:
    button = add(window, QPushButton("&Go"))
    clicks: list[bool] = []
    button.clicked.connect(clicks.append)

    hand.click(button)
    hand.click(button, right=True)

    assert len(clicks) == 1
    assert hand.deeds == 2


def test_keys_go_to_the_focus(window: QWidget, hand: Hand) -> None:
    line, _other = add(window, QLineEdit()), add(window, QLineEdit())

    hand.click(line)
    hand.type("Ab")

    assert line.text() == "Ab"
    assert hand.deeds == 3


def test_a_drag_on_a_map(window: QWidget, hand: Hand) -> None:
    canvas = add(window, QgsMapCanvas())
    tool = QgsMapToolExtent(canvas)
    drawn: list[QgsRectangle] = []
    # a copy: what a signal hands over is QGIS's own, and gone afterwards
    tool.extentChanged.connect(lambda extent: drawn.append(QgsRectangle(extent)))
    canvas.setMapTool(tool)

    hand.drag((canvas.viewport(), QPoint(20, 20)), (canvas.viewport(), QPoint(120, 70)))

    assert len(drawn) == 1
    assert drawn[0].width() / drawn[0].height() == pytest.approx(2.0)
    assert hand.deeds == 1


def test_the_wheel(window: QWidget, hand: Hand) -> None:
    bar = add(window, QScrollBar())

    hand.wheel(bar)

    assert bar.value() > 0
    assert hand.deeds == 1


def test_what_is_covered_is_not_clicked(window: QWidget, hand: Hand) -> None:
    button = add(window, QPushButton())
    cover = QWidget(window)
    cover.setGeometry(window.rect())
    cover.show()

    with pytest.raises(AssertionError, match="covered"):
        hand.click(button)
    assert hand.deeds == 0


def test_keys_in_a_page(browser_command: str, tmp_path: Path) -> None:
    with browser(browser_command, tmp_path) as page:
        page.open("data:text/html,<input>")
        page.wait_for("document.querySelector('input') !== null")
        hand = Hand(page)

        hand.click((30, 20))
        hand.type("Ab")

        assert page.value("document.querySelector('input').value") == "Ab"
        assert hand.deeds == 3
