"""An edit session: a campaign that is open for editing, with its layers, labels and one history."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Task
from ...campaign.merging.unread_images import ReadImages, read_images
from ...store.folder import AnyPath
from ...workspace.recount import Recount
from ...workspace.summary import Summary, WorkspaceCounts
from ...workspace.workspace_ref import IMAGES, WorkspaceRef, mark_as_own
from ..layers import find_edited_layers, find_layers, is_in
from ..map_image import MapImage, focus_layers, is_focused
from .edit_buffer import commit, is_changed
from .history import History
from .keepers.boxes import keep_boxes
from .keepers.layer_watch import LayerWatch, ToolSteps
from .keepers.pasting import keep_image_of_pasted
from .keepers.style_keeper import LayerStyling
from .live_marks import ImageMarks
from .live_summary import LiveSummary
from .palette import Palette
from .saving import Saving


class EditSession(QObject):
    """The layers of a campaign, edited, saved (see `Saving`) and undone as one."""

    changed = pyqtSignal()
    """Something was done, undone, redone, saved or rolled back."""
    rolled_back = pyqtSignal()
    failed = pyqtSignal(ScaneoError)
    """A save that was begun in QGIS (by the user, or since a layer is removed) has failed."""
    restyled = pyqtSignal(list)
    """The names of layers whose new style did not show the labels, and was replaced by ours."""
    doubled = pyqtSignal(int)
    """How many classes images now have twice, since the file says something different of each."""
    returned = pyqtSignal(str)
    """An undo or redo changed this image, which was on the map at that time."""

    def __init__(
        self,
        project: QgsProject,
        workspace: WorkspaceRef,
        counts: WorkspaceCounts,
        fault: Optional[str],
    ) -> None:
        """:raises WorkspaceError: where the workspace can't be opened or written."""
        super().__init__()
        self.project = project
        self.workspace = workspace
        self.history = History()
        self.map_image = MapImage(project, workspace)
        self.palette = Palette(workspace, counts.labels, fault)
        self.marks = ImageMarks(workspace, counts.marks)
        self.live_summary = LiveSummary(workspace, counts, self.palette, self.marks)
        self._tally = self.live_summary.tally
        self._layers: dict[Task, QgsVectorLayer] = {}
        self._watches: dict[Task, LayerWatch] = {}
        self._tool_steps: dict[Task, ToolSteps] = {}
        self.saving = Saving(
            workspace, self._layers, self.history, self.palette, self.marks, self._tally
        )
        self.saving.saved.connect(self.changed)
        self.saving.failed.connect(self.failed)
        self._styling = LayerStyling(self.map_image, self.palette, self._layers)
        self._styling.restyled.connect(self.restyled)
        self.is_stranded = False
        """Whether a layer went with edits that could not be saved: what is kept of them stays."""
        self.history.changed.connect(self._show_changes)
        self.marks.changed.connect(self.changed)
        project.layersWillBeRemoved.connect(self._let_go)
        project.layersRemoved.connect(self.follow_image)
        project.layersAdded.connect(self._watch_saves_of)
        self._watch_saves_of(project.mapLayers().values())

    def unload(self) -> None:
        """Stops watching the layers; their open edits stay open."""
        self.project.layersWillBeRemoved.disconnect(self._let_go)
        self.project.layersRemoved.disconnect(self.follow_image)
        self.project.layersAdded.disconnect(self._watch_saves_of)
        self._styling.leave_all()
        for task in list(self._layers):
            self._leave(task)
        self.saving.unload()

    # The layers

    def watch_layers(self) -> None:
        """Adds the campaign's layers that the project has now."""
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

    def watch_saves(self) -> None:
        """Watches saves of the user's duplicates of the layers and of those in other projects as
        well, as many as there are now; those that come later into the project are watched, too."""
        self.saving.watch(find_edited_layers(self.project, self.workspace))

    def _watch_saves_of(self, layers: Iterable[QgsMapLayer]) -> None:
        vectors = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
        self.saving.watch(layer for layer in vectors if is_in(layer, self.workspace))

    def layer(self, task: Task) -> QgsVectorLayer:
        """The layer of a task.

        :raises ScaneoError: where the user has removed it.
        """
        if task not in self._layers:
            raise ScaneoError(
                message(
                    "session.layer-gone",
                    "The layer “{task}” is gone from the project. Open the campaign again.",
                    task=task.value,
                )
            )
        return self._layers[task]

    @property
    def layers(self) -> dict[Task, QgsVectorLayer]:
        """The layers that exist."""
        return dict(self._layers)

    def _take_in(self, task: Task, layer: QgsVectorLayer) -> None:
        self._layers[task] = layer
        mark_as_own(self.project, layer)
        self._styling.take_in(layer)
        self._watches[task] = LayerWatch(layer, self.history, self.note_rolled_back)
        self.saving.watch([layer])
        self._tally.watch(task, layer)
        keepers = [keep_image_of_pasted, *([keep_boxes] if task is Task.DETECTION else [])]
        self._tool_steps[task] = ToolSteps(layer, self.history, keepers)
        if layer.isEditable():
            if layer.isModified():  # its steps can't be synchronised with those of the others
                commit(layer, stop=False)
            self.history.join(layer)

    def _leave(self, task: Task) -> None:
        layer = self._layers.pop(task)
        self._styling.leave([layer.id()])
        self._watches.pop(task).leave()
        self._tally.leave(task)
        self._tool_steps.pop(task).leave()
        self.history.leave(layer)

    def _let_go(self, ids: list[str]) -> None:
        """Layers are about to be removed. Their open edits are saved first."""
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
        """Switches all existing layers to editing mode.

        :raises ScaneoError: where the one that is needed was removed, or one can't be edited.
        """
        self.watch_layers()
        if needed is not None:
            self.layer(needed)
        for task, layer in self._layers.items():
            if not layer.isEditable() and not layer.startEditing():
                raise ScaneoError(
                    message(
                        "session.refused",
                        "QGIS refuses to edit the layer “{task}” of the workspace {path}.",
                        task=task.value,
                        path=self.workspace.path,
                    )
                )

    @property
    def is_editing(self) -> bool:
        """Whether there are layers, and all of them are switched to editing."""
        return bool(self._layers) and all(layer.isEditable() for layer in self._layers.values())

    @property
    def is_modified(self) -> bool:
        """Whether there is anything to save."""
        return self.saving.is_modified

    def save(self, stop: bool = False, waits: bool = True) -> None:
        """Saves open edits to the workspace; with ``stop``, editing ends. See `Saving.save`.

        :raises ScaneoError: where QGIS can't save; what was not saved stays open.
        """
        self.saving.save(stop, waits)

    def save_everywhere(self) -> None:
        """Like `save`, including the user's duplicates of the layers and those in other projects.

        :raises ScaneoError: where QGIS can't save; what was not saved stays open.
        """
        self.saving.save(others=find_edited_layers(self.project, self.workspace))

    def note_rolled_back(self, layer: QgsVectorLayer, was_changed: bool) -> None:
        """The user has rolled back a layer; once all are rolled back, so are the labels.

        QGIS also rolls back an unchanged layer, when its pencil is switched off: that discards
        nothing.
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

    # What the map shows

    def focus(self, image: Optional[str]) -> None:
        """Saves what is open, and lets the layers show only what belongs to an image; None for all.

        :raises ScaneoError: where what is open can't be saved, or a layer can't be filtered.
        """
        if is_focused(self._layers, image):
            self.save(waits=False)
            if not self.palette.is_modified:  # else it waits for a thread that writes
                self.history.settle()  # to redo what was undone on another image leads nowhere
            return
        were_edited = any(layer.isEditable() for layer in self._layers.values())
        self.save(stop=True, waits=False)
        try:
            focus_layers(self._layers, image)
        finally:
            if were_edited:
                self.begin()

    def show_image(
        self,
        folder: AnyPath,
        image: str,
        raster: QgsRasterLayer,
        crs: QgsCoordinateReferenceSystem,
    ) -> bool:
        """Puts an image on the map, in a CRS. See `MapImage.show`."""
        with self._styling.ours():
            return self.map_image.show(folder, image, raster, crs)

    def follow_image(self, *_: object) -> None:
        """Lets what is drawn next belong to the image that is on the map, as it lies now."""
        self._styling.follow_image()

    # What there is

    def count_again(self, counts: WorkspaceCounts) -> None:
        """Begins with the present content of the workspace; open edits stay counted."""
        self.live_summary.count_again(counts)
        if not self.palette.is_modified:
            self.palette.start(counts.labels)
        self.changed.emit()

    def take_bulk(self, counts: Optional[WorkspaceCounts]) -> None:
        """A bulk edit has changed the workspace, which contains this now: it is saved. None is
        counted later, as after any save."""
        if counts is not None:
            self.count_again(counts)
        self.saving.note_written()

    def take_later(self, later: Recount) -> bool:
        """Adds what was edited in the workspace since; returns whether all counts agree."""
        agrees = self.live_summary.take(later)
        if later.labels is not None and not self.palette.is_modified:
            self.palette.start(later.labels)
        self.changed.emit()
        return agrees

    @property
    def unread(self) -> AbstractSet[str]:
        """The images of which nothing was read yet: what they have is not on the map."""
        return self.live_summary.unread

    def read_now(self, images: Iterable[str]) -> None:
        """Reads those of the images that are unread, before somebody looks at them.

        :raises ScaneoError: where the workspace can't be written, or is being written for longer
        than people wait, as while the campaign is opened again.
        """
        unread = [image for image in images if image in self.unread]
        if not unread:
            return
        if not self.saving.turn.take_soon():
            raise ScaneoError(
                message(
                    "session.being-written",
                    "“{image}” is not read yet, and its campaign's workspace is being written. Try "
                    "again in a moment.",
                    image=unread[0],
                )
            )
        try:
            with self.workspace.open() as opened:
                opened.database.wait_briefly()
                self.take_read(read_images(opened, unread, QgsFeedback()))
        finally:
            self.saving.turn.give_up()

    def take_read(self, read: ReadImages) -> None:
        """Counts images that were read meanwhile."""
        self.live_summary.take_read(read)
        self.changed.emit()

    def reload_layers(self) -> None:
        """Shows what was written to the workspace meanwhile; layers that are being edited show it
        as they are painted."""
        for layer in find_layers(self.project, self.workspace).values():
            if not layer.isEditable():
                layer.dataProvider().reloadData()
            layer.triggerRepaint()

    def summary(self) -> Summary:
        """The present counts, including open edits; the object is kept up to date.

        :raises WorkspaceError: where the workspace can't be read.
        """
        return self.live_summary.summary()

    # Styles, and what QGIS's own tools draw.

    def set_current_label(self, label: str) -> None:
        """The label for what QGIS's own tools draw."""
        self._styling.set_label(label)

    def _show_changes(self) -> None:
        for layer in self._layers.values():
            layer.triggerRepaint()
        self.changed.emit()
