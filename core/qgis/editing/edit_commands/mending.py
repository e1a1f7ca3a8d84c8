"""Mends findings of a check in the layers, as one edit command, which can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Optional

from qgis.core import QgsGeometry, QgsVectorLayer

from ....base.model import Annotation, Label, Task
from ....base.rules import ACROSS_EDGE, LABEL_ALIKE, LABEL_UNLISTED, LABEL_UNUSED, SWAPPED
from ....formats.scaneo.checks.finding import Finding
from ....formats.scaneo.checks.ground import ImageGround
from ....formats.scaneo.checks.mend_labels import mend_labels
from ....formats.scaneo.checks.mends import (
    COPIES,
    SHAPES,
    is_same_annotation,
    mend_shape,
    removable_duplicates,
)
from ....formats.scaneo.members import FileMembers
from ....workspace.records.image_rows import Row
from ...translation import tr
from ..edit_buffer import (
    SavedAnnotations,
    added,
    assigned,
    changed_shapes,
    changed_values,
    deleted,
    with_label,
)
from ..session import EditSession
from .annotation_commands import change_shape, delete_feature, set_label
from .class_merge import merge_classes

_Key = tuple[Task, int]
"""A layer's task, and the id of a feature in it."""
_BY_POSITION = (SWAPPED, ACROSS_EDGE)  # mended by where the image lies
_LABELS = (LABEL_UNLISTED, LABEL_ALIKE, LABEL_UNUSED)


def mend_annotations(session: EditSession, findings: Sequence[Finding]) -> int:
    """Mends findings of `check_workspace` in the layers, as one edit command; returns how many.

    What has changed since the check, or has been mended already, stays as it is; so does what is
    not mended in the layers (`Rule.in_files`).

    :raises BadLabel: where the campaign's labels can't be edited.
    :raises ScaneoError: where a layer refuses, or the workspace can't be read.
    """
    wanted = [finding for finding in findings if finding.rule in _LABELS]
    if wanted:
        session.palette.check()
    plan = _Plan(session)
    edits = _OpenEdits(session)
    by_image: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule in (*SHAPES, *COPIES) and finding.task in session.layers:
            by_image[finding.image].append(finding)
    with session.workspace.open(writable=False) as opened:
        files = {image.path: image.geojson for image in opened.images()} if by_image else {}
        for image, some in by_image.items():
            file = files.get(image)
            members = FileMembers(None if file is None else opened.content(file))
            now = edits.applied(image, opened.annotations(image))
            plan.take_image(opened.footprint(image), now, members, some)
    if wanted:
        plan.take_labels(wanted)
    plan.carry_out()
    return plan.count


