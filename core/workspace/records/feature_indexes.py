"""The feature index of each annotation: where in its image's file it was read, and is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Optional

from ...base.model import Task
from ..geopackage.sql import SqlName
from .export_records import WrittenFeatures
from .index_generations import IndexGenerations, writing_indexes
from .moved_members import keep_members

_ROWS = 200  # rows in one statement: SQLite searches each among all others


class FeatureIndexes(IndexGenerations):
    """The feature indexes that are valid here (see `index_generations`); those of rows pasted from
    other workspaces are not."""

    def claims(self, images: Collection[str], task: Task) -> dict[str, dict[int, int]]:
        """The feature index in the image's file that each feature has, or was copied with, by image
        and feature id."""
        rows = self._database.rows(  # two indexes contain all of it: no row is read
            "SELECT image, group_concat(fid), group_concat(CAST(place AS INTEGER)) FROM ? "
            "WHERE image IN ? AND place IS NOT NULL "
            "AND fid NOT IN (SELECT fid FROM ? WHERE image IS NOT origin) GROUP BY image",
            SqlName(task.value),
            tuple(images),
            SqlName(task.value),
        )
        found: dict[str, dict[int, int]] = {}
        # One query for each image takes a tenth of the time of one for each feature.
        for row in rows:
            image = row.GetFieldAsString(0)
            fids, marked = (row.GetFieldAsString(column).split(",") for column in (1, 2))
            index_of = self.numbering(image).feature_index
            claims = sorted(zip(map(int, filter(None, fids)), map(int, filter(None, marked))))
            own = ((fid, index_of(index)) for fid, index in claims)
            found[image] = {fid: index for fid, index in own if index is not None}
        return found

    def claimants(self, image: str, task: Task) -> set[int]:
        """The features of an image that have a source image, whether or not it is valid."""
        rows = self._database.rows(
            "SELECT fid FROM ? WHERE image = ? AND origin IS NOT NULL AND place IS NOT NULL",
            SqlName(task.value),
            image,
        )
        return {row.GetFID() for row in rows}

    def in_file(self, image: str, task: Task) -> set[int]:
        """The feature indexes in an image's file that features have, whichever image they belong to
        now."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT place FROM ? WHERE image = ? AND origin = image AND place IS NOT NULL "
            "UNION ALL "  # each half uses an index of its own
            "SELECT place FROM ? WHERE origin = ? AND image IS NOT origin AND place IS NOT NULL",
            SqlName(task.value),
            image,
            SqlName(task.value),
            image,
        )
        found = (index(row.GetFieldAsInteger64(0)) for row in rows)
        return {one for one in found if one is not None}

    def left(self, image: str, task: Task) -> dict[int, int]:
        """The feature index in the image's file of each feature that left the image."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT fid, place FROM ? WHERE origin = ? AND image IS NOT origin "
            "AND place IS NOT NULL",
            SqlName(task.value),
            image,
        )
        found = {row.GetFID(): index(row.GetFieldAsInteger64(0)) for row in rows}
        return {fid: one for fid, one in found.items() if one is not None}

    def found(self, image: str, task: Task) -> dict[int, int]:
        """The features of an image by feature index; of several with the same, the oldest."""
        claims = self.claims([image], task).get(image, {})
        return {index: fid for fid, index in reversed(claims.items())}

    def note(self, task: Task, image: str, indexes: Mapping[int, Optional[int]]) -> None:
        """Records the feature indexes that annotations now have in their image's file, by feature
        id; None: in no file."""
        if not indexes:
            return
        table = SqlName(task.value)
        number = self.numbering(image).number
        placed = [(fid, number(index)) for fid, index in indexes.items() if index is not None]
        new = tuple(fid for fid, index in indexes.items() if index is None)
        with writing_indexes(self._database):
            while placed:
                part, placed = dict(placed[:_ROWS]), placed[_ROWS:]
                update = "UPDATE ? SET origin = ?, place = CASE fid ? END WHERE fid IN ?"
                self._database.execute(update, table, image, part, tuple(part))
            if new:
                update = "UPDATE ? SET origin = NULL, place = NULL WHERE fid IN ?"
                self._database.execute(update, table, new)

    def forget(self, images: Collection[str], written: Iterable[WrittenFeatures] = ()) -> None:
        """Annotations that left these images have no index in their files any more: the files were
        written. The other members of those that were not ``written`` elsewhere are stored."""
        if not images:
            return
        keep_members(self._database, self.numbering, images, written)
        update = (
            "UPDATE ? SET origin = NULL, place = NULL WHERE origin IN ? AND image IS NOT origin"
        )
        with writing_indexes(self._database):
            for task in Task:
                self._database.execute(update, SqlName(task.value), tuple(images))

    def rename(self, old: str, new: str) -> None:
        """Renames the source image of everything that was read in an image's file."""
        self.hand_on(old, new)
        with writing_indexes(self._database):
            for task in Task:
                update = "UPDATE ? SET origin = ? WHERE origin = ?"
                self._database.execute(update, SqlName(task.value), new, old)
