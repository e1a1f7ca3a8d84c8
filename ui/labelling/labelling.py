"""Labelling a campaign: which mode and label are on, and what becomes of what people do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsCsException, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer

from ...core.layers.editing import deeds
from ...core.layers.editing.grid import PixelGrid
from ...core.layers.editing.placing import Placed, find_footprint, place
from ...core.layers.editing.session import Editing
from ...core.layers.states import State
from ...core.scaneo.errors import ScaneoError
from ...core.scaneo.model import Task
from ..dock import CampaignDock
from ..settings import Settings
from ..text import tr
from ..work import Work
from .autosave import Autosave
from .chips import MapChips
from .keys import Keys
from .label_deeds import LabelDeeds
from .map_tools import MapTools
from .modes import Mode
from .options import Options
from .outside import OutsideQuestion
from .waiting import Waiting
from .walk import Walk


class Labelling(QObject):
    """On while the dock's button *Label* is down: then the keys and the modes' tools work."""

    def __init__(
        self,
        iface: QgisInterface,
        project: QgsProject,
        dock: CampaignDock,
        work: Work,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self._page = dock.campaign_page
        self._dock = dock
        self._work = work
        self._settings = settings
        self._editing: Optional[Editing] = None
        self._is_on = False
        self._mode = Mode.BOX  # the one that labelling begins with the next time
        self._tools = MapTools(iface)
        self.walk = Walk(iface, project, self._page.navigator, self._tools, work)
        self._keys = Keys(self._canvas, self._press)
        self._chips = MapChips(self._canvas)
        self._waiting = Waiting(self._canvas)
        self._outside = OutsideQuestion(iface.messageBar(), self._page.options)
        self._labels = LabelDeeds(self._page.palette, self._try)
        self._autosave = Autosave(self._options.autosave)
        self._soon = QTimer(self)  # counts once for all that happens in one turn
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._project = project
        self._connect()
        self._name_keys()

    def _connect(self) -> None:
        self._dock.label_toggled.connect(self._toggle)
        self._page.modes.chosen.connect(self.use)
        self._page.options.changed.connect(self._choose_options)
        self._page.palette.label_chosen.connect(self._choose_label)
        self._page.chips.removed.connect(self._toggle_class)
        self._tools.mode_changed.connect(self._note_mode)
        self._tools.box_drawn.connect(self._add_box)
        self._tools.area_drawn.connect(self._add_area)
        self._tools.area_erased.connect(self._erase)
        self._tools.image_clicked.connect(self._click_image)
        self._tools.box_changed.connect(self._change_box)
        self._tools.delete_requested.connect(self._delete)
        self._tools.refused.connect(self._refuse)
        self._labels.added.connect(self._take_label)
        self._outside.kept.connect(self._keep_outside)
        self._autosave.failed.connect(self._work.fail)
        self.walk.arrived.connect(self._arrive)
        for action in self._keys.actions.values():
            action.changed.connect(self._name_keys)

    def unload(self) -> None:
        """Saves what is open and gives everything back."""
        self.leave()
        self._autosave.unload()
        self._tools.unload()
        self.walk.unload()
        for action in self._keys.actions.values():
            action.changed.disconnect(self._name_keys)
        self._keys.unload()
        self._waiting.clear()
        self._canvas.removeEventFilter(self._chips)
        self._chips.deleteLater()

    # The campaign

    def show(self, editing: Editing, folder: Path) -> None:
        """Labels this campaign from now on."""
        if editing is not self._editing:
            self.leave()
            self._editing = editing
            editing.changed.connect(self._soon_show)
            editing.failed.connect(self._work.fail)
        self.walk.serve(editing, folder)
        self._tools.serve(editing)
        self._autosave.serve(editing)
        self._labels.serve(editing)
        if self._current_label not in editing.palette.names:
            self._set_label(next(iter(editing.palette.names), ""))
        self._show()
        if self._is_on:
            self._begin()

    def leave(self) -> None:
        """No campaign is open any more; what is open in its layers is saved."""
        editing = self._editing
        if editing is None:
            return
        self._dock.label.setChecked(False)
        self._try(editing.save)
        self._soon.stop()
        editing.changed.disconnect(self._soon_show)
        editing.failed.disconnect(self._work.fail)
        self._editing = None
        self._tools.serve(None)
        self._autosave.serve(None)
        self._labels.serve(None)
        self.walk.serve(None, Path())
        self._chips.show_labels([])

    def _soon_show(self) -> None:
        self._soon.start(0)

    def _show(self) -> None:
        """Brings the lists up to date with what was done."""
        if self._editing is None:
            return
        try:
            self._page.show_summary(self._editing.summary())
        except ScaneoError as error:
            self._work.fail(error)
        self._set_label(self._current_label or next(iter(self._editing.palette.names), ""))
        self._show_classes()

    def _show_classes(self) -> None:
        editing, image = self._editing, self.walk.current
        if editing is None or image is None or Task.CLASSIFICATION not in editing.layers:
            return
        names = deeds.classes_of(editing, image)
        labels = [label for label in editing.palette.labels if label.name in names]
        self._page.chips.show_labels(labels)
        self._chips.show_labels(labels if self._is_on else [])

    def _arrive(self, _: str) -> None:
        self._show_classes()
        self._choose_options(self._options)
        if self._is_on:
            self._canvas.setFocus()

    # On and off, modes

    def _toggle(self, is_on: bool) -> None:
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on and not self._begin():
            self._dock.label.setChecked(False)
            return
        if not is_on:
            self._tools.put_away()
            editing = self._editing
            if editing is not None:
                self._try(lambda: editing.save(stop=True))
        self._keys.set_enabled(is_on)
        self._page.show_labelling(is_on)
        self._show_classes()

    def _begin(self) -> bool:
        """Switches to editing, in the mode that was on last."""
        return self._editing is not None and self._try(self._editing.begin) and self.use(self._mode)

    def use(self, mode: Mode) -> bool:
        """Puts a mode's tool on the map."""
        editing = self._editing
        if editing is None:
            return False
        if not self._try(editing.begin):
            return False
        if mode in (Mode.BOX, Mode.AREA, Mode.CLASSIFY):
            for layer in editing.layers.values():  # a key would relabel what is out of mind
                layer.removeSelection()
        if not self._try(lambda: self._tools.use(mode)):
            return False
        self._canvas.setFocus()
        return True

    def _note_mode(self, mode: Optional[Mode]) -> None:
        self._page.modes.show_mode(mode)
        self._mode = mode or self._mode

    def _press(self, name: str) -> None:
        """A key of labelling was pressed, on the map."""
        if name.startswith("label "):
            names = [] if self._editing is None else self._editing.palette.names
            number = int(name.split()[1])
            if number <= len(names):
                self._choose_label(names[number - 1])
        elif name in _WALKS:
            _WALKS[name](self.walk)
        elif name in _STATES:
            self.walk.mark_current(_STATES[name])
        else:
            self.use(Mode(name))

    def _name_keys(self) -> None:
        key = self._keys.key
        self._page.modes.name_keys(key)
        self._page.navigator.name_keys(key("previous"), key("next"), key("next to do"))
        self._page.palette.name_keys([key(f"label {number}") for number in range(1, 11)])

    @property
    def _options(self) -> Options:
        return self._page.options.options

    def _choose_options(self, options: Options) -> None:
        self._settings.remember_options(options)
        self._autosave.set_seconds(options.autosave)
        self._tools.set_technique(options.technique)
        self._tools.set_snap(self._snap if options.snap else lambda point: point)

    def _snap(self, point: QgsPointXY) -> QgsPointXY:
        raster = self.walk.raster
        if raster is None:
            return point
        try:
            return PixelGrid(raster, self._project).snap(point)
        except QgsCsException:  # beyond where the image's CRS reaches
            return point

    # Labels

    @property
    def _current_label(self) -> str:
        return self._page.palette.current

    def _set_label(self, name: str) -> None:
        self._page.palette.set_current(name)
        if self._editing is not None:
            self._editing.set_current_label(name)
            label = self._editing.palette.find(name)
            self._tools.set_color(label.color if label is not None else "#787878")

    def _choose_label(self, name: str) -> None:
        """The label is current now; what is selected gets it, or the image, in its mode."""
        self._set_label(name)
        editing = self._editing
        if editing is None:
            return
        if deeds.selected_count(editing):
            self._do(lambda: deeds.relabel_selected(editing, name))
        elif self._tools.mode is Mode.CLASSIFY:
            self._toggle_class(name)
        if self._is_on:
            self._canvas.setFocus()

    def _take_label(self, name: str) -> None:
        """A label was made: what waits for one gets it."""
        self._set_label(name)
        waiting = self._waiting.take()
        for deed in waiting:
            deed(name)
        if waiting:  # back to where the user was when the label was asked for
            self._canvas.setFocus()

    # What is drawn

    def _do(self, deed: Callable[[], object]) -> bool:
        """Does something to annotations, once the layers can be edited."""
        return self._editing is not None and self._try(self._editing.begin) and self._try(deed)

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except ScaneoError as error:
            self._work.fail(error)
            return False
        return True

    def _refuse(self, why: str) -> None:
        self._work.tell(tr("Nothing was drawn"), why, Qgis.MessageLevel.Warning)

    def _add_box(self, box: QgsRectangle) -> None:
        self._add(Task.DETECTION, QgsGeometry.fromRect(box))

    def _add_area(self, area: QgsGeometry) -> None:
        raster = self.walk.raster
        if self._options.snap and raster is not None:
            with suppress(QgsCsException):  # beyond where its CRS reaches, there are no pixels
                area = PixelGrid(raster, self._project).snap_all(area)
        self._add(Task.SEGMENTATION, area.makeValid())

    def _add(self, task: Task, drawn: QgsGeometry) -> None:
        placed = self._place(drawn)
        if placed is None:
            self._outside.ask(self._options.outside, task, drawn)
            return
        if placed.image != self.walk.current:
            text = tr("It lies on {image}, and belongs to that.").format(image=placed.image)
            self._work.tell(tr("Outside the image"), text, Qgis.MessageLevel.Info)
        if self._options.cut and placed.footprint is not None:
            drawn = drawn.intersection(placed.footprint)
            if task is Task.DETECTION:
                drawn = QgsGeometry.fromRect(drawn.boundingBox())
        self._name(task, drawn, placed.image)

    def _place(self, drawn: QgsGeometry) -> Optional[Placed]:
        images, current = self.walk.images, self.walk.current
        unknown = images is None or (current and find_footprint(images, current) is None)
        if unknown and current is not None:
            return Placed(current, None)
        return None if images is None else place(images, drawn, current)

    def _keep_outside(self, task: Task, drawn: QgsGeometry) -> None:
        self._name(task, drawn, None)

    def _name(self, task: Task, drawn: QgsGeometry, image: Optional[str]) -> None:
        """Gives it the current label; without any, it waits until there is one."""
        if self._current_label:
            self._draw(task, drawn, self._current_label, image)
            return
        self._waiting.add(drawn, lambda label: self._draw(task, drawn, label, image))
        line = self._page.new_label
        line.refuse(tr("Name the label of what you have drawn: it waits on the map."))
        line.name.setFocus()

    def _draw(self, task: Task, drawn: QgsGeometry, label: str, image: Optional[str]) -> None:
        editing, options = self._editing, self._options
        if editing is None:
            return

        def draw() -> None:
            shape = drawn
            if task is Task.SEGMENTATION and options.avoid:
                shape = deeds.without_others(editing, drawn, label, image)
                if shape.isEmpty():
                    raise ScaneoError(tr("Other labels cover all of it: nothing was drawn."))
            if task is Task.SEGMENTATION and options.join:
                deeds.join_area(editing, shape, label, image)
            else:
                deeds.add_annotation(editing, task, shape, label, image)

        self._do(draw)

    def _erase(self, area: QgsGeometry) -> None:
        editing = self._editing
        if editing is None:
            return

        def erase() -> None:
            if not deeds.erase(editing, area.makeValid(), self.walk.current):
                self._refuse(tr("There is no area to erase from."))

        self._do(erase)

    def _click_image(self) -> None:
        if self._current_label:
            self._toggle_class(self._current_label)
        else:
            self._page.new_label.refuse(tr("Name the first label, then give it to the image."))
            self._page.new_label.name.setFocus()

    def _toggle_class(self, label: str) -> None:
        editing, image = self._editing, self.walk.current
        if editing is None:
            return
        if image is None:
            self._refuse(tr("Go to an image first: a class belongs to one."))
            return
        footprint = None if self.walk.images is None else find_footprint(self.walk.images, image)
        self._do(lambda: deeds.toggle_class(editing, image, label, footprint))

    def _change_box(self, fid: int, box: QgsRectangle) -> None:
        editing = self._editing
        if editing is not None:
            self._do(lambda: deeds.change_box(editing, fid, box))

    def _delete(self) -> None:
        editing = self._editing
        if editing is not None:
            self._do(lambda: deeds.delete_selected(editing))


_WALKS: dict[str, Callable[[Walk], None]] = {
    "next": Walk.go_next,
    "previous": Walk.go_back,
    "next to do": Walk.go_to_todo,
}
_STATES = {state.value: state for state in State}
