"""Who does what on one campaign: the floor, ours and the real SCANEO."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Optional

from benchmarks.campaigns import make_campaign
from benchmarks.floor import export_floor, import_floor, write_at_once
from benchmarks.ground import LABELS, PER_IMAGE
from benchmarks.timing import Clock, Contender
from interop.scaneo_server import ScaneoServer
from osgeo import gdal
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.workspace.workspace import WORKSPACE_FILE


class Contest:
    """One campaign and all that is done with it; each answer is checked to be a whole one."""

    def __init__(self, work: Path, annotations: int, scaneo: Optional[ScaneoServer]) -> None:
        """`work`: an empty folder. SCANEO gets a copy of its own, since its export writes there."""
        self.annotations = annotations
        self.folder = work / "campaign"
        self.workspace = self.folder / WORKSPACE_FILE
        self._output = work / "output"
        self._scaneo = scaneo
        self._scaneo_folder = work / "scaneo"
        self._scaneo_campaign = ""
        make_campaign(self.folder, annotations)
        if scaneo:
            make_campaign(self._scaneo_folder, annotations)

    @property
    def images(self) -> int:
        return self.annotations // PER_IMAGE

    def importing(self) -> dict[str, Contender]:
        """Folder to workspace."""
        contenders = {"floor": self._import_floor, "ours": self._import_ours}
        return self._with_scaneo(contenders, self._import_scaneo)

    def exporting(self) -> dict[str, Contender]:
        """Everything back to files, after an import: every image was edited."""
        contenders = {
            "floor": self._export_floor,
            "floor at once": self._export_at_once,
            "ours": self._export_all,
        }
        return self._with_scaneo(contenders, self._export_scaneo)

    def exporting_one(self) -> dict[str, Contender]:
        """The same after an edit of one image."""
        return {"ours": self._export_one}

    def edit(self, where: str = "true") -> None:
        """As `relabel`, in the campaign's own workspace."""
        relabel(self.workspace, where)

    def _with_scaneo(
        self, contenders: dict[str, Contender], scaneo: Contender
    ) -> dict[str, Contender]:
        return {**contenders, "SCANEO": scaneo} if self._scaneo else contenders

    def _import_floor(self, clock: Clock) -> None:
        target = self._empty_output() / "floor.gpkg"
        with clock:
            import_floor(self.folder, target)

    def _import_ours(self, clock: Clock) -> None:
        self.workspace.unlink(missing_ok=True)
        with clock:
            opened = open_campaign(self.folder, None, QgsFeedback())
        expect(opened.annotation_count, self.annotations)

    def _import_scaneo(self, clock: Clock) -> None:
        with clock:
            self._scaneo_campaign = self._scaneo.import_folder(self._scaneo_folder)
        expect(len(self._scaneo.images(self._scaneo_campaign)), self.images)

    def _export_floor(self, clock: Clock) -> None:
        export_floor(self.folder, self._empty_output(), clock, json.dump)

    def _export_at_once(self, clock: Clock) -> None:
        export_floor(self.folder, self._empty_output(), clock, write_at_once)

    def _export_all(self, clock: Clock) -> None:
        self.edit()
        self._export_ours(clock, self.images)

    def _export_one(self, clock: Clock) -> None:
        self.edit("image = '0000.tif'")
        self._export_ours(clock, 1)

    def _export_ours(self, clock: Clock, files: int) -> None:
        shutil.rmtree(self.folder / OWN_FOLDER, ignore_errors=True)  # the last one's backup
        with clock:
            export = export_campaign(self.workspace, None, QgsFeedback())
        expect(len(export.files), files)

    def _export_scaneo(self, clock: Clock) -> None:
        output = self._empty_output()
        with clock:
            self._scaneo.export(self._scaneo_campaign, output)
        expect(len([*output.rglob("*.geojson")]), self.images)

    def _empty_output(self) -> Path:
        shutil.rmtree(self._output, ignore_errors=True)
        self._output.mkdir()
        return self._output


_PLACE = 2**26 - 1  # as `marks` has it; version 0.1.0 has none, nor a mark


def relabel(workspace: Path, where: str = "true") -> None:
    """Gives the first annotation of each image (or of those that SQL says) another label."""
    names = [*LABELS]
    turns = (f"WHEN '{old}' THEN '{new}'" for old, new in zip(names, [*names[1:], names[0]]))
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL(
        f"UPDATE segmentation SET label = CASE label {' '.join(turns)} END "
        f"WHERE place & {_PLACE} = 0 AND {where}"
    )


def expect(found: int, wanted: int) -> None:
    """:raises RuntimeError: where what was measured is not the whole job."""
    if found != wanted:
        raise RuntimeError(f"{found} in place of {wanted}: what was measured is not the whole job")
