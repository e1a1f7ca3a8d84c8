"""Shows messages in QGIS's message bar in full."""

from __future__ import annotations

from math import ceil
from typing import Optional

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QTextBrowser, QWidget


def show_whole(item: Optional[QWidget]) -> None:
    """Gives a message as many lines as it needs: QGIS gives it two (3.22 to 3.44), whatever the
    width, and cuts longer ones through the letters."""
    text = None if item is None else item.findChild(QTextBrowser)
    if text is not None:
        _Fit(text)


class _Fit(QObject):
    """Keeps a label as high as its text, also when the map becomes wider or narrower."""

    def __init__(self, text: QTextBrowser) -> None:
        super().__init__(text)
        self._text = text
        self._least = text.minimumHeight()
        text.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        frame = self._text.height() - self._text.viewport().height()
        height = ceil(self._text.document().size().height()) + frame
        self._text.setFixedHeight(max(self._least, height))
