"""What waits in a workspace: what of it is not in its folder's files, and not in another one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Optional

from ...base.image_state import ImageMark, ImageState
from ...base.model import Label
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import EMPTY_FILE, Change, change_file
from ...formats.scaneo.content import has_no_feature
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...store.folder import CampaignFolder
from ...workspace.geopackage.database import Database
from ...workspace.records.edit_steps import EditSteps, edit_steps_of
from ...workspace.records.identity import forget_identity, note_identity
from ...workspace.records.rows import Row
from ...workspace.records.taken import Snapshot, TakenRecord, note_taken, note_taken_image
from ...workspace.workspace import Workspace


@dataclass(frozen=True)
class WaitingEdits:
    """What in a workspace is not in its folder's files.

    ``images`` are those that were edited, by the number of the last edit; ``steps`` is how it came
    to be so. ``marks`` are those that say something. ``digest`` is a digest of all of it; with
    ``is_any`` False there is nothing. ``waits``: an export would write some of it. ``is_open``:
    some of it is no step of that way: it was open in QGIS, or nothing noted it.
    """

    steps: EditSteps
    images: Mapping[str, int]
    labels: Sequence[Label]
    marks: Mapping[str, ImageMark]
    digest: str
    is_any: bool
    waits: bool
    is_open: bool

    @property
    def count(self) -> int:
        """How many images have edits."""
        return len(self.images)

    def are_past_of(self, steps: EditSteps) -> bool:
        """Whether a workspace that came this way has had all of it: what it lacks of that was
        deleted there since."""
        return not self.is_open and steps.goes_on_from(self.steps)


def waiting_edits_of(
    workspace: Workspace,
    with_open: bool = True,
    path: Optional[Path] = None,
    steps: Optional[EditSteps] = None,
    is_mended: bool = False,
) -> WaitingEdits:
    """What waits in a workspace; ``with_open``: edits that a QGIS which was killed had open, too.

    ``path`` is the workspace of which it is a copy, if it is one, and ``steps`` how that one came
    to be so; ``is_mended``: that one has lost its triggers, so its way does not say all.

    :raises WorkspaceError: where it can't be read.
    """
    database = workspace.database
    images, labels = workspace.changes(), workspace.labels()
    marks = {path: mark for path, mark in workspace.marks().items() if mark != ImageMark()}
    read = read_labels(workspace.content(LABELS_FILE))
    listed = list(read.labels) if read.found else labels
    is_open = workspace.open_edit_texts() if with_open else {}
    steps = edit_steps_of(database) if steps is None else steps
    told = [
        sorted(images.items()),
        [[one.name, one.color, one.was] for one in labels],
        sorted((path, mark.state.value, mark.flagged) for path, mark in marks.items()),
        is_open,
        steps.last,
        _stamps(path or database.path),  # an older copy in its place may have the same numbers
    ]
    digest = sha256(json.dumps(told).encode("utf-8")).hexdigest()
    waits = bool(images or is_open or labels != listed)
    is_any = waits or bool(said_marks(workspace))
    return WaitingEdits(
        steps, images, labels, marks, digest, is_any, waits, bool(is_open) or is_mended
    )


def said_marks(workspace: Workspace) -> dict[str, ImageMark]:
    """The marks that people gave: an image whose file lists nothing is read as verified empty."""
    files = {image.path: image.geojson for image in workspace.images()}
    return {
        path: mark
        for path, mark in workspace.marks().items()
        if mark != ImageMark()
        if mark != ImageMark(ImageState.EMPTY)
        or not has_no_feature(workspace.content(files.get(path) or ""))
    }


def _stamps(path: Path) -> list[tuple[int, int]]:
    """How the files of a GeoPackage look on disk."""
    found = []
    for part in ("", "-wal"):
        with suppress(OSError):
            stat = os.stat(f"{path}{part}")
            found.append((stat.st_size, stat.st_mtime_ns))
    return found


def count_news(record: TakenRecord, database: Database, other: Workspace) -> Optional[int]:
    """Of how many images edits of another workspace are not here, however its files look; None
    where nothing is, its labels included. The database is the one that has the record of it."""
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


def key_of(home: Path, folder: CampaignFolder) -> str:
    """By what a workspace is known to others of its campaign, wherever the folder lies."""
    return folder.name_of(home) or str(home.resolve())


class ImageInWorkspace:
    """An image's annotations in a workspace, as the file that an export would make of them."""

    def __init__(self, workspace: Workspace, name: str, geojson: Optional[str]) -> None:
        self.rows: Sequence[Row] = workspace.annotations(name)
        self.base = None if geojson is None else workspace.content(geojson)
        annotations = [row.annotation for row in self.rows]
        try:
            self.change: Change = change_file(self.base, annotations)
        except Unreadable:  # nothing can be added to it, and nothing of it is shown
            self.base = None
            self.change = change_file(None, annotations)

    @property
    def data(self) -> bytes:
        """The bytes of the file; one without annotations lists none."""
        return EMPTY_FILE if self.change.data is None else self.change.data

    @property
    def indexes(self) -> dict[tuple[str, int], Optional[int]]:
        """Where in it each feature stands, as a snapshot has that."""
        features = ((row.annotation.task.value, row.fid) for row in self.rows)
        return dict(zip(features, self.change.indexes))

    @property
    def snapshot(self) -> Snapshot:
        """What another workspace notes of it."""
        return Snapshot(self.data, self.indexes)

    def is_as_in(self, snapshot: Optional[Snapshot]) -> bool:
        """Whether nothing was edited since."""
        return snapshot == self.snapshot


def note_fork(copy: Workspace, original: Path, folder: CampaignFolder) -> None:
    """Makes a copy of a workspace one of its own, within a transaction: it has all that the
    original has, which goes on by itself."""
    about, key = waiting_edits_of(copy, path=original), key_of(original, folder)
    files = {image.path: image.geojson for image in copy.images()}
    for image in about.images:
        now = ImageInWorkspace(copy, image, files.get(image))
        note_taken_image(copy.database, key, image, now.snapshot)
    note_taken(copy.database, key, about.steps, about.digest, about.labels, about.marks, 1)
    forget_identity(copy.database)
    note_identity(copy.database, folder)
