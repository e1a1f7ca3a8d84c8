"""Conflicts between a workspace and its folder: listed, and settled as a person picks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Union

from qgis.core import QgsFeedback

from ..scaneo.errors import Cancelled, ScaneoError
from ..scaneo.merge.labels import LabelConflict
from ..scaneo.merge.side import Side
from .cancelling import go_on
from .editing.unsaved import keeping_unsaved
from .importing import other_homes
from .merging import Conflicts, ImageConflict, Merging, Pick, always
from .rebase import note_written
from .taking import Taking
from .workspace import Workspace

Picks = Mapping[Union[ImageConflict, LabelConflict], Side]


def read_conflicts(workspace: Path, feedback: QgsFeedback) -> Conflicts:
    """The conflicts between a workspace and what its folder holds now. Nothing is changed.

    :raises ScaneoError: where the workspace or a file can't be read.
    :raises Cancelled: where the feedback was cancelled.
    """
    with Workspace.open(workspace, writable=False) as opened:
        return _find(opened, feedback)


def _find(workspace: Workspace, feedback: QgsFeedback) -> Conflicts:
    merging = Merging(workspace, workspace.folder(), always(None), check=go_on(feedback))
    images = workspace.images()
    for number, image in enumerate(images):
        if feedback.isCanceled():
            raise Cancelled
        feedback.setProgress(100 * number / len(images))
        if image.geojson is not None and merging.is_changed(image.geojson):
            merging.find(image)
    merging.find_labels()
    taking = _taking(workspace, always(None), feedback)
    taking.find()
    return merging.conflicts.and_those(taking.conflicts)


def _taking(workspace: Workspace, pick: Pick, feedback: QgsFeedback) -> Taking:
    """A pass over the other workspaces of the campaign."""
    folder = workspace.folder()
    homes = other_homes(folder, workspace.database.path)
    return Taking(workspace, folder, homes, pick, go_on(feedback))


def resolve_conflicts(workspace: Path, picks: Picks, feedback: QgsFeedback) -> Conflicts:
    """Settles conflicts in the workspace, and answers those that are left.

    ``picks`` are conflicts as `read_conflicts` gave them, each with the side that is right. An
    image is brought together with its file once all of its conflicts are picked, spai.json
    likewise; until then they stay as they are. The folder is written at the next export.

    :raises ScaneoError: where the folder or the workspace changed since the conflicts were read;
        nothing is settled then.
    :raises Cancelled: where the feedback was cancelled; nothing is settled then, either.
    """
    with Workspace.open(workspace) as opened:
        note_written(opened, opened.folder(), is_alone=False)
        return _resolve(opened, picks, feedback)


def _resolve(opened: Workspace, picks: Picks, feedback: QgsFeedback) -> Conflicts:
    with opened.database.transaction(), keeping_unsaved(opened):
        found = _find(opened, feedback)
        if not picks.keys() <= {*found.images, *found.labels}:
            raise ScaneoError(
                "The folder or the workspace changed meanwhile, so nothing was settled. Look at "
                "the conflicts again."
            )
        merging = Merging(opened, opened.folder(), picks.get, check=go_on(feedback))
        touched = {
            one.image for one in picks if isinstance(one, ImageConflict) and one.other is None
        }
        for image in opened.images():
            if image.path in touched:
                merging.merge(image)
        if any(isinstance(one, LabelConflict) for one in picks):
            merging.merge_labels()
        _taking(opened, picks.get, feedback).run()
        return _find(opened, feedback)
