"""Checks the images of campaigns in a saved project before QGIS opens them.

QGIS opens the layers of a project by itself, with whatever GDAL driver accepts a file. Before that,
it calls path preprocessors (`QgsPathResolver.setPathPreprocessor`): a file that is no image any
more gets a name that no file has. The layer is then unavailable, as if its file were missing; QGIS
keeps what the project says of it and saves that again.

The preprocessor is called for every path, in any thread, so it is installed only while a project is
read.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsApplication, QgsPathResolver, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from ..formats.scaneo.labels import LABELS_FILE
from ..formats.scaneo.pairing import IMAGE_SUFFIXES
from ..images.files.geotiff import NotAnImage, open_image
from ..store.folder import OWN_FOLDER
from ..workspace.workspace import WORKSPACE_FILE
from .translation import said

_SUFFIXES = tuple(IMAGE_SUFFIXES)
_NOWHERE = "GTIFF_DIR:0:"  # GDAL's GeoTIFF driver accepts the name, and finds no file
_SIGNS = (OWN_FOLDER, WORKSPACE_FILE, LABELS_FILE)  # found in a campaign's folder


class ProjectGuard(QObject):
    """Checks a project's images while it is read."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._id: Optional[str] = None
        project.cleared.connect(self._begin)  # emitted first, also when another project is read
        project.readProject.connect(self.release)

    def unload(self) -> None:
        """Stops watching the project."""
        self._project.cleared.disconnect(self._begin)
        self._project.readProject.disconnect(self.release)
        self.release()

    def _begin(self) -> None:
        if self._id is None:
            self._id = QgsPathResolver.setPathPreprocessor(self._looked_at)
        # QGIS empties a project before it reads another, and names the file of that only then.
        QTimer.singleShot(0, self._end_where_nothing_is_read)

    def _end_where_nothing_is_read(self) -> None:
        if not self._project.fileName():  # a new project: nothing is read
            self.release()

    def release(self) -> None:
        """Removes the preprocessor."""
        if self._id is not None:
            QgsPathResolver.removePathPreprocessor(self._id)
            self._id = None

    def _looked_at(self, path: str) -> str:
        """The path that QGIS uses in place of this one. An exception here would end QGIS."""
        file = self._image(path.split("|", 1)[0])
        if file is None:
            return path
        try:
            open_image(file)
        # It can't be checked, so it can't be opened either.
        except (OSError, ValueError, RuntimeError):
            return _NOWHERE
        except NotAnImage as error:
            QgsApplication.messageLog().logMessage(
                f"{file}: {said(error.what)} {said(error.mend)}",
                "Scaneo Bridge",
                Qgis.MessageLevel.Warning,
            )
            return _NOWHERE
        return path

    def _image(self, path: str) -> Optional[Path]:
        """The image of a campaign at a path; None for any other path."""
        if not path.lower().endswith(_SUFFIXES):
            return None
        file = Path(self._project.absolutePath(), path)  # an absolute path stays
        signs = (os.path.join(folder, sign) for folder in file.parents for sign in _SIGNS)
        return file if os.path.exists(file) and any(map(os.path.exists, signs)) else None
