"""Image navigation: going from image to image, which annotations are shown, and images' states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.base.errors import ScaneoError
from ...core.base.model import FINISHED, ImageState
from ...core.images.files.rasters import (
    RasterStyles,
    clear_crs_cache,
    load_raster,
    reopen_on_main_thread,
)
from ...core.qgis.editing.edit_commands.mark_commands import flag_images, mark_images
from ...core.qgis.editing.session import EditSession
from ...core.store.folder import NO_FOLDER, CampaignFolder
from ..common.map_view import extent_on_map
from ..common.text import tr
from ..work.work import Work
from .image_alignment import ImageAlignment
from .images.navigator import Navigator
from .tools.map_tools import MapTools

_MOST = 20  # unreadable images that are skipped at once: each takes a while on a missing disk
_SAME = 0.01  # share of an image's size by which its extent may differ
_PREFETCHED = 300  # ms after showing an image until the next one is loaded


class ImageNavigation(QObject):
    """One image at a time on the map."""

    arrived = pyqtSignal(str)
    """The path of the image that is on the map now."""

    def __init__(
        self,
        iface: QgisInterface,
        project: QgsProject,
        navigator: Navigator,
        tools: MapTools,
        work: Work,
    ) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self._project = project
        self._navigator = navigator
        self._tools = tools
        self._work = work
        self._session: Optional[EditSession] = None
        self._folder = NO_FOLDER
        self._shows_all = False
        self.alignment = ImageAlignment(project, iface.messageBar(), work)
        self._styles = RasterStyles()
        self._next: dict[str, QgsRasterLayer] = {}  # the prefetched image
        self._ready: Optional[QgsRasterLayer] = None  # the same, while it is on the map
        self._given: Optional[QgsCoordinateReferenceSystem] = None  # the project's CRS, if ours
        self._prefetch_timer = QTimer(self)
        self._prefetch_timer.setObjectName("prefetch")
        self._prefetch_timer.setSingleShot(True)
        self._prefetch_timer.timeout.connect(self._prefetch)
        navigator.image_activated.connect(self.go)
        navigator.next_requested.connect(self.go_next)
        navigator.previous_requested.connect(self.go_back)
        navigator.next_todo_requested.connect(self.go_to_todo)
        navigator.states_chosen.connect(self.mark)
        navigator.flag_chosen.connect(self.flag)
        navigator.all_toggled.connect(self._show_all)

    def serve(self, session: Optional[EditSession], folder: CampaignFolder) -> None:
        """Navigates another campaign from now on; None for none."""
        if session is not self._session:
            self._prefetch_timer.stop()
            self._styles = RasterStyles()
            if self._session is not None:
                self._session.returned.disconnect(self._return_soon)
            if session is not None:
                session.returned.connect(self._return_soon)
        self._session, self._folder = session, folder
        if session is not None:
            session.follow_image()  # it may lie elsewhere since the campaign was opened before
        self._next.clear()
        self._ready = None
        raster, shown = self.raster, self.current
        if raster is None or shown is None:
            self.alignment.leave()
        else:
            self.alignment.take(folder, shown, raster, self._project.crs())
            self.alignment.tell()

    def unload(self) -> None:
        """Stops navigating."""
        self.serve(None, NO_FOLDER)
        self.alignment.unload()

    @property
    def current(self) -> Optional[str]:
        """The path of the image on the map."""
        return None if self._session is None else self._session.map_image.path

    @property
    def raster(self) -> Optional[QgsRasterLayer]:
        """The raster of the image on the map."""
        return None if self._session is None else self._session.map_image.raster

    @property
    def has_given_crs(self) -> bool:
        """Whether the project's CRS is that of an image; otherwise the user chose one."""
        crs, raster = self._project.crs(), self.raster
        return crs == self._given or (raster is not None and raster.crs() == crs)

    @property
    def refusal(self) -> str:
        """Why nothing can be drawn on the image on the map; empty where drawing is possible."""
        session, image = self._session, self.current
        if session is None or image is None:
            return ""
        map_image = session.map_image
        is_listed = map_image.footprints is None or map_image.footprint(image) is not None
        if not self.alignment.refusal and not is_listed:
            return tr("Its place was not known when the campaign was opened. Open it again.")
        return self.alignment.refusal

    @property
    def images(self) -> Optional[QgsVectorLayer]:
        """The footprint layer; None where the user has removed it."""
        return None if self._session is None else self._session.map_image.footprints

    # Going from image to image

    def go(self, image: str, take_crs: bool = False) -> bool:
        """Shows an image and zooms to it. Open edits are saved first."""
        if self._session is None or not self.is_free():
            return False
        try:
            return self._show(image, self._load(image), take_crs)
        except ScaneoError as error:
            self._work.fail(error)
            return False

    def is_free(self) -> bool:
        """Whether nothing is being drawn; says so if something is."""
        if self._tools.is_busy:
            text = tr("Finish it (an area: with Enter or a double click), or give it up with Esc.")
            self._work.tell(tr("Something is being drawn"), text, Qgis.MessageLevel.Info)
        return not self._tools.is_busy

    def _load(self, image: str) -> QgsRasterLayer:
        """:raises ScaneoError: where it can't be read."""
        clear_crs_cache()
        self._ready = self._next.pop(image, None)
        if self._ready is None:
            return load_raster(self._folder, image)
        return reopen_on_main_thread(self._ready)

    def _show(self, image: str, raster: QgsRasterLayer, take_crs: bool = False) -> bool:
        """:raises ScaneoError: where open edits can't be saved."""
        session = self._session
        if session is None:
            return False
        self._focus(image)
        before, shown = self.raster, self.current
        seen: Optional[QgsRectangle] = None
        if before is not None and shown is not None:
            take_crs = take_crs or self.has_given_crs
            if shown != image and (raster.crs() == before.crs() or not take_crs):
                seen = self._extent(shown, before).intersect(self._canvas.extent())
            self._styles.remember(before)
        self._styles.apply(raster)
        crs = self._project.crs()
        if take_crs and raster.crs().isValid():
            crs = self._given = raster.crs()  # square pixels, and the image's own orientation
        # First: otherwise QGIS asks the user for an operation between two CRSs.
        self.alignment.take(self._folder, image, raster, crs)
        if not session.show_image(self._folder, image, raster, crs):
            return False
        extent = self._extent(image, raster)
        if seen is None or not _contains(extent, seen):
            extent.scale(1.05)
            self._canvas.setExtent(extent)
        self._canvas.refresh()
        self._navigator.show_current(image)
        self.alignment.tell()
        self.arrived.emit(image)
        self._prefetch_timer.start(_PREFETCHED)
        return True

    def _extent(self, image: str, raster: QgsRasterLayer) -> QgsRectangle:
        """The extent of an image on the map."""
        outline = None if self._session is None else self._session.map_image.footprint(image)
        return extent_on_map(self._canvas, raster, outline)

    def go_next(self) -> None:
        """Shows the next image of the list."""
        self._walk(self._navigator.next_image)

    def _go_on(self) -> None:
        """Goes on from a finished image; after the last one, to the first that is still to do."""
        if self._navigator.next_image() is not None:
            self.go_next()
        elif self._navigator.next_todo() is not None:
            self.go_to_todo()
        else:
            text = tr("No other image is to do.")
            self._work.tell(tr("The last image is finished"), text, Qgis.MessageLevel.Success)

    def go_back(self) -> None:
        """Shows the image before this one in the list."""
        self._walk(self._navigator.previous_image)

    def go_to_todo(self) -> None:
        """Shows the next image that is to do."""
        self._walk(self._navigator.next_todo)

    def _walk(self, step: Callable[[], Optional[str]]) -> None:
        """Goes on by ``step`` until an image can be read."""
        if self._session is None or not self.is_free():
            return
        image = step()
        if image is None:
            text = tr("There is no other image that way.")
            self._work.tell(tr("The end of the list"), text, Qgis.MessageLevel.Info)
        passed: dict[str, ScaneoError] = {}
        while image is not None and image not in passed and len(passed) < _MOST:
            try:
                raster = self._load(image)
            except ScaneoError as error:
                passed[image] = error
                self._navigator.show_current(image)
                image = step()
            else:
                self._work.attempt(partial(self._show, image, raster))
                break
        self._navigator.show_current(self.current)
        self._tell_passed(list(passed.values()))

    def _tell_passed(self, errors: Sequence[ScaneoError]) -> None:
        """Reports skipped images: the first, and how many more."""
        if len(errors) > 1:
            first, n = errors[0].message, len(errors) - 1
            self._work.fail(ScaneoError(tr("{first} So it is with {n} more.", first=first, n=n)))
        elif errors:
            self._work.fail(errors[0])

    def _prefetch(self) -> None:
        """Loads the raster of the next image, in a thread."""
        image, folder, session = self._navigator.next_image(), self._folder, self._session
        self._next.clear()
        if image is None or session is None:
            return

        def keep(raster: QgsRasterLayer) -> None:
            clear_crs_cache()
            if self._session is session:
                self._next = {image: raster}

        self._work.run_aside(
            tr("Loading the next image"),
            lambda _: load_raster(folder, image),
            keep,
            lambda _: None,  # reported when the user goes there
        )

    # What shows

    def refocus(self) -> None:
        """Filters the layers for the image on the map."""
        session, image, raster = self._session, self.current, self.raster
        if session is None or image is None or raster is None:
            return
        is_located = session.map_image.footprint(image) is not None
        if is_located and not raster.crs().isValid():  # it was given a CRS since it is shown
            self.go(image, take_crs=True)
        else:
            self._work.attempt(lambda: self._focus(image))

    def _show_all(self, shows: bool) -> None:
        self._shows_all = shows
        self.refocus()

    def _focus(self, image: str) -> None:
        """Reads an unread image, saves open edits and filters the layers: of overlapping images,
        only for this one."""
        session, mode = self._session, self._tools.mode
        if session is None:
            return
        session.read_now([image])
        # Which images lie where unread ones do is not known yet.
        is_over = bool(session.unread) or session.map_image.overlaps_others(image)
        is_apart = not self._shows_all and is_over
        try:
            session.focus(image if is_apart else None)
        finally:
            if mode not in (None, self._tools.mode) and session.is_editing:
                self._tools.use(mode)  # QGIS takes tools away where editing ends for a moment

    # What people say of images

    def mark(self, images: Sequence[str], state: ImageState) -> None:
        """Sets the state of images; goes on from the one on the map, if that finishes it."""
        session = self._session
        if session is None or not images:
            return
        goes_on = state in FINISHED and list(images) == [self.current]
        if goes_on and not self.is_free():
            return
        if not self._are_read(session, images):
            return
        if state is ImageState.EMPTY and self._has_annotations(session, images):
            return
        mark_images(session, images, state, self._here(images))
        if goes_on:
            self._go_on()

    def flag(self, images: Sequence[str]) -> None:
        """Flags images; removes the flag where all have one."""
        session = self._session
        if session is not None and images and self._are_read(session, images):
            flag_images(session, images, self._here(images))

    def mark_current(self, state: ImageState) -> None:
        """Sets the state of the image on the map."""
        if self.current is not None:
            self.mark([self.current], state)

    def flag_current(self) -> None:
        """Flags the image on the map, or removes its flag."""
        if self.current is not None:
            self.flag([self.current])

    def _here(self, images: Sequence[str]) -> Optional[str]:
        """The image on the map, where it is one of these: undo goes back to it."""
        return self.current if self.current in images else None

    def _are_read(self, session: EditSession, images: Sequence[str]) -> bool:
        """Reads images before they are marked, since their files may say that they were verified
        empty, and undo goes back to that. Says so where they are too many to read them now."""
        unread = session.unread & set(images)
        if len(unread) > _MOST:
            text = tr("Wait until these images are read, which is under way.")
            self._work.tell(tr("Not marked"), text, Qgis.MessageLevel.Info)
            return False
        return self._work.attempt(partial(session.read_now, unread))

    def _has_annotations(self, session: EditSession, images: Sequence[str]) -> bool:
        """Whether one of the images has annotations now, or that can't be told; says so."""
        try:
            summary = session.summary()
        except ScaneoError as error:
            self._work.fail(error)
            return True
        seen = (summary.image(image) for image in images)
        full = [one.path for one in seen if one is not None and any(one.counts.values())]
        if full:
            text = tr(
                "{image} has annotations: delete them first, or mark it as done.", image=full[0]
            )
            self._work.tell(tr("Not empty"), text, Qgis.MessageLevel.Warning)
        return bool(full)

    def _return_soon(self, image: str) -> None:
        """Goes back once QGIS has finished the undo: going saves, which empties the undo stack."""
        session = self._session

        def back() -> None:
            if session is self._session and image != self.current:
                self.go(image)

        QTimer.singleShot(0, back)


def _contains(extent: QgsRectangle, seen: QgsRectangle) -> bool:
    """Whether an image contains the whole previous extent: people compare images."""
    if seen.isEmpty():
        return False
    reach = QgsRectangle(extent)
    reach.grow(_SAME * max(extent.width(), extent.height()))
    return bool(reach.contains(seen))
