"""What an export is about to write, recorded in the workspace beforehand.

Between the moment when a file is replaced and the moment when the workspace records it, another
QGIS may edit and open the campaign, or this one may be killed. The file would then seem to be
changed by somebody else: annotations deleted since would come back, and moved ones would appear
twice.
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
    """The index that an annotation's feature gets in its image's file; None where it is in none."""

    task: Task
    fid: int
    place: Optional[int]


class WrittenFeatures(Sequence[WrittenFeature]):
    """Those of a file. In a large one, three numbers each take a tenth of an object's memory."""

    def __init__(self) -> None:
        self._tasks = bytearray()
        self._fids = array("q")
        self._indexes = array("q")  # _NOWHERE: in no file

    def add(self, task: Task, fid: int, index: Optional[int]) -> None:
        """Adds one at the end."""
        self._tasks.append(_NUMBERS[task])
        self._fids.append(fid)
        self._indexes.append(_NOWHERE if index is None else index)

    def of(self, task: Task) -> dict[int, Optional[int]]:
        """The feature indexes of a task's annotations, by feature id."""
        own = _NUMBERS[task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return {
            fid: None if index == _NOWHERE else index for known, fid, index in rows if known == own
        }

    def as_json(self) -> str:
        """As JSON: a list of three numbers for each."""
        names = [f'["{task.value}", ' for task in Task]
        rows = zip(self._tasks, self._fids, self._indexes)
        return ", ".join(
            f"{names[task]}{fid}, {'null' if index == _NOWHERE else index}]"
            for task, fid, index in rows
        ).join("[]")

    @classmethod
    def of_json(cls, text: str) -> WrittenFeatures:
        """The inverse of `as_json`."""
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
    """A file after the export, by its digest; None where there will be none.

    ``image`` is empty for a label file. ``features`` are those of all of its annotations. ``edit``
    is the number of the image's last edit that is included, None where a part of it could not be
    written.
    """

    path: str
    digest: Optional[str]
    image: str = ""
    features: WrittenFeatures = _NO_FEATURES
    edit: Optional[int] = None


def bytes_digest(data: Optional[bytes]) -> Optional[str]:
    """The digest of a file's bytes."""
    return None if data is None else sha256(data).hexdigest()


def note_pending_write(database: Database, files: Iterable[PendingWrite]) -> None:
    """Records what files will be, replacing earlier records of these."""
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
    """The recorded writes that are not known to be done yet."""
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
    """Deletes the records: the files' content is known."""
    if paths and database.has_table("announced"):
        database.execute("DELETE FROM announced WHERE path IN ?", tuple(paths))
