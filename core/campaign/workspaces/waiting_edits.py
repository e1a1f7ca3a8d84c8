"""What a workspace has taken over of another one of its campaign, and how that one was then.

How it was is what both began with, as far as they have the same since: the base of the next merge.
Without it, what was deleted here would be taken for new over there, and come back.

``taken`` has a row for each other workspace (`key_of`), ``taken_images`` one for each of its edited
images: the file as it would have been, and where in that each of its features stood.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Optional

from osgeo import ogr

from ...base.image_state import ImageMark, ImageState
from ...base.model import Label
from ...formats.geojson.reader import Unreadable
from ...formats.scaneo.change import EMPTY_FILE, Change, change_file
from ...formats.scaneo.content import has_no_feature
from ...formats.scaneo.labels import LABELS_FILE, read_labels
from ...store.folder import name_below
from ...workspace.geopackage.database import Database
from ...workspace.geopackage.packing import pack, unpack
from ...workspace.geopackage.sql import Name, Part
from ...workspace.records.edit_steps import EditSteps, edit_steps_of
from ...workspace.records.identity import note_identity
from ...workspace.records.rows import Row
from ...workspace.records.taken import ANOTHERS, CREATE
from ...workspace.workspace import Workspace

_INTEGER = re.compile("-?[0-9]{1,19}")
_NEW, _ASIDE = "\t", "\n"  # before the key that a row gets at once, or had


class Snapshot(NamedTuple):
    """An image as another workspace had it: the bytes of its file, and the places of features in
    it by their tasks and ids; None for one that is in no file."""

    content: bytes
    indexes: Mapping[tuple[str, int], Optional[int]]


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
    is_open: dict[str, str] = {}
    if with_open and database.has_table("unsaved"):
        rows = database.rows("SELECT task, content FROM unsaved ORDER BY task")
        is_open = {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}
    steps = edit_steps_of(database) if steps is None else steps
    told = [
        sorted(images.items()),
        [[one.name, one.color, one.was] for one in labels],
        sorted((path, *_as_list(mark)) for path, mark in marks.items()),
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


class TakenRecord:
    """What a workspace says of another one that it has taken over, wherever that lay then, or of
    what both of them began with."""

    def __init__(self, database: Database, key: str, about: WaitingEdits) -> None:
        """``about`` is that other one as it is now."""
        self.number, self.digest = 0, ""
        self.labels: Optional[list[Label]] = None
        """Its labels then; None where nothing is known."""
        self.marks: dict[str, ImageMark] = {}
        """Its marks then."""
        self.home = ""
        """The key under which it is noted."""
        found = _best(database, key, about.steps)
        if found is None:
            return
        self.home = found.GetFieldAsString(0)
        self.number, self.digest = found.GetFieldAsInteger64(2), found.GetFieldAsString(3)
        with database.sound(ANOTHERS):
            self.labels = _labels(json.loads(found.GetFieldAsString(4)))
            self.marks = _marks(json.loads(found.GetFieldAsString(5)))

    def snapshot(self, database: Database, image: str) -> Optional[Snapshot]:
        """How that other one had an image; None where that is not known. The database is the same,
        or a copy of it."""
        if not self.is_there:
            return None
        for row in database.rows(
            "SELECT content, places FROM taken_images WHERE home = ? AND image = ?",
            self.home,
            image,
        ):
            with database.sound(ANOTHERS):
                places = json.loads(row.GetFieldAsString(1))
                return Snapshot(
                    unpack(bytes.fromhex(row.GetFieldAsString(0))),
                    {(task, fid): index for task, fid, index in places},
                )
        return None

    def images(self, database: Database) -> list[str]:
        """The images of which it is known how that other one had them, by this database."""
        if not self.number:
            return []
        rows = database.rows("SELECT image FROM taken_images WHERE home = ?", self.home)
        return [row.GetFieldAsString(0) for row in rows]

    def news(self, database: Database, other: Workspace) -> Optional[int]:
        """Of how many images edits of that other one are not here, however its files look; None
        where nothing is, its labels included. The database is this record's."""
        files = {image.path: image.geojson for image in other.images()}
        count = 0
        for name in other.changes():
            image = ImageInWorkspace(other, name, files.get(name))
            count += not image.is_as_in(self.snapshot(database, name))
        labels, old = other.labels(), self.labels
        if old is None:
            read = read_labels(other.content(LABELS_FILE))
            old = list(read.labels) if read.found else labels
        return count if count or labels != old else None

    @property
    def is_there(self) -> bool:
        """Whether there is one at all."""
        return self.number > 0


