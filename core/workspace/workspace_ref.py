"""Where a workspace is, open or not: `WorkspaceRef`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ..base.model import Task
from ..store.folder import AnyPath, CampaignFolder
from .editor_lock import EditorLock
from .geopackage.database import WorkspaceError
from .geopackage.turns import WriteTurn, write_turn
from .workspace import Workspace, read_folder

IMAGES = "images"
KINDS = (Task.DETECTION.value, Task.SEGMENTATION.value, Task.CLASSIFICATION.value, IMAGES)
"""The layers of a campaign from the top down: boxes above areas, areas above whole images."""
CAMPAIGN_PROPERTY = "scaneo/campaign"  # its folder, for workspaces that are gone or broken
_TABLE = "|layername="
_PREFIX = "GPKG:"  # of GDAL's names for GeoPackages; a table may come behind another colon
_SUFFIXES = (".gpkg", *(f".gpkg:{kind}" for kind in KINDS))
_MISREAD = re.compile(r"%[0-9A-Fa-f]{2}|\|layername=")


@dataclass(frozen=True)
class WorkspaceRef:
    """What all of the plugin passes on of a workspace that need not be open, or there.

    Whoever is given a path, or a layer, makes one. Of a workspace that is no file (in PostGIS, say)
    it would be how to connect.
    """

    path: Path

    @classmethod
    def at(cls, path: AnyPath) -> WorkspaceRef:
        """The workspace at a path; one that is one already stays as it is."""
        return path if isinstance(path, WorkspaceRef) else cls(Path(path))

    @classmethod
    def of(cls, layer: Optional[QgsMapLayer]) -> Optional[WorkspaceRef]:
        """The one that a layer of a campaign lies in; None for any other layer."""
        found = _found(layer)
        if layer is None or found is None or found[1] not in KINDS:
            return None
        workspace = cls(found[0])
        try:
            is_one = workspace.folder() is not None
        except WorkspaceError:
            is_one = bool(layer.customProperty(CAMPAIGN_PROPERTY))
        return workspace if is_one else None

    def __fspath__(self) -> str:
        return os.fspath(self.path)

    def __str__(self) -> str:
        return str(self.path)

    @property
    def is_there(self) -> bool:
        """Whether there is a file, now."""
        return self.path.is_file()

    def is_same(self, other: AnyPath) -> bool:
        """Whether another path leads to the same file, by whatever links; of those that are gone,
        the paths tell."""
        one, another = self.path, Path(other)
        if one == another:
            return True
        try:
            return one.samefile(another)
        except OSError:
            return one.resolve() == another.resolve()

    def uri(self, table: str) -> str:
        """The source of one of its layers, for QGIS's provider ``ogr``."""
        return f"{self.path}{_TABLE}{table}"

    def open(self, writable: bool = True) -> Workspace:
        """:raises WorkspaceError: where the file is no workspace or can't be opened."""
        return Workspace.open(self.path, writable)

    def folder(self) -> Optional[CampaignFolder]:
        """The folder of its campaign; None for a GeoPackage that is no workspace.

        It is asked for at every deed, so the file is read once: see `forget_folder`.

        :raises WorkspaceError: where it is gone or can't be read, now.
        """
        if self.path not in _folders:
            _folders[self.path] = read_folder(self.path)
        return _folders[self.path]

    def forget_folder(self) -> None:
        """It was opened, made or moved: it is asked anew."""
        _folders.pop(self.path, None)

    def turn(self) -> WriteTurn:
        """The one turn at it, of this process: who writes takes it first."""
        return write_turn(self.path)

    def lock(self) -> EditorLock:
        """A claim on it, which is not taken yet: who has it open for editing, anywhere."""
        return EditorLock(self.path)


_folders: dict[Path, Optional[CampaignFolder]] = {}  # of GeoPackages that were asked once


def table_of(layer: Optional[QgsMapLayer]) -> Optional[str]:
    """Which of the `KINDS` a layer is; None for one that is no campaign's."""
    found = _found(layer)
    return None if found is None or WorkspaceRef.of(layer) is None else found[1]


def is_misread(path: AnyPath) -> bool:
    """Whether QGIS can't open a GeoPackage there: GDAL takes %41 in a path for A, QGIS what looks
    like an option for one."""
    return _MISREAD.search(str(path)) is not None


def _found(layer: Optional[QgsMapLayer]) -> Optional[tuple[Path, str]]:
    """The file and the table of a layer, however its source says them."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return None
    path, table = _decoded(layer.source())
    if path is None:
        return None
    if not table and path.lower().endswith(_SUFFIXES):
        table = _first_table(layer)
    path = path.split(_PREFIX, 1)[1] if path.startswith(_PREFIX) else path
    file, colon, _ = path.rpartition(":")
    if colon and file.lower().endswith(".gpkg"):
        path = file
    return Path(path).absolute(), table.lower()  # tables of SQLite are told apart by letters alone


@lru_cache(maxsize=256)
def _decoded(source: str) -> tuple[Optional[str], str]:
    """The file and the table that a source names; QGIS takes a while to tell."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    return parts.get("path") or None, str(parts.get("layerName") or "")


def _first_table(layer: QgsVectorLayer) -> str:
    """The table of a layer whose source names none, but its number, or leaves it to GDAL."""
    provider = layer.dataProvider()
    found = provider.subLayers() if layer.isValid() else []
    fields = found[0].split(provider.sublayerSeparator()) if found else []
    return fields[1] if len(fields) > 1 else ""
