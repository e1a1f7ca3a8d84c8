"""Drives QGIS Desktop as a user would, for `make run` and `make picture`.

It opens the campaign in ``SCANEO_BRIDGE_CAMPAIGN`` in the dock. Where ``SCANEO_BRIDGE_REPORT`` is
set, it goes on alone: takes a picture (``SCANEO_BRIDGE_SCREENSHOT``), exports, compares the
folder with what it was, writes the report and ends QGIS.
"""

import os
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.utils import iface

CAMPAIGN = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
REPORT = os.environ.get("SCANEO_BRIDGE_REPORT")
SHOWN = "2024/emporda_village.tif"


def snapshot():
    """All files of the campaign with their bytes.

    Not the workspace, nor the statistics that QGIS itself leaves beside an image that it shows.
    """
    return {
        path.relative_to(CAMPAIGN).as_posix(): path.read_bytes()
        for path in sorted(CAMPAIGN.rglob("*"))
        if path.is_file()
        and not path.name.startswith("scaneo.gpkg")
        and not path.name.endswith(".aux.xml")
    }


def count(names, ending):
    return sum(name.endswith(ending) for name in names)


class Drive:
    def __init__(self):
        self.before = snapshot()
        self.window = iface.mainWindow()
        self.dock = self.window.findChild(QgsDockWidget, "ScaneoBridgeDock")
        self.lines = []

    def start(self):
        self.window.setGeometry(0, 0, 1280, 800)
        for name in ("Browser", "LayerOrder", "Browser2"):
            panel = self.window.findChild(QgsDockWidget, name)
            if panel is not None:
                panel.hide()
        self.dock.show()
        self.window.resizeDocks([self.dock], [340], Qt.Orientation.Horizontal)
        self.dock.open_folder(str(CAMPAIGN))
        self.wait(self.idle, self.opened if REPORT else lambda: None)

    def idle(self):
        return not self.dock.progress_panel.is_busy

    def wait(self, condition, then):
        """Goes on when the condition holds, and a second later: QGIS draws the map meanwhile."""
        if condition():
            QTimer.singleShot(1000, guarded(then))
        else:
            QTimer.singleShot(100, guarded(lambda: self.wait(condition, then)))

    def opened(self):
        page = self.dock.campaign_page
        layers = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
        annotations = sum(entry.count for entry in page.labels.items)
        files = count(self.before, ".geojson") + count(self.before, "spai.json")
        self.lines.append(
            f"read:    {files} files, {len(page.images.items)} images, {annotations} annotations, "
            f"{len(page.problems.items)} problems"
        )
        self.lines.append(f"layers:  {', '.join(sorted(layers))}")
        self.dock.image_activated.emit(SHOWN)
        self.wait(lambda: not iface.mapCanvas().isDrawing(), self.shown)

    def shown(self):
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        self.dock.export.click()
        self.wait(self.idle, self.exported)

    def exported(self):
        assert not self.dock.export_page.isVisible(), "nothing was edited, yet it would write"
        after = snapshot()
        written = [name for name in after if after[name] != self.before.get(name)]
        self.lines.append(f"wrote:   {len(written)} files")
        same = after == self.before
        self.lines.append(f"folder:  {'unchanged, byte for byte' if same else 'CHANGED'}")
        finish(self.lines, 0 if same else 1)


def finish(lines, status):
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


drive = Drive()
QTimer.singleShot(500, guarded(drive.start))
