"""QGIS Desktop as the scripts of this folder drive it: its window, the dock, and their patience."""

import os
import traceback
from pathlib import Path

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.utils import iface
from support.pages import Pages

REPORT = os.environ.get("SCANEO_BRIDGE_REPORT")
"""Where to write what was seen; without it, a person goes on."""
WIDTH = int(os.environ.get("SCANEO_BRIDGE_DOCK", "340"))
"""The dock's, in pixels."""


class Desk:
    """The window and the dock. Steps go on when QGIS is ready for them."""

    def __init__(self):
        self.window = iface.mainWindow()
        self.dock = self.window.findChild(QgsDockWidget, "ScaneoBridgeDock")
        self.pages = Pages(self.dock)
        self.lines = []

    def arrange(self):
        """The window as the pictures have it."""
        self.window.setGeometry(0, 0, 1280, 800)
        for name in ("Browser", "LayerOrder", "Browser2"):
            panel = self.window.findChild(QgsDockWidget, name)
            if panel is not None:
                panel.hide()
        self.dock.show()
        self.window.resizeDocks([self.dock], [WIDTH], Qt.Orientation.Horizontal)

    def idle(self):
        return not self.dock.progress_panel.is_busy

    def drawn(self):
        return not iface.mapCanvas().isDrawing()

    def wait(self, condition, then):
        """Goes on when the condition holds, and a second later: QGIS draws the map meanwhile."""
        if condition():
            QTimer.singleShot(1000, guarded(then))
        else:
            QTimer.singleShot(100, guarded(lambda: self.wait(condition, then)))


def finish(lines, status):
    """Ends QGIS with a report."""
    Path(REPORT).write_text("\n".join(lines) + "\n", encoding="utf-8")
    os._exit(status)  # an exit by the menu would ask about the unsaved project


def guarded(step):
    """A step that ends QGIS with a report where it fails, rather than leave it waiting."""

    def run():
        try:
            step()
        except Exception:
            if REPORT is None:
                raise
            finish([traceback.format_exc()], 1)

    return run


def begin(step):
    """Takes the first step, once QGIS is there."""
    QTimer.singleShot(500, guarded(step))