def _best(database: Database, key: str, steps: EditSteps) -> Optional[ogr.Feature]:
    """What is noted of the latest step on a way. What is noted under a workspace's own key may be
    about another one, which had its place."""
    if not database.has_table("taken"):
        return None
    best, found = (-1, False, 0), None
    query = "SELECT home, step, number, looks, labels, marks FROM taken ORDER BY home"
    for row in database.rows(query):
        step = row.GetFieldAsString(1)
        index = steps.position(int(step)) if _INTEGER.fullmatch(step) else -1
        rank = index, row.GetFieldAsString(0) == key, row.GetFieldAsInteger64(2)
        if index >= 0 and rank > best:
            best, found = rank, row
    return found


def carry(database: Database, moves: Mapping[str, str]) -> None:
    """Notes what is known of workspaces under their keys as of now, within a transaction; ``moves``
    has the former ones, by these: "" where nothing is known. Workspaces may have changed places:
    what was noted under a key of others is put aside, for it may be found again.
    """
    if not database.has_table("taken"):
        return
    columns = {
        Name("taken"): Part("step, number, looks, labels, marks"),
        Name("taken_images"): Part("image, content, places"),
    }
    copy = "INSERT INTO ? (home, ?) SELECT ?, ? FROM ? WHERE home = ?"
    rename = "UPDATE ? SET home = ? WHERE home = ?"
    for table, others in columns.items():
        for new, old in moves.items():
            database.execute(copy, table, others, _NEW + new, others, table, old)
        for new in moves:
            database.execute("DELETE FROM ? WHERE home = ?", table, _ASIDE + new)
            database.execute(rename, table, _ASIDE + new, new)
            database.execute(rename, table, new, _NEW + new)


def _labels(kept: Any) -> Optional[list[Label]]:
    return None if kept is None else [Label(name, color, tuple(was)) for name, color, was in kept]


def _marks(kept: Any) -> dict[str, ImageMark]:
    return {path: ImageMark(ImageState.of(word), bool(flag)) for path, (word, flag) in kept.items()}


def key_of(home: Path, folder: Path) -> str:
    """By what a workspace is known to others of its campaign, wherever the folder lies."""
    return name_below(folder, home) or str(home.resolve())


def note_taken(
    database: Database,
    key: str,
    about: WaitingEdits,
    digest: str,
    labels: Optional[Sequence[Label]],
    marks: Mapping[str, ImageMark],
    number: int,
) -> None:
    """Notes that another workspace was taken over, within a transaction.

    ``digest`` is empty where not all of it was, ``labels`` None where those were not; ``number``
    grows with everything that is noted in any of the two.
    """
    for statement in CREATE:
        database.execute(statement)
    database.execute(
        "INSERT OR REPLACE INTO taken (home, step, number, looks, labels, marks) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        key,
        str(about.steps.last),
        number,
        digest,
        json.dumps(labels and [[one.name, one.color, one.was] for one in labels]),
        json.dumps({path: _as_list(mark) for path, mark in marks.items()}),
    )


def note_image(database: Database, key: str, image: str, file: ImageInWorkspace) -> None:
    """Notes how another workspace had an image, within a transaction."""
    for statement in CREATE:
        database.execute(statement)
    indexes = [[*feature, index] for feature, index in file.indexes.items()]
    database.execute(
        "INSERT OR REPLACE INTO taken_images (home, image, content, places) VALUES (?, ?, ?, ?)",
        key,
        image,
        pack(file.data).hex(),
        json.dumps(indexes),
    )


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

    def is_as_in(self, snapshot: Optional[Snapshot]) -> bool:
        """Whether nothing was edited since."""
        return snapshot == Snapshot(self.data, self.indexes)


def note_fork(copy: Workspace, original: Path, folder: Path) -> None:
    """Makes a copy of a workspace one of its own, within a transaction: it has all that the
    original has, which goes on by itself."""
    about, key = waiting_edits_of(copy, path=original), key_of(original, folder)
    files = {image.path: image.geojson for image in copy.images()}
    for image in about.images:
        note_image(copy.database, key, image, ImageInWorkspace(copy, image, files.get(image)))
    note_taken(copy.database, key, about, about.digest, about.labels, about.marks, 1)
    if copy.database.has_table("home"):
        copy.database.execute("DELETE FROM home")
    note_identity(copy.database, folder)


def _as_list(mark: ImageMark) -> list[Any]:
    return [mark.state.value, mark.flagged]
