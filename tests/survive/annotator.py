"""One of two people who label the same folder at the same time, each in a QGIS of their own.

    annotator.py FOLDER WORKSPACE NAME ROUNDS SEED

Each round opens the folder, edits a few boxes that nobody else touches, and exports. Each box lies
in a cell of its own. Prints, as JSON, the cells that were saved in the end, and what was told.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import conftest  # noqa: F401  # makes the plugin importable as scaneo_bridge
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsVectorLayer
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.workspace.editor_lock import EditorLock
from survive.ground import IMAGES, cell_box, cell_of, exported, opened


class Annotator:
    """Who they are, and what QGIS told them is saved: the image of each cell."""

    def __init__(self, folder: Path, workspace: Path, name: str, random: Random) -> None:
        self._folder = folder
        self._workspace = workspace
        self._name = name
        self._random = random
        self._next = 0
        self.saved: dict[int, str] = {}
        self.unsure: set[int] = set()
        self.told: Counter[str] = Counter()

    def round(self) -> None:
        """Opens, edits, exports; each of them may be refused, which is told and no loss.

        A person who is refused tries again some times.
        """
        if not self._tell(lambda: opened(self._folder, self._workspace)):
            return
        self._edit()
        if self._random.random() < 0.8:
            self._tell(lambda: exported(self._workspace))

    def _tell(self, deed: Any) -> bool:
        for _ in range(5):
            try:
                deed()
            except ScaneoError as error:
                told = str(error).replace(str(self._folder), "…")
                self.told[re.sub(r" \([^)]*\)?|\d+", "", told)[:90]] += 1
                time.sleep(self._random.uniform(0.01, 0.1))
            else:
                return True
        return False

    def _edit(self) -> None:
        layer = QgsVectorLayer(f"{self._workspace}|layername=detection", "boxes", "ogr")
        if not layer.isValid() or not layer.startEditing():
            self.told["the layer can't be edited now"] += 1
            return
        wanted = dict(self.saved)
        for _ in range(self._random.randint(1, 3)):
            self._change(layer, wanted)
        if layer.commitChanges():
            self.saved = wanted
        else:  # QGIS has saved some of them by then, and does not say which
            self.told["the edits can't be saved now"] += 1
            layer.rollBack()
            self.unsure |= wanted.keys() ^ self.saved.keys()
            self.saved = {cell: at for cell, at in self.saved.items() if cell in wanted}

    def _change(self, layer: QgsVectorLayer, wanted: dict[int, str]) -> None:
        deed = self._random.random()
        mine = self._mine(layer)
        known = sorted(mine.keys() & wanted.keys())
        if not known or deed < 0.6:
            self._draw(layer, wanted)
        elif deed < 0.8:
            cell = self._random.choice(known)
            layer.deleteFeature(mine[cell])
            del wanted[cell]
        else:
            cell, new = self._random.choice(known), self._cell()
            layer.changeGeometry(mine[cell], QgsGeometry.fromRect(cell_box(new)))
            wanted[new] = wanted.pop(cell)

    def _draw(self, layer: QgsVectorLayer, wanted: dict[int, str]) -> None:
        cell = self._cell()
        drawn = QgsFeature(layer.fields())
        drawn["image"], drawn["label"] = self._random.choice(IMAGES), self._name
        drawn.setGeometry(QgsGeometry.fromRect(cell_box(cell)))
        layer.addFeature(drawn)
        wanted[cell] = drawn["image"]

    def _cell(self) -> int:
        self._next += 1
        return self._next

    def _mine(self, layer: QgsVectorLayer) -> dict[int, int]:
        return {
            cell_of(feature.geometry().boundingBox()): feature.id()
            for feature in layer.getFeatures()
            if feature["label"] == self._name
        }


def main() -> None:
    folder, workspace, name, rounds, seed = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    one = Annotator(Path(folder), Path(workspace), name, Random(f"{name} {seed}"))
    claim = EditorLock(Path(workspace))  # as the dock has it for as long as a campaign is open
    claim.take()
    for _ in range(int(rounds)):
        one.round()
    claim.release()
    print(json.dumps({"saved": one.saved, "unsure": sorted(one.unsure), "told": one.told}))
    application.exitQgis()


if __name__ == "__main__":
    main()
