"""Whether what is drawn on the image on the map will be read on the same pixels; if not, why."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Optional

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ...core.images.datum_operations import MapAlignment, align
from ...core.images.georeference import LonLatTransforms
from ...core.images.warping import warp_copy
from ...core.store.folder import NO_FOLDER, CampaignFolder
from ..common.text import plain, said, tr
from ..common.whole_message import show_whole
from ..work.steps import Steps, in_thread
from ..work.work import Work


class ImageAlignment(QObject):
    """The position of the image on the map, according to QGIS and to GDAL."""

    warped = pyqtSignal(str)
    """The path of a warped copy: the folder has to be read again."""

    def __init__(self, project: QgsProject, bar: QgsMessageBar, work: Work) -> None:
        super().__init__()
        self._project = project
        self._bar = bar
        self._work = work
        self._folder, self._image = NO_FOLDER, ""
        self._raster = ""  # its id
        self._lonlat = LonLatTransforms()
        self._crs = QgsCoordinateReferenceSystem()
        self._alignment = MapAlignment()
        self._item: Optional[QgsMessageBarItem] = None
        self._told: set[tuple[str, str]] = set()
        self._is_settling = False
        self._is_coming = False  # from `take` to `tell`
        self._again = QTimer(self)  # when a project is cleared, its layers are removed last
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._settle_again)
        project.crsChanged.connect(self._settle_again)
        project.transformContextChanged.connect(self._note_operations)
        project.layersRemoved.connect(self._note_removed)

    def unload(self) -> None:
        """Stops watching the project."""
        self._again.stop()
        self._project.crsChanged.disconnect(self._settle_again)
        self._project.transformContextChanged.disconnect(self._note_operations)
        self._project.layersRemoved.disconnect(self._note_removed)

    @property
    def refusal(self) -> str:
        """Why nothing can be drawn on the image, and what helps; empty where drawing is
        possible."""
        if self._again.isActive():
            self._settle_again()
        alignment = self._alignment
        why = [said(alignment.refusal), said(alignment.mend)] if alignment.refusal else []
        if why and not alignment.is_news:
            why.append(tr("Then open the campaign again."))
        return " ".join(why)

    def take(
        self,
        folder: CampaignFolder,
        image: str,
        raster: QgsRasterLayer,
        target: QgsCoordinateReferenceSystem,
    ) -> None:
        """Aligns the image that will be shown on a map in the CRS ``target``, before QGIS shows
        it."""
        if (folder, image) != (self._folder, self._image):
            self._take_back()
        self._folder, self._image, self._raster = folder, image, raster.id()
        self._crs = raster.crs()
        self._again.stop()
        self._settle(target)
        self._is_coming = True

    def leave(self) -> None:
        """No image is on the map."""
        self._again.stop()
        self._take_back()
        self._image, self._raster = "", ""
        self._alignment, self._is_coming = MapAlignment(), False

    def tell(self) -> None:
        """Tells the user, once for each image, what they should know before drawing on it."""
        self._is_coming = False
        refusal, alignment = self.refusal, self._alignment
        text = alignment.note or refusal
        key = str(self._folder.path / self._image), text
        if not text:
            self._take_back()
        if not self._image or not text or not alignment.is_news or key in self._told:
            return
        self._told.add(key)
        self._take_back()
        item = self._bar.createMessage(plain(self._image), plain(text))
        if alignment.can_warp:
            button = QPushButton(tr("Warp a copy beside it"))
            button.setToolTip(
                tr("Writes a GeoTIFF with north up beside the image, for you to label in its place")
            )
            button.clicked.connect(partial(self._warp, self._folder, self._image))
            item.layout().addWidget(button)
        level = Qgis.MessageLevel.Warning if alignment.refusal else Qgis.MessageLevel.Info
        item.destroyed.connect(self._note_closed)
        self._item = item
        self._bar.pushWidget(item, level)
        show_whole(item)

    def _take_back(self) -> None:
        """Removes a message that is about another image, or out of date."""
        if self._item is not None:
            # It is deleted a moment later, when there may be another one.
            self._item.destroyed.disconnect(self._note_closed)
            self._bar.popWidget(self._item)
        self._item = None

    def _note_closed(self) -> None:
        self._item = None

    def _warp(self, folder: CampaignFolder, image: str, *_: object) -> None:
        """As a piece of work of its own: it may take minutes."""
        self._take_back()
        title = tr("Warping {image}…", image=image)
        self._work.start(title, self._warping(folder, image))

    def _warping(self, folder: CampaignFolder, image: str) -> Steps[None]:
        copy = yield from in_thread(lambda feedback: warp_copy(folder, image, feedback))
        self.warped.emit(copy)

    def _settle(self, target: QgsCoordinateReferenceSystem) -> None:
        if not self._image:
            return
        self._is_settling = True
        try:
            self._alignment = align(
                self._project, self._folder.path / self._image, self._crs, target
            )
        finally:
            self._is_settling = False

    def _note_operations(self) -> None:
        """The user has chosen other operations, or the project is cleared."""
        if not self._is_settling:
            self._again.start(0)

    def _note_removed(self, layers: Iterable[str]) -> None:
        if self._raster in layers:
            self.leave()

    def _settle_again(self) -> None:
        """The project's CRS or its operations were changed, possibly by this object itself."""
        self._again.stop()
        if not self._is_settling and not self._is_coming and self._image:
            self._settle(self._project.crs())
            self.tell()
