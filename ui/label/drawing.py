"""Handles what people draw on the map."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Optional

from qgis.core import Qgis, QgsCsException, QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject

from ...core.base.errors import ScaneoError
from ...core.base.model import Task
from ...core.images.areas import BadArea, intersection, valid_area
from ...core.images.assignment import ImageAssignment, Tie, assign
from ...core.images.footprint_layer import FootprintLayer, find_footprint
from ...core.images.grid import PixelGrid
from ...core.qgis.editing.edit_commands import annotation_commands
from ...core.qgis.editing.edit_commands.avoid_overlap import without_overlap
from ...core.qgis.editing.session import EditSession
from ..common.text import annotation_count, image_count, tr
from ..work.options import Options
from ..work.work import Work
from .image_navigation import ImageNavigation
from .options_menu import OptionsMenu
from .outside import OutsideQuestion
from .palette.palette_panel import PalettePanel
from .tools.canvas_lonlat import box_on_globe, on_globe
from .tools.dragged import crossing
from .tools.map_tools import MapTools
from .unlabelled_shapes import UnlabelledShapes


class Drawing(QObject):
    """Turns what the map tools report into edit commands, with the current label, on the right
    image."""

    def __init__(
        self,
        iface: QgisInterface,
        palette: PalettePanel,
        menu: OptionsMenu,
        tools: MapTools,
        navigation: ImageNavigation,
        work: Work,
    ) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self._palette = palette
        self._menu = menu
        self._navigation = navigation
        self._work = work
        self._session: Optional[EditSession] = None
        self._grid: Optional[tuple[str, PixelGrid]] = None  # the grid of the raster with this id
        self._waiting = UnlabelledShapes(self._canvas)
        self._outside = OutsideQuestion(iface.messageBar(), menu)
        self._outside.kept.connect(self._keep_outside)
        tools.box_drawn.connect(self._add_box)
        tools.area_drawn.connect(self._add_area)
        tools.area_erased.connect(self._erase)
        tools.image_clicked.connect(self._click_image)
        tools.box_changed.connect(self._change_box)
        tools.delete_requested.connect(self._delete)
        tools.refused.connect(self._refuse_drawn)

    def unload(self) -> None:
        """Removes everything from the map."""
        self._waiting.unload()

    def serve(self, session: Optional[EditSession]) -> None:
        """Draws in another campaign from now on; None for none."""
        if session is not self._session:
            self._grid = None
            if dropped := self._outside.forget():
                text = tr("{n} outside every image could not be kept.", n=dropped)
                self._work.tell(tr("What was drawn"), text, Qgis.MessageLevel.Warning)
            if dropped := len(self._waiting.take()):
                text = tr("{n} that waited for a label could not be kept.", n=dropped)
                self._work.tell(tr("What was drawn"), text, Qgis.MessageLevel.Warning)
        self._session = session

    def snap(self, point: QgsPointXY) -> QgsPointXY:
        """The nearest pixel corner of the image on the map."""
        with suppress(QgsCsException):  # outside of its CRS, there are no pixels
            grid = self._pixel_grid()
            return point if grid is None else grid.snap(point)
        return point

    def _pixel_grid(self) -> Optional[PixelGrid]:
        """The pixel grid of the image on the map.

        :raises QgsCsException: where its position is not known.
        """
        raster = self._navigation.raster
        if raster is None:
            return None
        if self._grid is None or self._grid[0] != raster.id():
            self._grid = raster.id(), PixelGrid(raster)
        return self._grid[1]

    def name_waiting(self, label: str) -> None:
        """Gives a label to what was drawn while there was none."""
        for action in self._waiting.take():
            action(label)

    def toggle_class(self, label: str) -> None:
        """Adds a class to the image on the map, or removes it."""
        image, images = self._navigation.current, self._navigation.images
        if image is None:
            self._refuse(tr("Go to an image first: a class belongs to one."))
            return
        footprint = None if images is None else find_footprint(images, image)
        self._do(lambda session: annotation_commands.toggle_class(session, image, label, footprint))

    def relabel_selected(self, label: str) -> None:
        """Gives the selected annotations a label."""
        self._do_to_selected(lambda session: annotation_commands.relabel_selected(session, label))

    def _do_to_selected(self, command: Callable[[EditSession], object]) -> None:
        """QGIS's own tools select on all images: tells the user, as some may be out of sight."""

        def do(session: EditSession) -> None:
            count, images = (
                annotation_commands.selected_count(session),
                annotation_commands.selected_images(session),
            )
            command(session)
            if images - {self._navigation.current}:
                text = tr(
                    "It was done to {annotations} on {images}. Undo takes it back.",
                    annotations=annotation_count(count),
                    images=image_count(len(images)),
                )
                self._work.tell(tr("Not on this image alone"), text, Qgis.MessageLevel.Warning)

        self._do(do)

    @property
    def _options(self) -> Options:
        return self._menu.options

    def _do(self, command: Callable[[EditSession], object]) -> None:
        """Runs an edit command, once the layers can be edited."""
        session = self._session
        if session is None:
            return

        def do() -> None:
            session.begin()
            command(session)

        self._work.attempt(do)

    def _refuse(self, why: str) -> None:
        self._work.tell(tr("Nothing was drawn"), why, Qgis.MessageLevel.Warning)

    def _refuse_drawn(self, why: str) -> None:
        """Where the position of the image is not known, that is the reason that is told."""
        self._refuse(self._navigation.refusal or why)

    def _add_box(self, box: QgsRectangle) -> None:
        if self._is_refused():
            return
        on_globe = box_on_globe(box)
        if on_globe is None:
            self._refuse(crossing())
            return
        self._add(Task.DETECTION, QgsGeometry.fromRect(on_globe))

    def _add_area(self, area: QgsGeometry) -> None:
        if self._is_refused():
            return
        if self._options.snap:
            with suppress(QgsCsException, BadArea):  # outside of its CRS, there are no pixels
                grid = self._pixel_grid()
                area = area if grid is None else grid.snap_all(area)
        self._add(Task.SEGMENTATION, on_globe(self._canvas, area))

    def _add(self, task: Task, drawn: QgsGeometry) -> None:
        try:
            self._take(task, valid_area(drawn))
        except BadArea as error:
            self._work.fail(error)

    def _take(self, task: Task, drawn: QgsGeometry) -> None:
        """Assigns a valid geometry to the image that it lies on.

        :raises BadArea: where GEOS fails.
        """
        if drawn.isEmpty():
            self._refuse(tr("Nothing is left of it on the image's pixels."))
            return
        assigned = self._assign(drawn)
        if assigned.image is None:
            self._outside.ask(self._options.outside, task, drawn)
            return
        if assigned.image != self._navigation.current:
            text = tr("It lies on {image}, and belongs to that.", image=assigned.image)
            self._work.tell(tr("Outside the image"), text, Qgis.MessageLevel.Info)
        if self._options.cut and assigned.footprint is not None:
            drawn = intersection(drawn, assigned.footprint)
            if task is Task.DETECTION:
                drawn = QgsGeometry.fromRect(drawn.boundingBox())
        self._name(task, drawn, assigned.image)

    def _is_refused(self) -> bool:
        """Whether nothing can be drawn on the image on the map, because it would lie elsewhere;
        says so."""
        refusal = self._navigation.refusal
        if refusal:
            self._refuse(refusal)
        return bool(refusal)

    def _assign(self, drawn: QgsGeometry) -> ImageAssignment:
        """Without the footprint layer, everything belongs to the image on the map.

        Of several images that are overlapped equally, the nearest one gets it, since the user is
        told.
        """
        images, current = self._navigation.images, self._navigation.current
        if images is None:
            return ImageAssignment(current)
        footprints = FootprintLayer(images)
        own = None if current is None else footprints.find(current)
        return assign(drawn, footprints, own, Tie.NEAREST)

    def _keep_outside(self, task: Task, drawn: QgsGeometry) -> None:
        self._name(task, drawn, None)

    def _name(self, task: Task, drawn: QgsGeometry, image: Optional[str]) -> None:
        """Gives it the current label; without one, it waits until there is one."""
        if self._palette.current:
            self._draw(task, drawn, self._palette.current, image)
            return
        self._waiting.add(drawn, lambda label: self._draw(task, drawn, label, image))
        text = tr("Name the label of what you have drawn: it waits on the map.")
        self._palette.new_label.ask(text)

    def _draw(self, task: Task, drawn: QgsGeometry, label: str, image: Optional[str]) -> None:
        options = self._options

        def draw(session: EditSession) -> None:
            shape = drawn
            if task is Task.SEGMENTATION and options.avoid:
                shape = annotation_commands.without_others(session, drawn, label, image)
                if shape.isEmpty():
                    raise ScaneoError(tr("Other labels cover all of it: nothing was drawn."))
            if task is Task.SEGMENTATION:
                shape = without_overlap(session, shape, label, image, options.join)
                if shape.isEmpty():
                    text = tr(
                        "Other areas cover all of it (Avoid Overlap is on): nothing was drawn."
                    )
                    raise ScaneoError(text)
            if task is Task.SEGMENTATION and options.join:
                annotation_commands.join_area(session, shape, label, image)
            else:
                annotation_commands.add_annotation(session, task, shape, label, image)

        self._do(draw)

    def _erase(self, area: QgsGeometry) -> None:
        if self._is_refused():
            return
        shape = on_globe(self._canvas, area)

        def erase(session: EditSession) -> None:
            if not annotation_commands.erase(session, shape, self._navigation.current):
                self._refuse(tr("There is no area to erase from."))

        self._do(erase)

    def _click_image(self) -> None:
        if self._palette.current:
            self.toggle_class(self._palette.current)
        else:
            text = tr("Name the first label, then give it to the image.")
            self._palette.new_label.ask(text)

    def _change_box(self, fid: int, box: QgsRectangle) -> None:
        if self._is_refused():
            return
        on_globe = box_on_globe(box)
        if on_globe is None:
            self._refuse(crossing())
            return
        self._do(lambda session: annotation_commands.change_box(session, fid, on_globe))

    def _delete(self) -> None:
        self._do_to_selected(annotation_commands.delete_selected)
