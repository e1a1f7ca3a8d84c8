"""The annotations of a workspace: the tables of all tasks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Optional

from ...base.model import Annotation, Counts, Task
from ..geopackage.inserter import Inserter
from ..geopackage.sql import SqlName, SqlPart, bind, flat_wkb, is_unicode, polygons_of
from ..records.feature_indexes import FeatureIndexes, MovedMembers, Spots, forget_members
from ..records.image_rows import ImageRows
from ..records.index_generations import INDEX_BITS
from .image_table import ImageTable

ANNOTATION_FIELDS = ("image", "label", "origin", "place")


_MANY = 1000  # feature ids in one statement


class Assigned(NamedTuple):
    """The image ("" for none) and the label of an annotation."""

    image: str
    label: str


class Unassigned(NamedTuple):
    """An annotation without an image, and its polygons as WKB."""

    task: Task
    fid: int
    wkb: bytes


class StrayRow(NamedTuple):
    """A feature that belongs to another ``image`` than the one in whose file it was read; ``image``
    is "" where it belongs to none."""

    task: Task
    fid: int
    image: str
    source_image: str
    feature_index: int


class AnnotationTable(ImageTable):
    """The part of `Workspace` about annotations."""

    feature_indexes: FeatureIndexes

    def annotations(self, image: str) -> ImageRows:
        """The annotations of an image, task by task, oldest first; "" for those without an
        image."""
        found = ImageRows()
        query = (  # select `place` as a column: as an expression, GDAL would cut it to 32 bits
            "SELECT fid, geom, label, place, origin = image AND place IS NOT NULL AS is_own FROM ? "
            "WHERE image = ? ORDER BY fid"
        )
        index_of = self.feature_indexes.numbering(image).feature_index
        if not image:
            query = query.replace("image = ?", "(image IS NULL OR image = ?)")
        for task in Task:
            for row in self.database.rows(query, SqlName(task.value), image):
                geometry = row.GetGeometryRef()
                wkb = None if geometry is None else flat_wkb(geometry)
                is_own = row.GetFieldAsInteger(2)
                index = index_of(row.GetFieldAsInteger64(1)) if is_own else None
                found.append(row.GetFID(), Annotation(task, row.GetFieldAsString(0), wkb, index))
        return found

    def add_annotation(
        self, image: str, annotation: Annotation, source_image: Optional[str]
    ) -> int:
        """Adds an annotation to an image, and returns its feature id.

        ``source_image`` is the image in whose file it has its index; None where it is in none. A
        classification gets the image's footprint as its geometry.
        """
        wkb, number = annotation.wkb, None
        if annotation.task is Task.CLASSIFICATION:
            wkb = self.footprint(image)
        if source_image is not None and annotation.feature_index is not None:
            number = self.feature_indexes.numbering(source_image).number(annotation.feature_index)
        inserter = Inserter(self.database, annotation.task.value, ANNOTATION_FIELDS)
        return inserter.add(wkb, image, annotation.label, source_image, number)

    def update_annotation(self, fid: int, annotation: Annotation) -> None:
        """Sets label and shape of a feature; a classification keeps its geometry.

        :raises WorkspaceError: where the feature doesn't exist any more.
        """
        wkb = None if annotation.task is Task.CLASSIFICATION else annotation.wkb
        self.database.update(annotation.task.value, fid, wkb, label=annotation.label)

    def reshape_annotation(self, task: Task, fid: int, wkb: bytes) -> None:
        """Sets the shape of a feature.

        :raises WorkspaceError: where the feature doesn't exist any more.
        """
        self.database.update(task.value, fid, wkb)

    def assign(self, task: Task, fids: Sequence[int], image: str) -> None:
        """Assigns features of a task to an image."""
        update = "UPDATE ? SET image = ? WHERE fid IN ?"
        for some in _parts(fids):
            self.database.execute(update, SqlName(task.value), image, some)

    def unassigned(self) -> Iterator[Unassigned]:
        """The annotations without an image that have a geometry."""
        query = "SELECT fid, geom FROM ? WHERE image IS NULL OR image = ''"
        for task in Task:
            for row in self.database.rows(query, SqlName(task.value)):
                if wkb := polygons_of(row):
                    yield Unassigned(task, row.GetFID(), wkb)

    def remove_annotation(self, task: Task, fid: int) -> None:
        """Removes one annotation."""
        self.database.execute("DELETE FROM ? WHERE fid = ?", SqlName(task.value), fid)

    def remove_annotations(self, image: str) -> None:
        """Removes all annotations of an image."""
        for task in Task:
            self.database.execute("DELETE FROM ? WHERE image = ?", SqlName(task.value), image)

    def counts(self, images: Optional[Sequence[str]] = None) -> Mapping[str, Counts]:
        """The number of annotations by image, then by task and label; of all images that have any,
        or of these."""
        found: dict[str, dict[tuple[Task, str], int]] = {}
        keys: dict[tuple[Task, str], tuple[Task, str]] = {}  # shares one object between equal ones
        wanted = "" if images is None else bind("WHERE image IN ?", tuple(images))
        query = "SELECT image, label, count(*) FROM ? ? GROUP BY image, label"
        for task in Task:
            for row in self.database.rows(query, SqlName(task.value), SqlPart(wanted)):
                key = task, row.GetFieldAsString(1)
                key = keys.setdefault(key, key)
                counts = found.setdefault(row.GetFieldAsString(0), {})  # NULL and '' are one
                counts[key] = counts.get(key, 0) + row.GetFieldAsInteger(2)
        return found

    def shape_count(self, image: str) -> int:
        """How many boxes and areas an image has."""
        return sum(
            row.GetFieldAsInteger64(0)
            for task in (Task.DETECTION, Task.SEGMENTATION)
            for row in self.database.rows(
                "SELECT count(*) FROM ? WHERE image = ?", SqlName(task.value), image
            )
        )

    def annotation_count(self) -> int:
        """How many annotations there are."""
        return sum(
            row.GetFieldAsInteger(0)
            for task in Task
            for row in self.database.rows("SELECT count(*) FROM ?", SqlName(task.value))
        )

    def used_labels(self) -> dict[str, tuple[str, int]]:
        """The label names that annotations use, each with one image and location that does; without
        names that no list of labels can contain."""
        # Group by image first: an index has that order, while grouping by label alone would sort
        # all rows.
        each = "SELECT label, image, min(place & ?) AS first FROM ? GROUP BY image, label"
        rows = self.database.rows(
            "SELECT label, image, min(first) FROM (? UNION ALL ? UNION ALL ?) "
            "WHERE label <> '' GROUP BY label ORDER BY label",
            *(SqlPart(bind(each, INDEX_BITS, SqlName(task.value))) for task in Task),
        )
        return {
            name: (row.GetFieldAsString(1), row.GetFieldAsInteger(2))
            for row in rows
            if (name := row.GetFieldAsString(0)) and is_unicode(name)
        }

    def assigned(self, task: Task, fids: Iterable[int]) -> dict[int, Assigned]:
        """Image and label of annotations, by feature id; ids that don't exist are left out."""
        wanted = sorted(fids)
        found = {}
        query = "SELECT fid, image, label FROM ? WHERE fid IN ?"
        for some in _parts(wanted):
            for row in self.database.rows(query, SqlName(task.value), some):
                texts = row.GetFieldAsString(0), row.GetFieldAsString(1)
                found[row.GetFID()] = Assigned(*texts)
        return found

    def assigned_with_label(self, task: Task, label: str) -> dict[int, Assigned]:
        """Image and label of the annotations with a label, by feature id."""
        query = "SELECT fid, image FROM ? WHERE label = ?"
        rows = self.database.rows(query, SqlName(task.value), label)
        return {row.GetFID(): Assigned(row.GetFieldAsString(0), label) for row in rows}

    def fids_with_label(self, task: Task, label: str) -> array[int]:
        """The ids of the features of a task with a label, oldest first: few bytes for each."""
        rows = self.database.rows(  # one row takes a hundredth of the time of one for each feature
            "SELECT group_concat(fid) FROM (SELECT fid FROM ? WHERE label = ? ORDER BY fid)",
            SqlName(task.value),
            label,
        )
        texts = next((row.GetFieldAsString(0) for row in rows), "")
        return array("q", map(int, filter(None, texts.split(","))))

    def relabel(self, task: Task, fids: Sequence[int], before: str, after: str) -> None:
        """Gives features of a task another label; not those that have another one than ``before``
        by now."""
        update = "UPDATE ? SET label = ? WHERE fid IN ? AND label = ?"
        for some in _parts(fids):
            self.database.execute(update, SqlName(task.value), after, some, before)

    def strays(self) -> list[StrayRow]:
        """The annotations that left the image in whose file they have their index, and still have
        it there."""
        found = []
        for task in Task:
            rows = self.database.rows(  # the plus makes SQLite use the index of these few rows
                "SELECT fid, image, origin, place FROM ? WHERE image IS NOT origin "
                "AND origin IS NOT NULL AND place IS NOT NULL ORDER BY +fid",
                SqlName(task.value),
            )
            for row in list(rows):
                image, source = row.GetFieldAsString(0), row.GetFieldAsString(1)
                numbering = self.feature_indexes.numbering(source)
                index = numbering.feature_index(row.GetFieldAsInteger64(2))
                if index is not None:
                    found.append(StrayRow(task, row.GetFID(), image, source, index))
        return found

    def moved_members(self, kept: Spots = ()) -> MovedMembers:
        """The members of annotations that are to be written to another file than they came from;
        ``kept`` stay in the files in which they were read."""
        return MovedMembers(self.database, self.feature_indexes.numbering, kept)

    def forget_members(self) -> None:
        """Deletes stored members of annotations that are in a file again, or were deleted."""
        forget_members(self.database)


def _parts(fids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """All of them, as many at a time as a statement takes."""
    rest = iter(fids)
    while some := tuple(islice(rest, _MANY)):
        yield some
