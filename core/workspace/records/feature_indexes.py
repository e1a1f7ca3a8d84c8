"""Where in its image's file each annotation of a workspace was read, and is by now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Optional

from ...base.model import Task
from ..geopackage.sql import Name
from .index_generations import IndexGenerations, writing_indexes
from .moved_members import keep_members
from .pending_writes import WrittenFeatures

_ROWS = 200  # of a statement: each is looked for among all of them


class FeatureIndexes(IndexGenerations):
    """The places that count here (see `index_generations`); those of foreign rows don't."""

    def claims(self, images: Collection[str], task: Task) -> dict[str, dict[int, int]]:
        """The place in its image's file that each feature has, or has been copied with, by image
        and feature."""
        rows = self._database.rows(  # nothing of the rows themselves: two indexes have it all
            "SELECT image, group_concat(fid), group_concat(CAST(place AS INTEGER)) FROM ? "
            "WHERE image IN ? AND place IS NOT NULL "
            "AND fid NOT IN (SELECT fid FROM ? WHERE image IS NOT origin) GROUP BY image",
            Name(task.value),
            tuple(images),
            Name(task.value),
        )
        found: dict[str, dict[int, int]] = {}
        for row in rows:  # one for each image, which takes a tenth of the time of one for each
            image = row.GetFieldAsString(0)
            fids, marked = (row.GetFieldAsString(column).split(",") for column in (1, 2))
            index_of = self.numbering(image).feature_index
            claims = sorted(zip(map(int, filter(None, fids)), map(int, filter(None, marked))))
            own = ((fid, index_of(index)) for fid, index in claims)
            found[image] = {fid: index for fid, index in own if index is not None}
        return found

    def claimants(self, image: str, task: Task) -> set[int]:
        """The features of an image that say where they were read, whether it counts or not."""
        rows = self._database.rows(
            "SELECT fid FROM ? WHERE image = ? AND origin IS NOT NULL AND place IS NOT NULL",
            Name(task.value),
            image,
        )
        return {row.GetFID() for row in rows}

    def in_file(self, image: str, task: Task) -> set[int]:
        """The places in an image's file that features have, in whatever image they are now."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT place FROM ? WHERE image = ? AND origin = image AND place IS NOT NULL "
            "UNION ALL "  # each half has an index of its own
            "SELECT place FROM ? WHERE origin = ? AND image IS NOT origin AND place IS NOT NULL",
            Name(task.value),
            image,
            Name(task.value),
            image,
        )
        found = (index(row.GetFieldAsInteger64(0)) for row in rows)
        return {one for one in found if one is not None}

    def left(self, image: str, task: Task) -> dict[int, int]:
        """The place in an image's file that each feature has which left the image."""
        index = self.numbering(image).feature_index
        rows = self._database.rows(
            "SELECT fid, place FROM ? WHERE origin = ? AND image IS NOT origin "
            "AND place IS NOT NULL",
            Name(task.value),
            image,
        )
        found = {row.GetFID(): index(row.GetFieldAsInteger64(0)) for row in rows}
        return {fid: one for fid, one in found.items() if one is not None}

    def found(self, image: str, task: Task) -> dict[int, int]:
        """The features of an image by their place in its file; of several, the oldest."""
        claims = self.claims([image], task).get(image, {})
        return {index: fid for fid, index in reversed(claims.items())}

    def note(self, task: Task, image: str, indexes: Mapping[int, Optional[int]]) -> None:
        """Notes where in its image's file annotations stand now, by feature id; None: nowhere."""
        if not indexes:
            return
        table = Name(task.value)
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
        """Annotations that left images claim no place in their files any more: these were
        written. What they say of those that are not ``written`` elsewhere is kept."""
        if not images:
            return
        keep_members(self._database, self.numbering, images, written)
        update = (
            "UPDATE ? SET origin = NULL, place = NULL WHERE origin IN ? AND image IS NOT origin"
        )
        with writing_indexes(self._database):
            for task in Task:
                self._database.execute(update, Name(task.value), tuple(images))

    def rename(self, old: str, new: str) -> None:
        """An image has another name: so has the origin of what was read in its file."""
        self.hand_on(old, new)
        with writing_indexes(self._database):
            for task in Task:
                update = "UPDATE ? SET origin = ? WHERE origin = ?"
                self._database.execute(update, Name(task.value), new, old)
