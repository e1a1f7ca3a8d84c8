"""Drives QGIS Desktop as a user would, for `make run` and `make picture`.

It opens the campaign in ``SCANEO_BRIDGE_CAMPAIGN`` in the dock. Where ``SCANEO_BRIDGE_REPORT`` is
set, it goes on alone: takes a picture (``SCANEO_BRIDGE_SCREENSHOT``), exports, compares the
folder with what it was, writes the report and ends QGIS.
"""

import os
import sys
from pathlib import Path

from qgis.core import QgsProject

sys.path.insert(0, str(Path("tests").resolve()))  # QGIS runs the text of this file alone
sys.path.insert(0, str(Path("tests/desktop").resolve()))
from desk import REPORT, Desk, begin, finish

CAMPAIGN = Path(os.environ["SCANEO_BRIDGE_CAMPAIGN"])
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


class Drive(Desk):
    def __init__(self):
        super().__init__()
        self.before = snapshot()

    def start(self):
        self.arrange()
        self.dock.open_folder(str(CAMPAIGN))
        self.wait(self.idle, self.opened if REPORT else lambda: None)

    def opened(self):
        page = self.pages.campaign
        layers = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
        annotations = sum(entry.count for entry in page.labels.items)
        files = count(self.before, ".geojson") + count(self.before, "spai.json")
        self.lines.append(
            f"read:    {files} files, {len(page.images.items)} images, {annotations} annotations, "
            f"{len(page.problems.items)} problems"
        )
        self.lines.append(f"layers:  {', '.join(sorted(layers))}")
        self.pages.campaign.navigator.image_activated.emit(SHOWN)
        self.wait(self.drawn, self.shown)

    def shown(self):
        self.window.grab().save(os.environ["SCANEO_BRIDGE_SCREENSHOT"])
        self.dock.export.click()
        self.wait(self.idle, self.exported)

    def exported(self):
        assert not self.pages.export.isVisible(), "nothing was edited, yet it would write"
        after = snapshot()
        written = [name for name in after if after[name] != self.before.get(name)]
        self.lines.append(f"wrote:   {len(written)} files")
        same = after == self.before
        self.lines.append(f"folder:  {'unchanged, byte for byte' if same else 'CHANGED'}")
        finish(self.lines, 0 if same else 1)


drive = Drive()
begin(drive.start)
