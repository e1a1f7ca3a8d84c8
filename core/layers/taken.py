"""What a workspace has taken over of another one of its campaign, and how that one was then.

How it was is what both began with, as far as they have the same since: the base of the next merge.
Without it, what was deleted here would be taken for new over there, and come back.

``taken`` has a row for each other workspace (`key_of`), ``taken_images`` one for each of its edited
images: the file as it would have been, and where in that each of its features stood.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ..scaneo.change import EMPTY_FILE, Change, change_file
from ..scaneo.folder import name_below
from ..scaneo.labels import LABELS_FILE, read_labels
from ..scaneo.model import Label, Task
from ..scaneo.reader import Unreadable
from .database import Database
from .empties import has_no_feature
from .homes import Identity, identity_of, note_identity
from .image_rows import Row
from .packing import pack, unpack
from .states import Mark, State
from .workspace import Workspace

_ANOTHERS = "note of what another workspace had"
_CREATE = (
    "CREATE TABLE IF NOT EXISTS taken (home TEXT PRIMARY KEY, name TEXT NOT NULL, "
    "number INTEGER NOT NULL, last TEXT NOT NULL, looks TEXT NOT NULL, labels TEXT NOT NULL, "
    "marks TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS taken_images (home TEXT NOT NULL, image TEXT NOT NULL, "
    "content TEXT NOT NULL, places TEXT NOT NULL, PRIMARY KEY (home, image))",
)


class Snapshot(NamedTuple):
    """An image as another workspace had it: the bytes of its file, and the places of features in
    it by their tasks and ids; None for one that is in no file."""

    content: bytes
    places: Mapping[tuple[str, int], Optional[int]]


@dataclass(frozen=True)
class Edits:
    """What in a workspace is not in its folder's files.

    ``images`` are those that were edited, by the number of the last edit; ``last`` are the last
    numbers that were given to an edit and to a feature of each task. ``marks`` are those that say
    something. ``looks`` is a digest of all of it; with ``is_any`` False there is nothing.
    ``waits``: an export would write some of it.
    """

    identity: Identity
    images: Mapping[str, int]
    last: Sequence[int]
    labels: Sequence[Label]
    marks: Mapping[str, Mark]
    looks: str
    is_any: bool
    waits: bool

    @property
    def count(self) -> int:
        """How many images have edits."""
        return len(self.images)


def edits_of(workspace: Workspace, with_open: bool = True, path: Optional[Path] = None) -> Edits:
    """What waits in a workspace; ``with_open``: edits that a QGIS which was killed had open, too.

    ``path`` is the workspace of which it is a copy, if it is one.

    :raises WorkspaceError: where it can't be read.
    """
    database = workspace.database
    images, labels = workspace.changes(), workspace.labels()
    marks = {path: mark for path, mark in workspace.marks().items() if mark != Mark()}
    read = read_labels(workspace.content(LABELS_FILE))
    listed = list(read.labels) if read.found else labels
    is_open: dict[str, str] = {}
    if with_open and database.has_table("unsaved"):
        rows = database.rows("SELECT task, content FROM unsaved ORDER BY task")
        is_open = {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}
    told = [
        sorted(images.items()),
        [[one.name, one.color, one.was] for one in labels],
        sorted((path, *_as_list(mark)) for path, mark in marks.items()),
        is_open,
        _stamps(path or database.path),  # an older copy in its place may have the same numbers
    ]
    looks = sha256(json.dumps(told).encode("utf-8")).hexdigest()
    waits = bool(images or is_open or labels != listed)
    is_any = waits or bool(said_marks(workspace))
    return Edits(
        identity_of(database), images, _last(database), labels, marks, looks, is_any, waits
    )


def said_marks(workspace: Workspace) -> dict[str, Mark]:
    """The marks that people gave: an image whose file lists nothing is read as verified empty."""
    files = {image.path: image.geojson for image in workspace.images()}
    return {
        path: mark
        for path, mark in workspace.marks().items()
        if mark != Mark()
        if mark != Mark(State.EMPTY) or not has_no_feature(workspace.content(files.get(path) or ""))
    }


def _last(database: Database) -> list[int]:
    rows = database.rows("SELECT name, seq FROM sqlite_sequence")
    last = {row.GetFieldAsString(0): row.GetFieldAsInteger64(1) for row in rows}
    return [last.get(name, 0) for name in ("changes", *(task.value for task in Task))]


def _stamps(path: Path) -> list[tuple[int, int]]:
    """How the files of a GeoPackage look on disk."""
    found = []
    for part in ("", "-wal"):
        with suppress(OSError):
            stat = os.stat(f"{path}{part}")
            found.append((stat.st_size, stat.st_mtime_ns))
    return found


class Record:
    """What a workspace says of another one that it has taken over."""

    def __init__(self, database: Database, key: str, about: Edits) -> None:
        """``about`` is that other one as it is now."""
        self.number, self.looks = 0, ""
        self.labels: Optional[list[Label]] = None
        """Its labels then; None where nothing is known."""
        self.marks: dict[str, Mark] = {}
        """Its marks then."""
        self._key = key
        if not database.has_table("taken"):
            return
        for row in database.rows(
            "SELECT name, number, last, looks, labels, marks FROM taken WHERE home = ?", key
        ):
            name = row.GetFieldAsString(0)
            known = name == about.identity.name or "" in (name, about.identity.name)
            with database.sound(_ANOTHERS):
                last = json.loads(row.GetFieldAsString(2))
                is_older = any(then > now for then, now in zip(last, about.last))
            if not known or is_older:  # another one, or an older copy in its place
                continue
            self.number, self.looks = row.GetFieldAsInteger64(1), row.GetFieldAsString(3)
            with database.sound(_ANOTHERS):
                self.labels = _labels(json.loads(row.GetFieldAsString(4)))
                self.marks = _marks(json.loads(row.GetFieldAsString(5)))

    def snapshot(self, database: Database, image: str) -> Optional[Snapshot]:
        """How that other one had an image; None where that is not known. The database is the same,
        or a copy of it."""
        if not self.is_there:
            return None
        for row in database.rows(
            "SELECT content, places FROM taken_images WHERE home = ? AND image = ?",
            self._key,
            image,
        ):
            with database.sound(_ANOTHERS):
                places = json.loads(row.GetFieldAsString(1))
                return Snapshot(
                    unpack(bytes.fromhex(row.GetFieldAsString(0))),
                    {(task, fid): place for task, fid, place in places},
                )
        return None

    def news(self, database: Database, other: Workspace) -> Optional[int]:
        """Of how many images edits of that other one are not here, however its files look; None
        where nothing is, its labels included. The database is this record's."""
        files = {image.path: image.geojson for image in other.images()}
        count = 0
        for name in other.changes():
            image = Image(other, name, files.get(name))
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