class _Plan:
    """Collects what to do; `carry_out` does it."""

    def __init__(self, session: EditSession) -> None:
        self._session = session
        self._labels: Sequence[Label] = session.palette.labels
        self._shapes: dict[_Key, bytes] = {}
        self._gone: dict[_Key, None] = {}
        self._relabelled: dict[_Key, tuple[str, str]] = {}  # old and new name
        self._images: dict[int, str] = {}  # images of relabelled classes
        self.count = 0
        self.doubled = 0

    def take_image(
        self,
        footprint: Optional[bytes],
        now: Mapping[_Key, Annotation],
        members: FileMembers,
        findings: Sequence[Finding],
    ) -> None:
        """Plans the mends of an image's annotations. ``now`` are its present annotations.

        ``members`` are the other members of its file as it was read.
        """
        needs_ground = any(one.rule in _BY_POSITION for one in findings)
        ground = ImageGround(footprint) if needs_ground and footprint is not None else None
        copies = []
        for rule in (*SHAPES, *COPIES):
            for finding in findings:
                key = _key(finding)
                if finding.rule is not rule or key not in now or not _is_still(finding, now[key]):
                    continue
                if rule in COPIES:
                    copies.append(key)
                    continue
                shape = finding.mended if key not in self._shapes else None
                if members.says_more_than_bounds(now[key].feature_index):
                    continue
                if shape is None:
                    one = replace(now[key], wkb=self._shapes.get(key, now[key].wkb))
                    shape = mend_shape(rule, one, ground)
                if shape is not None:
                    self._shapes[key] = shape
                    self.count += 1
        gone = removable_duplicates(now, copies, lambda key: members.of(now[key].feature_index))
        self._gone.update(dict.fromkeys(gone))
        self.count += len(gone)

    def take_labels(self, findings: Sequence[Finding]) -> None:
        """Plans the mends of labels."""
        counts = {one.label.name: one.count for one in self._session.summary().labels}
        self._labels, renamed, count = mend_labels(self._labels, findings, counts)
        self._session.palette.check_positions(self._labels)
        self.count += count
        for name, kept in renamed.items():
            for task, layer in self._session.layers.items():
                self._relabel(task, layer, name, kept)

    def _relabel(self, task: Task, layer: QgsVectorLayer, name: str, kept: str) -> None:
        """Relabels all annotations of a layer that have a label; a class that its image has already
        is deleted, if its file says no more of it."""
        given = self._left(task, layer, name)
        if task is Task.CLASSIFICATION and given:
            having = self._left(task, layer, kept)
            having.update(
                (fid, self._images.get(fid, ""))
                for (other, fid), (_, new) in self._relabelled.items()
                if other is task and new == kept
            )
            merged = merge_classes(self._session, given, having, kept)
            self._gone.update(((task, fid), None) for fid in merged.gone)
            self.doubled += merged.kept
            self._images.update(given)
        self._relabelled.update(((task, fid), (name, kept)) for fid in given)

    def _left(self, task: Task, layer: QgsVectorLayer, name: str) -> dict[int, str]:
        """The annotations with a label that are not deleted, with their images."""
        with SavedAnnotations(self._session.workspace) as workspace:
            found = with_label(layer, workspace, task, name)
        return {fid: image for fid, image in found.items() if (task, fid) not in self._gone}

    def carry_out(self) -> None:
        """Does everything, as one step.

        :raises ScaneoError: where a layer refuses.
        """
        if not self.count:
            return
        session, before, after = self._session, self._session.palette.labels, self._labels
        palette = session.palette
        text = tr("Mend")
        with session.history.command(text, lambda: palette.set(before), lambda: palette.set(after)):
            for (task, fid), wkb in self._shapes.items():
                geometry = QgsGeometry()
                geometry.fromWkb(wkb)
                change_shape(session.layer(task), fid, geometry)
            for (task, fid), (old, new) in self._relabelled.items():
                if (task, fid) not in self._gone:
                    set_label(session.layer(task), fid, new, old)
            for task, fid in self._gone:
                delete_feature(session.layer(task), fid)
            if list(after) != list(before):
                palette.set(after)
        if self.doubled:
            session.doubled.emit(self.doubled)


def _key(finding: Finding) -> _Key:
    return finding.task or Task.CLASSIFICATION, -1 if finding.which is None else finding.which


def _is_still(finding: Finding, annotation: Annotation) -> bool:
    """Whether an annotation has not changed since it was checked."""
    if annotation.task is Task.CLASSIFICATION:
        return annotation.label == finding.label
    return is_same_annotation(Annotation(annotation.task, finding.label, finding.wkb), annotation)


class _OpenEdits:
    """The open edits of the layers, collected once: QGIS copies all of them at each call.

    A layer's filter does not hide any.
    """

    def __init__(self, session: EditSession) -> None:
        layers = session.layers.items()
        self._deleted = {(task, fid) for task, layer in layers for fid in deleted(layer)}
        self._values = {
            (task, fid): values
            for task, layer in layers
            for fid, values in changed_values(layer).items()
        }
        self._shapes = {
            (task, fid): wkb for task, layer in layers for fid, wkb in changed_shapes(layer).items()
        }
        self._added: defaultdict[str, dict[_Key, Annotation]] = defaultdict(dict)
        for task, layer in layers:
            for fid, feature in added(layer).items():
                image, label = assigned(feature)
                wkb = bytes(feature.geometry().asWkb())
                self._added[image][task, fid] = Annotation(task, label, wkb)

    def applied(self, image: str, rows: Sequence[Row]) -> dict[_Key, Annotation]:
        """The present annotations of an image; ``rows`` are the saved ones.

        Those that were moved to it from another image are left out.
        """
        found: dict[_Key, Annotation] = {}
        for row in rows:
            one = row.annotation
            key = one.task, row.fid
            values = self._values.get(key, {})
            if key not in self._deleted and (values.get("image", image) or "") == image:
                label = values.get("label", one.label) or ""
                wkb = self._shapes.get(key, one.wkb)
                found[key] = replace(one, label=label, wkb=wkb)
        return {**found, **self._added.get(image, {})}
