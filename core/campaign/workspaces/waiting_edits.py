"""Waiting edits: what in a workspace is not in its folder's files, nor in another workspace."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Optional

from ...base.model import ImageMark, ImageState, Label
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import EMPTY_FILE, Change, change_file
from ...formats.scaneo.content import has_no_feature
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...store.folder import CampaignFolder
from ...workspace.geopackage.database import Database
from ...workspace.records.identity import EditSteps, edit_steps_of, forget_identity, note_identity
from ...workspace.records.image_rows import Row
from ...workspace.records.taken import ImageSnapshot, TakenRecord, note_taken, note_taken_image
from ...workspace.workspace import Workspace


@dataclass(frozen=True)
class WaitingEdits:
    """What in a workspace is not in its folder's files.

    ``images`` are the edited images, with the number of the last edit; ``steps`` is its edit
    history. ``marks`` are those that say something. ``digest`` is a digest of all of it; if
    ``is_any`` is False there is nothing. ``waits``: an export would write some of it;
    ``labels_wait``: of its labels. ``is_open``: some of it is in no edit step: it was open in QGIS,
    or was not recorded.
    """

    steps: EditSteps
    images: Mapping[str, int]
    labels: Sequence[Label]
    marks: Mapping[str, ImageMark]
    digest: str
    is_any: bool
    waits: bool
    is_open: bool
    labels_wait: bool

    @property
    def count(self) -> int:
        """How many images have edits."""
        return len(self.images)

    def are_past_of(self, steps: EditSteps) -> bool:
        """Whether a workspace with this edit history has contained all of it: what is missing there
        now was deleted there."""
        return not self.is_open and steps.goes_on_from(self.steps)


def waiting_edits_of(
    workspace: Workspace,
    with_open: bool = True,
    path: Optional[Path] = None,
    steps: Optional[EditSteps] = None,
    is_mended: bool = False,
) -> WaitingEdits:
    """The waiting edits of a workspace; ``with_open``: including open edits of a killed QGIS.

    ``path`` is the workspace of which it is a copy, if it is one, and ``steps`` that one's edit
    history; ``is_mended``: that one has lost its triggers, so its history is incomplete.

    :raises WorkspaceError: where it can't be read.
    """
    database = workspace.database
    images, labels = workspace.changes(), workspace.labels()
    marks = {path: mark for path, mark in workspace.marks().items() if mark != ImageMark()}
    read = read_labels(workspace.content(LABELS_FILE))
    listed = list(read.labels) if read.found else labels
    open_edits = workspace.open_edit_texts() if with_open else {}
    steps = edit_steps_of(database) if steps is None else steps
    content = [
        sorted(images.items()),
        [[one.name, one.color, one.was] for one in labels],
        sorted((path, mark.state.value, mark.flagged) for path, mark in marks.items()),
        open_edits,
        steps.last,
        # An older copy that replaced it may have the same edit numbers.
        _stamps(path or database.path),
    ]
    digest = sha256(json.dumps(content).encode("utf-8")).hexdigest()
    labels_wait = labels != listed
    waits = bool(images or open_edits or labels_wait)
    is_any = waits or bool(said_marks(workspace))
    is_open = bool(open_edits) or is_mended
    return WaitingEdits(steps, images, labels, marks, digest, is_any, waits, is_open, labels_wait)


def said_marks(workspace: Workspace) -> dict[str, ImageMark]:
    """The marks that people gave, without "verified empty" of images whose file has an empty
    list."""
    files = {image.path: image.geojson for image in workspace.images()}
    return {
        path: mark
        for path, mark in workspace.marks().items()
        if mark != ImageMark()
        if mark != ImageMark(ImageState.EMPTY)
        or not has_no_feature(workspace.content(files.get(path) or ""))
    }


def _stamps(path: Path) -> list[tuple[int, int]]:
    """The stamps of the files of a GeoPackage."""
    found = []
    for part in ("", "-wal"):
        with suppress(OSError):
            stat = os.stat(f"{path}{part}")
            found.append((stat.st_size, stat.st_mtime_ns))
    return found


def count_news(record: TakenRecord, database: Database, other: Workspace) -> Optional[int]:
    """How many images have edits in another workspace that are not here, whatever their files
    contain; None where nothing is new, labels included. ``database`` is the one with the record of
    it."""
    files = {image.path: image.geojson for image in other.images()}
    count = 0
    for name in other.changes():
        image = ImageInWorkspace(other, name, files.get(name))
        count += not image.is_as_in(record.snapshot(database, name))
    labels, old = other.labels(), record.labels
    if old is None:
        read = read_labels(other.content(LABELS_FILE))
        old = list(read.labels) if read.found else labels
    return count if count or labels != old else None


def key_of(path: Path, folder: CampaignFolder) -> str:
    """The key by which other workspaces of the campaign know a workspace, wherever the folder
    lies."""
    return folder.name_of(path) or str(path.resolve())


class ImageInWorkspace:
    """An image's annotations in a workspace, as the file that an export would write."""

    def __init__(self, workspace: Workspace, name: str, geojson: Optional[str]) -> None:
        self.rows: Sequence[Row] = workspace.annotations(name)
        self.base = None if geojson is None else workspace.content(geojson)
        annotations = [row.annotation for row in self.rows]
        try:
            self.change: Change = change_file(self.base, annotations)
        except Unreadable:  # nothing can be added to it, and nothing in it is shown
            self.base = None
            self.change = change_file(None, annotations)

    @property
    def data(self) -> bytes:
        """The bytes of the file; with an empty list where there are no annotations."""
        return EMPTY_FILE if self.change.data is None else self.change.data

    @property
    def indexes(self) -> dict[tuple[str, int], Optional[int]]:
        """The index in it of each feature, as in a snapshot."""
        features = ((row.annotation.task.value, row.fid) for row in self.rows)
        return dict(zip(features, self.change.indexes))

    @property
    def snapshot(self) -> ImageSnapshot:
        """What another workspace records of it."""
        return ImageSnapshot(self.data, self.indexes)

    def is_as_in(self, snapshot: Optional[ImageSnapshot]) -> bool:
        """Whether it was not edited since."""
        return snapshot == self.snapshot


def note_fork(copy: Workspace, original: Path, folder: CampaignFolder) -> None:
    """Makes a copy of a workspace independent, within a transaction, and records that it has
    everything of the original."""
    about, key = waiting_edits_of(copy, path=original), key_of(original, folder)
    files = {image.path: image.geojson for image in copy.images()}
    for image in about.images:
        now = ImageInWorkspace(copy, image, files.get(image))
        note_taken_image(copy.database, key, image, now.snapshot)
    note_taken(copy.database, key, about.steps, about.digest, about.labels, about.marks, 1)
    forget_identity(copy.database)
    note_identity(copy.database, folder)