def _labels(kept: Any) -> Optional[list[Label]]:
    return None if kept is None else [Label(name, color, tuple(was)) for name, color, was in kept]


def _marks(kept: Any) -> dict[str, Mark]:
    return {path: Mark(State.of(word), bool(flag)) for path, (word, flag) in kept.items()}


def taken_looks(database: Database) -> set[tuple[str, str]]:
    """The keys of other workspaces, and how each looked as it was taken over."""
    if not database.has_table("taken"):
        return set()
    rows = database.rows("SELECT home, looks FROM taken")
    return {(row.GetFieldAsString(0), row.GetFieldAsString(1)) for row in rows}


def key_of(home: Path, folder: Path) -> str:
    """By what a workspace is known to others of its campaign, wherever the folder lies."""
    return name_below(folder, home) or str(home.resolve())


def note_taken(
    database: Database,
    key: str,
    about: Edits,
    looks: str,
    labels: Optional[Sequence[Label]],
    marks: Mapping[str, Mark],
    number: int,
) -> None:
    """Notes that another workspace was taken over, within a transaction.

    ``looks`` is empty where not all of it was, ``labels`` None where those were not; ``number``
    grows with everything that is noted in any of the two.
    """
    for statement in _CREATE:
        database.execute(statement)
    database.execute(
        "INSERT OR REPLACE INTO taken (home, name, number, last, looks, labels, marks) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        key,
        about.identity.name,
        number,
        json.dumps(about.last),
        looks,
        json.dumps(labels and [[one.name, one.color, one.was] for one in labels]),
        json.dumps({path: _as_list(mark) for path, mark in marks.items()}),
    )


def rename_marks(database: Database, moves: Mapping[str, str]) -> None:
    """Images have other names here: so have the marks of other workspaces that are noted."""
    if not database.has_table("taken"):
        return
    names = set(moves.values())
    for row in list(database.rows("SELECT home, marks FROM taken")):
        with database.sound(_ANOTHERS):
            marks = json.loads(row.GetFieldAsString(1)).items()
            stay = [(name, mark) for name, mark in marks if name in moves or name not in names]
        kept = {moves.get(name, name): mark for name, mark in stay}
        update = "UPDATE taken SET marks = ? WHERE home = ?"
        database.execute(update, json.dumps(kept), row.GetFieldAsString(0))


def note_image(database: Database, key: str, image: str, file: Image) -> None:
    """Notes how another workspace had an image, within a transaction."""
    for statement in _CREATE:
        database.execute(statement)
    places = [[*feature, place] for feature, place in file.places.items()]
    database.execute(
        "INSERT OR REPLACE INTO taken_images (home, image, content, places) VALUES (?, ?, ?, ?)",
        key,
        image,
        pack(file.data).hex(),
        json.dumps(places),
    )


class Image:
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
    def places(self) -> dict[tuple[str, int], Optional[int]]:
        """Where in it each feature stands, as a snapshot has that."""
        features = ((row.annotation.task.value, row.fid) for row in self.rows)
        return dict(zip(features, self.change.places))

    def is_as_in(self, snapshot: Optional[Snapshot]) -> bool:
        """Whether nothing was edited since."""
        return snapshot == Snapshot(self.data, self.places)


def note_fork(copy: Workspace, original: Path, folder: Path) -> None:
    """Makes a copy of a workspace one of its own, within a transaction: it has all that the
    original has, which goes on by itself."""
    about, key = edits_of(copy, path=original), key_of(original, folder)
    files = {image.path: image.geojson for image in copy.images()}
    for image in about.images:
        note_image(copy.database, key, image, Image(copy, image, files.get(image)))
    note_taken(copy.database, key, about, about.looks, about.labels, about.marks, 1)
    if copy.database.has_table("home"):
        copy.database.execute("DELETE FROM home")
    note_identity(copy.database, folder)


def _as_list(mark: Mark) -> list[Any]:
    return [mark.state.value, mark.flagged]
