"""A campaign that is open for editing: its layers, its labels, one history, and how it is saved."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Optional, Union

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...base.errors import ScaneoError
from ...base.model import Task
from ...workspace.geopackage.database import WalMode
from ...workspace.geopackage.turns import write_turn
from ...workspace.layer_sources import IMAGES, own
from ...workspace.recount import Recount
from ...workspace.summary import Holdings, Summary
from ...workspace.workspace import Workspace
from ..layers import find_layers
from .committing import commit
from .history import History
from .image_marks import ImageMarks
from .keepers.boxes import BoxKeeper
from .keepers.layer_styling import LayerStyling
from .keepers.layer_watch import LayerWatch
from .keepers.pasting import PasteKeeper
from .layer_edits import is_changed
from .live_summary import LiveSummary
from .palette import Palette

_LATER = 500  # ms after which it is tried again to save marks that could not be saved yet

Keeper = Union[BoxKeeper, PasteKeeper]
"""What mends in a layer what a tool of QGIS did there."""


class EditSession(QObject):
    """The layers of a campaign as one thing that is edited, saved and undone.

    A save of one layer is a save of all of them, of the labels and of the images' marks. It ends
    the history of features: QGIS gives those that were saved other ids.
    """

    changed = pyqtSignal()
    """Something was done, undone, redone, saved or rolled back."""
    saved = pyqtSignal()
    rolled_back = pyqtSignal()
    failed = pyqtSignal(ScaneoError)
    """A save that the user began in QGIS could not be finished."""
    restyled = pyqtSignal(list)
    """The names of layers whose new style did not show the labels, and gave way to ours."""
    doubled = pyqtSignal(int)
    """How many classes images have twice from now on: of each, the file says what it doesn't of the
    other."""
    returned = pyqtSignal(str)
    """An undo or redo was about this image, which was on the map then."""

    def __init__(
        self, project: QgsProject, workspace: Path, holdings: Holdings, fault: Optional[str]
    ) -> None:
        """:raises WorkspaceError: where the workspace can't be opened or written."""
        super().__init__()
        self.project = project
        self.workspace = workspace
        self._turn = write_turn(workspace)
        self._has_turn = False  # for a save that QGIS itself does
        with self._turn:
            self._wal_mode = WalMode(workspace)
        self.history = History()
        self.palette = Palette(workspace, holdings.labels, fault)
        self.marks = ImageMarks(workspace, holdings.marks)
        self.live_summary = LiveSummary(workspace, holdings, self.palette, self.marks)
        self._tally = self.live_summary.tally
        self._layers: dict[Task, QgsVectorLayer] = {}
        self._watches: dict[Task, LayerWatch] = {}
        self._keepers: dict[Task, list[Keeper]] = {}
        self._styling = LayerStyling(project, workspace, self.palette, self._layers)
        self._styling.restyled.connect(self.restyled)
        self._is_saving = False
        self.is_stranded = False
        """Whether a layer went with edits that could not be saved: what is kept of them stays."""
        self.history.changed.connect(self._show_changes)
        self.marks.changed.connect(self.changed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._save_marks)
        self.marks.changed.connect(lambda: self._soon.start(0))
        project.layersWillBeRemoved.connect(self._let_go)
        project.layersRemoved.connect(self._follow_image)

    def unload(self) -> None:
        """Lets go of the layers; what is open in them stays open."""
        self._soon.stop()
        self.project.layersWillBeRemoved.disconnect(self._let_go)
        self.project.layersRemoved.disconnect(self._follow_image)
        self._styling.leave_all()
        for task in list(self._layers):
            self._leave(task)
        with self._turn:
            self._wal_mode.release()

    # The layers

    def watch_layers(self) -> None:
        """Takes in the campaign's layers that the project has now."""
        found = find_layers(self.project, self.workspace)
        for task in Task:
            layer = found.get(task.value)
            if self._layers.get(task) is not layer:
                if task in self._layers:
                    self._leave(task)
                if layer is not None:
                    self._take_in(task, layer)
        if IMAGES in found:
            self._styling.watch(found[IMAGES])

    def layer(self, task: Task) -> QgsVectorLayer:
        """The layer of a task. :raises ScaneoError: where the user has removed it."""
        if task not in self._layers:
            text = _tr("The layer “{task}” is gone from the project. Open the campaign again.")
            raise ScaneoError(text.format(task=task.value))
        return self._layers[task]

    @property
    def layers(self) -> dict[Task, QgsVectorLayer]:
        """The layers that are there."""
        return dict(self._layers)

    def _take_in(self, task: Task, layer: QgsVectorLayer) -> None:
        self._layers[task] = layer
        own(self.project, layer)
        self._styling.take_in(layer)
        self._watches[task] = LayerWatch(
            layer, self.history, self.note_saving, self.note_saved, self.note_rolled_back
        )
        self._tally.watch(task, layer)
        self._keepers[task] = [PasteKeeper(layer, self.history)]
        if task is Task.DETECTION:
            self._keepers[task].append(BoxKeeper(layer, self.history))
        if layer.isEditable():
            if layer.isModified():  # its steps can't be brought in step with those of the others
                commit(layer, stop=False)
            self.history.join(layer)

    def _leave(self, task: Task) -> None:
        layer = self._layers.pop(task)
        self._styling.leave([layer.id()])
        self._watches.pop(task).leave()
        self._tally.leave(task)
        for keeper in self._keepers.pop(task):
            keeper.leave()
        self.history.leave(layer)

    def _let_go(self, ids: list[str]) -> None:
        """Of layers that are about to be removed. Edits that are open in them are saved first."""
        self._styling.leave(ids)
        going = [task for task, layer in self._layers.items() if layer.id() in ids]
        if not going:
            return
        try:
            self.save()
        except ScaneoError as error:
            self.is_stranded = True
            self.failed.emit(error)
        for task in going:
            self._leave(task)

    # Editing

    def begin(self, needed: Optional[Task] = None) -> None:
        """Switches all layers that are there to editing.

        :raises ScaneoError: where the one that is needed is gone, or one can't be edited.
        """
        self.watch_layers()
        if needed is not None:
            self.layer(needed)
        for task, layer in self._layers.items():
            if not layer.isEditable() and not layer.startEditing():
                text = _tr("QGIS refuses to edit the layer “{task}” of the workspace {path}.")
                raise ScaneoError(text.format(task=task.value, path=self.workspace))

    @property
    def is_modified(self) -> bool:
        """Whether there is anything to save."""
        return self.marks.is_modified or self._has_edits

    @property
    def _has_edits(self) -> bool:
        return self.palette.is_modified or any(
            layer.isModified() for layer in self._layers.values()
        )

    def save(self, stop: bool = False, waits: bool = True) -> None:
        """Saves what is open into the workspace; with ``stop``, editing ends.

        Labels that are new are saved before the annotations that use them, and those that are gone
        after. Where one of our threads writes to the workspace, this waits for it; without
        ``waits``, marks and labels alone are left to the next save instead.

        :raises ScaneoError: where QGIS can't; what was not saved stays open.
        """
        ends = stop and any(layer.isEditable() for layer in self._layers.values())
        is_drawn = any(layer.isModified() for layer in self._layers.values())
        if self._is_saving or not self._turn.take(waits or ends or is_drawn):
            return
        try:
            self._save(stop)
        finally:
            self._turn.give_up()

    def _save(self, stop: bool) -> None:
        was_edited = self._has_edits
        done: list[Task] = []
        self._is_saving = True
        try:
            if self.is_modified:
                self.check_lock()
            self.palette.save_gained()
            for task, layer in self._layers.items():
                if layer.isModified() or (stop and layer.isEditable()):
                    commit(layer, stop)
                    done.append(task)
            self.palette.save_lost()
            self.marks.save()
        except ScaneoError:
            self.marks.note_annotated(self._tally.settle(done))
            for layer in self._layers.values():
                self.history.align(layer)
            raise
        finally:
            self._is_saving = False
        if was_edited:
            self._settle()

    def _save_marks(self) -> None:
        """Soon after they were given, and not with the edits: those can still be undone then.

        What was verified empty while something is open waits for that: it may be a deletion.
        """
        if not self.marks.is_modified or self._is_saving:
            return
        if not self._turn.take(waits=False):
            self._soon.start(_LATER)
            return
        try:
            self.check_lock()
            self.marks.save(empty=not self._has_edits)
        except ScaneoError as error:
            self.failed.emit(error)
        finally:
            self._turn.give_up()

    def check_lock(self) -> None:
        """:raises WorkspaceError: where another program holds the workspace for more than a moment,
        or has changed its tables.

        QGIS itself would wait for seconds, many times over.
        """
        self._wal_mode.check()
        with Workspace.open(self.workspace):
            pass  # what another program did to its tables is mended first: these edits are noted

    def _settle(self) -> None:
        self._wal_mode.settle()
        self.marks.note_annotated(self._tally.settle(Task))
        self.history.settle()
        self.saved.emit()
        self.changed.emit()

    def note_saving(self, layer: QgsVectorLayer) -> None:
        """A layer is about to be saved: what is open in it is counted once more."""
        if not self._is_saving and not self._has_turn:
            self._has_turn = self._turn.take()
            QTimer.singleShot(0, lambda: self._end_turn())  # it may fail, and nobody hears of it
        for task, other in self._layers.items():
            if other is layer:
                with suppress(ScaneoError):  # the workspace is counted anew afterwards
                    self._tally.look(task)

    def note_saved(self, layer: QgsVectorLayer) -> None:
        """The user has saved one layer: all else is saved along with it."""
        if self._is_saving:
            return
        try:
            self._save_others(layer)
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.give_up()

    def _save_others(self, layer: QgsVectorLayer) -> None:
        more = self.is_modified
        try:
            self.save()
        except ScaneoError as error:
            self.history.align(layer)
            self.failed.emit(error)
            return
        if not more:  # else the save has done it
            self._settle()

    def note_rolled_back(self, layer: QgsVectorLayer, was_changed: bool) -> None:
        """The user has given up the edits of a layer; with all of them, those of labels, too.

        QGIS rolls back a layer that was not changed, too, when its pencil is switched off: that
        gives up nothing.
        """
        if not was_changed:
            return
        for task, other in self._layers.items():
            if other is layer:
                self._tally.drop(task)
        if not any(map(is_changed, self._layers.values())):
            self.palette.revert()
            self.history.forget()
        self.rolled_back.emit()
        self.changed.emit()

    # What there is

    def count_again(self, holdings: Holdings) -> None:
        """Begins with what the workspace holds now; edits that are open stay counted."""
        self.live_summary.count_again(holdings)
        if not self.palette.is_modified:
            self.palette.start(holdings.labels)
        self.changed.emit()

    def take_later(self, later: Recount) -> bool:
        """Takes in what was edited in the workspace since; whether all is counted then."""
        agrees = self.live_summary.take(later)
        if later.labels is not None and not self.palette.is_modified:
            self.palette.start(later.labels)
        self.changed.emit()
        return agrees

    def summary(self) -> Summary:
        """What there is by now, edits that are open included; it goes on being kept.

        :raises WorkspaceError: where the workspace can't be read.
        """
        return self.live_summary.summary()

    # How they look, and what QGIS's own tools draw

    def set_current_label(self, label: str) -> None:
        """Lets what QGIS's own tools draw have this label, too, without another word."""
        self._styling.set_label(label)

    def ours(self) -> AbstractContextManager[None]:
        """Within it, what is set in the layers is no change of a style."""
        return self._styling.ours()

    def _show_changes(self) -> None:
        for layer in self._layers.values():
            layer.triggerRepaint()
        self.changed.emit()

    def _follow_image(self, *_: object) -> None:
        self._styling.follow_image()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaneoBridge", text)
