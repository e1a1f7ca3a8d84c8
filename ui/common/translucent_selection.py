"""Keeps what is selected on the map from hiding the image below it."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QColor

_ALPHA = 60  # of 255


class TranslucentSelection:
    """The map's colour of selections, translucent as long as one of several wants it to be.

    The map has one colour for all: if each changed it and put it back, the last would put back what
    another had made of it.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._wanted: set[object] = set()
        self._own: Optional[QColor] = None  # the map's own colour, while it is another

    def want(self, by: object, is_on: bool) -> None:
        """Whether ``by`` wants it from now on."""
        self._wanted = self._wanted | {by} if is_on else self._wanted - {by}
        if self._wanted and self._own is None:
            self._own = self._canvas.selectionColor()
            seen = QColor(self._own)
            seen.setAlpha(min(seen.alpha(), _ALPHA))
            self._show(seen)
        elif not self._wanted and self._own is not None:
            own, self._own = self._own, None
            self._show(own)

    def _show(self, color: QColor) -> None:
        if color != self._canvas.selectionColor():
            self._canvas.setSelectionColor(color)
            self._canvas.refresh()
