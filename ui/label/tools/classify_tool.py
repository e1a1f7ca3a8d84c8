"""The map tool of classification: a click on the map."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor


class ClassifyTool(QgsMapTool):
    """A click anywhere refers to the image."""

    clicked = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Called by Qt."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
