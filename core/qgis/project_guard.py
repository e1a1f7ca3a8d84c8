"""The images of campaigns in a project that was saved: looked at before QGIS opens them.

QGIS opens the layers of a project by itself, with whatever driver of GDAL takes a file. It asks
those who want to change paths (`QgsPathResolver.setPathPreprocessor`) before it does so: what is
no image by now is opened under a name that no file has. The layer is there then, unavailable as
one whose file is gone; QGIS keeps what the project says of it and saves that again.

It is asked for every path, from whatever thread, so that this is in place only while the project
is read.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsApplication, QgsPathResolver, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from ..formats.scaneo.labels import LABELS_FILE
from ..formats.scaneo.pairing import IMAGE_SUFFIXES
from ..images.files.geotiff import NoImage, open_image
from ..store.folder import OWN_FOLDER
from ..workspace.workspace import WORKSPACE_FILE
from .translation import said

_SUFFIXES = tuple(IMAGE_SUFFIXES)
_NOWHERE = "GTIFF_DIR:0:"  # GDAL's GeoTIFF driver takes the name, and finds no file in it
_SIGNS = (OWN_FOLDER, WORKSPACE_FILE, LABELS_FILE)  # of a campaign's folder


class ProjectGuard(QObject):
    """Stands before a project's images while it is read."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._id: Optional[str] = None
        project.cleared.connect(self._begin)  # which comes first, also when another is read
        project.readProject.connect(self.release)

    def unload(self) -> None:
        """Leaves the project."""
        self._project.cleared.disconnect(self._begin)
        self._project.readProject.disconnect(self.release)
        self.release()

    def _begin(self) -> None:
        if self._id is None:
            self._id = QgsPathResolver.setPathPreprocessor(self._looked_at)
        # QGIS empties a project before it reads another, and names the file of that only then.
        QTimer.singleShot(0, self._end_where_nothing_is_read)

    def _end_where_nothing_is_read(self) -> None:
        if not self._project.fileName():  # a new one
            self.release()

    def release(self) -> None:
        """Lets QGIS read paths as they are."""
        if self._id is not None:
            QgsPathResolver.removePathPreprocessor(self._id)
            self._id = None

    def _looked_at(self, path: str) -> str:
        """The path that QGIS reads in place of one. What is raised here ends QGIS."""
        file = self._image(path.split("|", 1)[0])
        if file is None:
            return path
        try:
            open_image(file)
        except (OSError, ValueError, RuntimeError):  # it can't be looked at, nor opened then
            return _NOWHERE
        except NoImage as error:
            QgsApplication.messageLog().logMessage(
                f"{file}: {said(error.what)} {said(error.mend)}",
                "Scaneo Bridge",
                Qgis.MessageLevel.Warning,
            )
            return _NOWHERE
        return path

    def _image(self, path: str) -> Optional[Path]:
        """The image of a campaign that a path leads to; None for any other path."""
        if not path.lower().endswith(_SUFFIXES):
            return None
        file = Path(self._project.absolutePath(), path)  # an absolute one stays
        signs = (os.path.join(folder, sign) for folder in file.parents for sign in _SIGNS)
        return file if os.path.exists(file) and any(map(os.path.exists, signs)) else None
