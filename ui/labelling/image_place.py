"""Whether what is drawn on the image of the map comes back on its pixels; and why, if not."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QObject

from ...core.layers.agreement import Standing, settle
from ..work import Work


class ImagePlace(QObject):
    """The place of the image on the map, as QGIS and GDAL see it."""

    def __init__(self, project: QgsProject, work: Work) -> None:
        super().__init__()
        self._project = project
        self._work = work
        self._path: Optional[Path] = None
        self._crs = QgsCoordinateReferenceSystem()
        self._standing = Standing()
        self._told: set[tuple[Path, str]] = set()
        self._is_settling = False
        project.crsChanged.connect(self._settle_again)
        project.transformContextChanged.connect(self._settle_again)

    def unload(self) -> None:
        """Lets go of the project."""
        self._project.crsChanged.disconnect(self._settle_again)
        self._project.transformContextChanged.disconnect(self._settle_again)

    @property
    def refusal(self) -> str:
        """Why nothing can be drawn on the image, and what helps; empty where it can."""
        standing = self._standing
        return f"{standing.refusal} {standing.mend}" if standing.refusal else ""

    def take(
        self, path: Path, crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem
    ) -> None:
        """Takes the image that goes on a map in the CRS ``target``, before QGIS is told of it."""
        self._path, self._crs = path, crs
        self._settle(target)

    def leave(self) -> None:
        """No image is on the map."""
        self._path, self._standing = None, Standing()

    def tell(self) -> None:
        """Says once for each image what one should know before something is drawn on it."""
        standing = self._standing
        text = standing.note or self.refusal
        if self._path is None or not text or not standing.is_news:
            return
        if (self._path, text) in self._told:
            return
        self._told.add((self._path, text))
        level = Qgis.MessageLevel.Warning if standing.refusal else Qgis.MessageLevel.Info
        self._work.tell(self._path.name, text, level)

    def _settle(self, target: QgsCoordinateReferenceSystem) -> None:
        if self._path is None:
            return
        self._is_settling = True
        try:
            self._standing = settle(self._project, self._path, self._crs, target)
        finally:
            self._is_settling = False

    def _settle_again(self) -> None:
        """The project's CRS or its operations were changed: by somebody else, if not just now."""
        if not self._is_settling and self._path is not None:
            self._settle(self._project.crs())
            self.tell()
