"""Saves the open edits of a campaign: one save for all of them, reported once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...base.errors import ScaneoError
from ...base.model import Task
from ...workspace.geopackage.wal_mode import WalMode
from ...workspace.workspace_ref import WorkspaceRef
from .edit_buffer import commit
from .history import History
from .live_marks import ImageMarks
from .live_summary import Tally
from .palette import Palette

_LATER = 500  # ms after which saving marks is tried again


class Saving(QObject):
    """Saves a campaign's layers, labels and images' marks, and notices saves that QGIS begins.

    Saving one of the campaign's layers saves all: new labels first, since annotations may use them;
    then the layers; then deleted labels; then the marks. It ends the undo history of features,
    since QGIS gives saved features other ids. Other layers of the workspace (a duplicate, one of
    another project) are saved by `save` where they are passed. A save holds this thread's write
    turn.
    """

    saved = pyqtSignal()
    """Edits of layers or labels are in the workspace now: once for a save, of however many layers,
    and also where only a part could be saved."""
    failed = pyqtSignal(ScaneoError)
    """A save that the user began in QGIS, or one of marks, has failed."""

    def __init__(
        self,
        workspace: WorkspaceRef,
        layers: Mapping[Task, QgsVectorLayer],
        history: History,
        palette: Palette,
        marks: ImageMarks,
        tally: Tally,
    ) -> None:
        """``layers`` are those of the campaign, a live mapping.

        :raises WorkspaceError: where the workspace can't be opened or written.
        """
        super().__init__()
        self._workspace = workspace
        self._layers = layers
        self._history = history
        self._palette = palette
        self._marks = marks
        self._tally = tally
        self.save_count = 0
        """How often `saved` was told: what an export would write is another by now."""
        self.write_count = 0
        """How often anything was written, marks alone included: what was read before is out of
        date."""
        self.turn = workspace.turn()
        self._has_turn = False  # for a save that QGIS began
        self._is_saving = False
        self._was_modified = False  # whether the layer was modified before the save
        self._has_saved = False  # whether the current save has saved anything
        self._watched: list[_SaveWatch] = []
        with self.turn:
            self._wal_mode = WalMode(workspace)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._save_marks)
        marks.changed.connect(lambda: self._soon.start(0))

    def unload(self) -> None:
        """Stops watching; open edits stay open."""
        self._soon.stop()
        for one in self._watched:
            one.leave()
        self._watched.clear()
        with self.turn:
            self._wal_mode.release()

    def watch(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Watches saves of these layers of the workspace, in whichever project."""
        self._watched = [one for one in self._watched if not sip.isdeleted(one.layer)]
        for layer in layers:
            if not any(one.layer is layer for one in self._watched):
                self._watched.append(_SaveWatch(layer, self))

    @property
    def is_modified(self) -> bool:
        """Whether there is anything to save."""
        return self._marks.is_modified or self._has_edits

    @property
    def _has_edits(self) -> bool:
        return self._palette.is_modified or any(
            layer.isModified() for layer in self._layers.values()
        )

    def check_lock(self) -> None:
        """:raises WorkspaceError: where another program keeps the workspace locked, or has changed
        its tables.

        QGIS itself would wait for seconds, several times.
        """
        self._wal_mode.check()
        with self._workspace.open():
            pass  # opening repairs its tables first, so that these edits are recorded

    # Saves that are begun here

    def save(
        self, stop: bool = False, waits: bool = True, others: Iterable[QgsVectorLayer] = ()
    ) -> None:
        """Saves open edits; with ``stop``, editing ends. ``others`` are saved last.

        Where one of our threads writes to the workspace, this waits for it; without ``waits``,
        marks and labels alone are left to the next save instead.

        :raises ScaneoError: where QGIS can't save; what was not saved stays open.
        """
        others = [layer for layer in others if not self._is_own(layer)]
        layers = [*self._layers.values(), *others]
        ends = stop and any(layer.isEditable() for layer in layers)
        is_drawn = any(layer.isModified() for layer in layers)
        if self._is_saving or not (ends or is_drawn or self.is_modified):
            return  # also while one of our threads writes: whoever closes a campaign never waits
        if not self.turn.take(waits or ends or is_drawn):
            return
        try:
            with self._one_save():
                has_edits = self._has_edits
                self._save_own(stop)
                if has_edits:
                    self._settle()
                for layer in others:
                    if layer.isModified() or (stop and layer.isEditable()):
                        commit(layer, stop)
        finally:
            self.turn.give_up()

    def note_written(self) -> None:
        """A bulk edit is in the workspace: told like a save."""
        self._has_saved = True
        with self._one_save():
            pass

    @contextmanager
    def _one_save(self) -> Iterator[None]:
        """Everything saved in the block is reported once, at its end; also where a part failed."""
        self._is_saving = True
        try:
            yield
        finally:
            self._is_saving = False
            if self._has_saved:
                self._has_saved = False
                self.save_count += 1
                self.write_count += 1
                self.saved.emit()

    def _save_own(self, stop: bool) -> None:
        done: list[Task] = []
        try:
            if self.is_modified:
                self.check_lock()
            has_labels = self._palette.is_modified
            self._palette.save_gained()
            for task, layer in self._layers.items():
                if layer.isModified() or (stop and layer.isEditable()):
                    commit(layer, stop)
                    done.append(task)
            self._palette.save_lost()
            self._has_saved |= has_labels
            self.write_count += self._marks.save()
        except ScaneoError:
            self._marks.note_annotated(self._tally.settle(done))
            for layer in self._layers.values():
                self._history.align(layer)
            raise

    def _settle(self) -> None:
        self._wal_mode.settle()
        self._marks.note_annotated(self._tally.settle(Task))
        self._history.settle()

    def _save_marks(self) -> None:
        """Soon after they were set, and not with the edits: those can still be undone then.

        Marks of verified empty images wait while edits are open, which may be deletions.
        """
        if not self._marks.is_modified or self._is_saving:
            return
        if not self.turn.take(waits=False):
            self._soon.start(_LATER)
            return
        try:
            self.check_lock()
            self.write_count += self._marks.save(empty=not self._has_edits)
        except ScaneoError as error:
            self.failed.emit(error)
        finally:
            self.turn.give_up()

    # Saves that are begun in QGIS

    def note_saving(self, layer: QgsVectorLayer) -> None:
        """A layer is about to be saved: counts its open edits."""
        self._was_modified = layer.isModified()
        if not self._is_saving and not self._has_turn:
            self._has_turn = self.turn.take()
            QTimer.singleShot(0, lambda: self._end_turn())  # the save may fail without a signal
        for task, own in self._layers.items():
            if own is layer:
                with suppress(ScaneoError):  # the workspace is recounted afterwards
                    self._tally.count_open(task)

    def note_saved(self, layer: QgsVectorLayer) -> None:
        """A layer was saved. Where the user began that, everything else is saved as well."""
        self._has_saved |= self._was_modified
        if self._is_saving:
            return
        try:
            with self._one_save():
                if self._is_own(layer):
                    self._save_own(stop=False)
                    self._settle()
        except ScaneoError as error:
            self.failed.emit(error)
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self.turn.give_up()

    def _is_own(self, layer: QgsVectorLayer) -> bool:
        return any(own is layer for own in self._layers.values())


class _SaveWatch:
    """Watches the saves of one layer."""

    def __init__(self, layer: QgsVectorLayer, saving: Saving) -> None:
        self.layer = layer
        self._connections = (
            (layer.beforeCommitChanges, lambda *_: saving.note_saving(layer)),
            (layer.afterCommitChanges, lambda: saving.note_saved(layer)),
        )
        for signal, slot in self._connections:
            signal.connect(slot)

    def leave(self) -> None:
        """Stops watching the layer, if it still exists."""
        if not sip.isdeleted(self.layer):
            for signal, slot in self._connections:
                signal.disconnect(slot)
