"""Who does what with one layer: the bare loops and ours."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.ground import LABELS, PER_IMAGE
from benchmarks.layers.floor import Write, layer_floor, write_objects, write_text
from benchmarks.layers.layers import make_layer, open_layer, plan_of
from benchmarks.timing import Clock, Contender
from qgis.core import QgsFeedback
from scaneo_bridge.core.mapping.export import LayerExport, export_layers
from scaneo_bridge.core.store.folder import OWN_FOLDER


class LayerContest:
    """One layer over images without annotations; each answer is checked to be a whole one."""

    def __init__(self, work: Path, features: int) -> None:
        """`work`: an empty folder."""
        self.features = features
        self.folder = work / "images"
        self.file = work / "areas.gpkg"
        self._output = work / "floor"
        make_layer(self.folder, self.file, features)

    def exporting(self) -> dict[str, Contender]:
        """The layer into files."""
        return {
            "floor": lambda clock: self._floor(clock, write_objects),
            "floor of text": lambda clock: self._floor(clock, write_text),
            "ours": self._ours,
        }

    def export(self, feedback: QgsFeedback) -> LayerExport:
        """Ours, into a folder of images and nothing else (see `clear`)."""
        return export_layers(plan_of(open_layer(self.file), self.folder), feedback)

    def clear(self) -> None:
        """Takes out of the folder what an export wrote."""
        shutil.rmtree(self.folder / OWN_FOLDER, ignore_errors=True)
        for file in [*self.folder.glob("*.geojson"), self.folder / "spai.json"]:
            file.unlink(missing_ok=True)

    def _floor(self, clock: Clock, write: Write) -> None:
        shutil.rmtree(self._output, ignore_errors=True)
        self._output.mkdir()
        with clock:
            layer_floor(open_layer(self.file), self._output, write)
        _expect(len([*self._output.iterdir()]), self.features // PER_IMAGE)

    def _ours(self, clock: Clock) -> None:
        self.clear()
        with clock:
            done = self.export(QgsFeedback())
        _expect(done.annotation_count, self.features)
        _expect(len(done.files), self.features // PER_IMAGE + 1)
        _expect(len(done.labels), len(LABELS))


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"{found} in place of {wanted}: what was measured is not the whole job")
