"""What is edited in a layer: its edit buffer as plain data, beside the saved annotations of the
workspace; and the saving of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Optional

from qgis.core import QgsFeature, QgsVectorLayer

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Task
from ...workspace.content.annotation_table import Assigned
from ...workspace.geopackage.faults import is_locked_by_writer
from ...workspace.workspace import Workspace
from ...workspace.workspace_ref import WorkspaceRef


class SavedAnnotations:
    """Reads the saved annotations of a workspace. Use it as a context manager.

    The workspace is opened by the first query and stays open: opening takes longer than most
    queries.
    """

    def __init__(self, workspace: WorkspaceRef) -> None:
        self._ref = workspace
        self._opened: Optional[Workspace] = None
        self.read: dict[Task, dict[int, Assigned]] = {}
        """Image and label of the annotations that `with_label` has read, by task and feature id."""

    def __enter__(self) -> SavedAnnotations:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._opened is not None:
            self._opened.database.close()
            self._opened = None

    @property
    def _workspace(self) -> Workspace:
        """:raises WorkspaceError: where it can't be read."""
        if self._opened is None:
            self._opened = self._ref.open(writable=False)
        return self._opened

    def assigned(self, task: Task, fids: Iterable[int]) -> dict[int, Assigned]:
        """Image and label of annotations; ids that don't exist are left out.

        :raises WorkspaceError: where the workspace can't be read.
        """
        # Features that are not saved yet have negative ids.
        saved = [fid for fid in fids if fid > 0]
        return self._workspace.assigned(task, saved) if saved else {}

    def with_label(self, task: Task, label: str) -> dict[int, Assigned]:
        """Image and label of the annotations with a label.

        :raises WorkspaceError: where the workspace can't be read.
        """
        found = self._workspace.assigned_with_label(task, label)
        self.read.setdefault(task, {}).update(found)
        return found


Values = dict[int, dict[str, Optional[str]]]
"""The new values of ``image`` and ``label``, by the features' ids."""


def added(layer: QgsVectorLayer) -> dict[int, QgsFeature]:
    """The new features of a layer, by their temporary ids."""
    buffer = layer.editBuffer()
    return {} if buffer is None else buffer.addedFeatures()


def deleted(layer: QgsVectorLayer) -> set[int]:
    """The ids of features that are deleted in a layer, but not yet in its workspace."""
    buffer = layer.editBuffer()
    return set() if buffer is None else set(buffer.deletedFeatureIds())


def changed_values(layer: QgsVectorLayer) -> Values:
    """The new values of ``image`` and ``label`` where they differ from the workspace, by feature
    id."""
    buffer = layer.editBuffer()
    if buffer is None:
        return {}
    names = {layer.fields().indexOf(name): name for name in ("image", "label")}
    return {
        fid: {names[index]: text(value) for index, value in values.items() if index in names}
        for fid, values in buffer.changedAttributeValues().items()
    }


def changed_shapes(layer: QgsVectorLayer) -> dict[int, bytes]:
    """The new geometries as WKB where they differ from the workspace, by feature id."""
    buffer = layer.editBuffer()
    if buffer is None:
        return {}
    return {fid: bytes(one.asWkb()) for fid, one in buffer.changedGeometries().items()}


def is_changed(layer: QgsVectorLayer) -> bool:
    """Whether features are changed. QGIS calls a layer modified also for steps that change
    nothing."""
    buffer = layer.editBuffer()
    return buffer is not None and any(
        (
            buffer.addedFeatures(),
            buffer.deletedFeatureIds(),
            buffer.changedAttributeValues(),
            buffer.changedGeometries(),
        )
    )


def assigned(feature: QgsFeature) -> Assigned:
    """The image and label of a feature."""
    return Assigned(text(feature["image"]) or "", text(feature["label"]) or "")


def text(value: object) -> Optional[str]:
    """A value of a field; None for null."""
    return value if isinstance(value, str) else None


def assigned_now(
    layer: QgsVectorLayer,
    fids: Iterable[int],
    saved: Mapping[int, Assigned],
    values: Optional[Values] = None,
) -> dict[int, Assigned]:
    """The present image and label of features; deleted ones are left out.

    A layer shows only what its filter lets through; this combines saved features and open edits.
    Pass `changed_values` as ``values`` where they are known.
    """
    new = added(layer)
    gone = deleted(layer)
    if values is None:
        values = changed_values(layer) if saved else {}
    found = {}
    for fid in fids:
        if fid in new:
            found[fid] = assigned(new[fid])
        elif fid in saved and fid not in gone:
            now = values.get(fid, {})
            was = saved[fid]
            found[fid] = Assigned(
                (now["image"] or "") if "image" in now else was.image,
                (now["label"] or "") if "label" in now else was.label,
            )
    return found


def with_label(
    layer: QgsVectorLayer, workspace: SavedAnnotations, task: Task, label: str
) -> dict[int, str]:
    """All features of a label, including those that the filter hides, with their images.

    :raises WorkspaceError: where the workspace can't be read.
    """
    saved = workspace.with_label(task, label)
    values = changed_values(layer)
    given = {fid for fid, now in values.items() if "label" in now and (now["label"] or "") == label}
    saved.update(workspace.assigned(task, given - saved.keys()))
    fids = saved.keys() | added(layer).keys()
    found = assigned_now(layer, fids, saved, values)
    return {fid: now.image for fid, now in found.items() if now.label == label}


def commit(layer: QgsVectorLayer, stop: bool) -> None:
    """Saves the edits of a layer. :raises ScaneoError: where QGIS can't; they stay open."""
    if layer.commitChanges(stop):
        return
    reasons = layer.commitErrors()
    reason: str = next((line for line in reasons if line.startswith("ERROR")), "")
    if any(map(is_locked_by_writer, reasons)):
        reason = message(
            "edit_buffer.locked",
            "The workspace is locked: another program is writing to it. Try again.",
        )
    what = message(
        "edit_buffer.refused",
        "The edits of {layer} can't be saved; they are still open. {reason}",
        layer=layer.name(),
        reason=reason,
    )
    raise ScaneoError(what, "\n".join(reasons))
