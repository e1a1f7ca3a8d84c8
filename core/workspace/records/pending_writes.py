"""What an export is about to write, noted in the workspace before it does.

Between a file's renaming and the note of it, another QGIS may edit and open the campaign, or this
one be killed. What the file gained would look like somebody else's then: what was deleted since
would come back, and what was moved be there twice.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, Optional, Union, overload

from ...base.model import Task
from ..geopackage.database import Database
from .json_values import number, row_number

_TASKS = list(Task)
_NUMBERS = {task: index for index, task in enumerate(_TASKS)}
_NAMES = {task.value: index for task, index in _NUMBERS.items()}
_NOWHERE = -1


class WrittenFeature(NamedTuple):
    """Where in its image's file the annotation of a feature is to stand; None where in none."""

    task: Task
    fid: int
    place: Optional[int]


class WrittenFeatures(Sequence[WrittenFeature]):
    """Those of a file; of a large one, three numbers each take a tenth of an object's memory."""

    def __init__(self) -> None:
        self._tasks = bytearray()
        self._fids = array("q")
        self._indexes = array("q")  # _NOWHERE for none

    def add(self, task: Task, fid: int, index: Optional[int]) -> None:
        """Adds one at the end."""
        self._tasks.append(_NUMBERS[task])
        self._fids.append(fid)
        self._indexes.append(_NOWHERE if index is None else index)

    def of(self, task: Task) -> dict[int, Optional[int]]:
        """The places of a task's features, by feature."""
        own = _NUMBERS[task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return {
            fid: None if index == _NOWHERE else index for known, fid, index in rows if known == own
        }

    def as_json(self) -> str:
        """A list of three for each."""
        names = [f'["{task.value}", ' for task in Task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return ", ".join(
            f"{names[task]}{fid}, {'null' if index == _NOWHERE else index}]"
            for task, fid, index in rows
        ).join("[]")

    @classmethod
    def of_json(cls, text: str) -> WrittenFeatures:
        """What `as_json` gave."""
        found = cls()
        for task, fid, index in json.loads(text):
            found._tasks.append(_NAMES[task])
            found._fids.append(row_number(fid))
            found._indexes.append(_NOWHERE if index is None else number(index))
        return found

    def __len__(self) -> int:
        return len(self._fids)

    @overload
    def __getitem__(self, index: int) -> WrittenFeature: ...

    @overload
    def __getitem__(self, index: slice) -> list[WrittenFeature]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[WrittenFeature, list[WrittenFeature]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        feature_index = self._indexes[index]
        task = _TASKS[self._tasks[index]]
        return WrittenFeature(
            task, self._fids[index], None if feature_index == _NOWHERE else feature_index
        )


_NO_FEATURES = WrittenFeatures()


class PendingWrite(NamedTuple):
    """A file as it is to be, by its digest; None where there is to be none.

    ``image`` is empty for a file of labels. ``features`` are those of all of its annotations.
    ``edit`` is the last edit of the image that was seen, None where some of it could not be
    written.
    """

    path: str
    digest: Optional[str]
    image: str = ""
    features: WrittenFeatures = _NO_FEATURES
    edit: Optional[int] = None


def bytes_digest(data: Optional[bytes]) -> Optional[str]:
    """What tells a file's bytes from others."""
    return None if data is None else sha256(data).hexdigest()


def note_pending_write(database: Database, files: Iterable[PendingWrite]) -> None:
    """Notes what files are to be, in place of what was announced of them before."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS announced "
        "(path TEXT PRIMARY KEY, digest TEXT, image TEXT NOT NULL, places TEXT NOT NULL, "
        "edit INTEGER)"
    )
    insert = "INSERT OR REPLACE INTO announced (path, digest, image, places, edit) VALUES "
    for file in files:
        values = file.path, file.digest, file.image, file.features.as_json(), file.edit
        database.execute(f"{insert}(?, ?, ?, ?, ?)", *values)


def pending_writes(database: Database) -> list[PendingWrite]:
    """What was announced and is not known to be written yet."""
    if not database.has_table("announced"):
        return []
    query = "SELECT path, digest, image, places, edit FROM announced ORDER BY path"
    rows = list(database.rows(query))
    with database.sound("note of what an export was to write"):
        return [
            PendingWrite(
                row.GetFieldAsString(0),
                row.GetFieldAsString(1) if row.IsFieldSetAndNotNull(1) else None,
                row.GetFieldAsString(2),
                WrittenFeatures.of_json(row.GetFieldAsString(3)),
                row.GetFieldAsInteger64(4) if row.IsFieldSetAndNotNull(4) else None,
            )
            for row in rows
        ]


def forget_pending_write(database: Database, paths: Sequence[str]) -> None:
    """Forgets them: what the files hold is known."""
    if paths and database.has_table("announced"):
        database.execute("DELETE FROM announced WHERE path IN ?", tuple(paths))
