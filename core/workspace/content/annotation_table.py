"""The annotations of a workspace: those of all tasks, as one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Optional

from ...base.model import Annotation, Task
from ..geopackage.cells import flat_wkb, polygons_of
from ..geopackage.database import Inserter
from ..geopackage.sql import Name, Part, bind, is_unicode
from ..records.feature_indexes import FeatureIndexes
from ..records.index_generations import INDEX_BITS
from ..records.moved_members import MovedMembers, Spots, forget_members
from ..records.rows import ImageRows
from .image_table import ImageTable

ANNOTATION_FIELDS = ("image", "label", "origin", "place")


_MANY = 1000  # of a statement


class Assigned(NamedTuple):
    """Whose an annotation is: the image ("" for none) and the label."""

    image: str
    label: str


class Unassigned(NamedTuple):
    """An annotation without an image, and its polygons as WKB."""

    task: Task
    fid: int
    wkb: bytes


class StrayRow(NamedTuple):
    """A feature that is on another ``image`` than the one in whose file it was read; ``image`` is
    "" where it is on none."""

    task: Task
    fid: int
    image: str
    source_image: str
    feature_index: int


class AnnotationTable(ImageTable):
    """What `Workspace` knows of annotations."""

    feature_indexes: FeatureIndexes

    def annotations(self, image: str) -> ImageRows:
        """The annotations of an image, task by task, oldest first; "" for those without one."""
        found = ImageRows()
        query = (  # a place is asked for by its column: of others, GDAL has what fits in 32 bits
            "SELECT fid, geom, label, place, origin = image AND place IS NOT NULL AS is_own FROM ? "
            "WHERE image = ? ORDER BY fid"
        )
        index_of = self.feature_indexes.numbering(image).feature_index
        if not image:
            query = query.replace("image = ?", "(image IS NULL OR image = ?)")
        for task in Task:
            for row in self.database.rows(query, Name(task.value), image):
                geometry = row.GetGeometryRef()
                wkb = None if geometry is None else flat_wkb(geometry)
                is_own = row.GetFieldAsInteger(2)
                index = index_of(row.GetFieldAsInteger64(1)) if is_own else None
                found.append(row.GetFID(), Annotation(task, row.GetFieldAsString(0), wkb, index))
        return found

    def add_annotation(
        self, image: str, annotation: Annotation, source_image: Optional[str]
    ) -> int:
        """Adds an annotation to an image, and answers its feature id.

        ``source_image`` is the one in whose file it has its index; None where it is in none. What
        is said of a whole image is shown as its footprint.
        """
        wkb, number = annotation.wkb, None
        if annotation.task is Task.CLASSIFICATION:
            wkb = self.footprint(image)
        if source_image is not None and annotation.feature_index is not None:
            number = self.feature_indexes.numbering(source_image).number(annotation.feature_index)
        inserter = Inserter(self.database, annotation.task.value, ANNOTATION_FIELDS)
        return inserter.add(wkb, image, annotation.label, source_image, number)

    def update_annotation(self, fid: int, annotation: Annotation) -> None:
        """Gives a feature the label and the shape of an annotation; what is said of a whole image
        stays where that is. :raises WorkspaceError: where it is gone."""
        wkb = None if annotation.task is Task.CLASSIFICATION else annotation.wkb
        self.database.update(annotation.task.value, fid, wkb, label=annotation.label)

    def reshape_annotation(self, task: Task, fid: int, wkb: bytes) -> None:
        """Gives a feature another shape. :raises WorkspaceError: where it is gone."""
        self.database.update(task.value, fid, wkb)

    def assign(self, task: Task, fids: Sequence[int], image: str) -> None:
        """Lets features belong to an image."""
        update = "UPDATE ? SET image = ? WHERE fid IN ?"
        for some in _parts(fids):
            self.database.execute(update, Name(task.value), image, some)

    def unassigned(self) -> Iterator[Unassigned]:
        """The annotations without an image that have a shape."""
        query = "SELECT fid, geom FROM ? WHERE image IS NULL OR image = ''"
        for task in Task:
            for row in self.database.rows(query, Name(task.value)):
                if wkb := polygons_of(row):
                    yield Unassigned(task, row.GetFID(), wkb)

    def remove_annotation(self, task: Task, fid: int) -> None:
        """Removes one annotation."""
        self.database.execute("DELETE FROM ? WHERE fid = ?", Name(task.value), fid)

    def remove_annotations(self, image: str) -> None:
        """Removes all annotations of an image."""
        for task in Task:
            self.database.execute("DELETE FROM ? WHERE image = ?", Name(task.value), image)

    def counts(self) -> dict[tuple[str, Task, str], int]:
        """How many annotations there are, by image, task and label."""
        found: dict[tuple[str, Task, str], int] = {}
        for task in Task:
            for row in self.database.rows(
                "SELECT image, label, count(*) FROM ? GROUP BY image, label", Name(task.value)
            ):
                key = (row.GetFieldAsString(0), task, row.GetFieldAsString(1))
                found[key] = found.get(key, 0) + row.GetFieldAsInteger(2)  # NULL and ''
        return found

    def shape_count(self, image: str) -> int:
        """How many boxes and areas an image has."""
        return sum(
            row.GetFieldAsInteger64(0)
            for task in (Task.DETECTION, Task.SEGMENTATION)
            for row in self.database.rows(
                "SELECT count(*) FROM ? WHERE image = ?", Name(task.value), image
            )
        )

    def annotation_count(self) -> int:
        """How many annotations there are."""
        return sum(
            row.GetFieldAsInteger(0)
            for task in Task
            for row in self.database.rows("SELECT count(*) FROM ?", Name(task.value))
        )

    def used_labels(self) -> dict[str, tuple[str, int]]:
        """The names that annotations use, by name, each with one image and place that does; but
        none that no list of labels can have."""
        # Each image's labels first: these stand together in an index, those of all must be sorted.
        each = "SELECT label, image, min(place & ?) AS first FROM ? GROUP BY image, label"
        rows = self.database.rows(
            "SELECT label, image, min(first) FROM (? UNION ALL ? UNION ALL ?) "
            "WHERE label <> '' GROUP BY label ORDER BY label",
            *(Part(bind(each, INDEX_BITS, Name(task.value))) for task in Task),
        )
        return {
            name: (row.GetFieldAsString(1), row.GetFieldAsInteger(2))
            for row in rows
            if (name := row.GetFieldAsString(0)) and is_unicode(name)
        }

    def assigned(self, task: Task, fids: Iterable[int]) -> dict[int, Assigned]:
        """Whose annotations are, by feature id; those that are not there are left out."""
        wanted = sorted(fids)
        found = {}
        query = "SELECT fid, image, label FROM ? WHERE fid IN ?"
        for some in _parts(wanted):
            for row in self.database.rows(query, Name(task.value), some):
                texts = row.GetFieldAsString(0), row.GetFieldAsString(1)
                found[row.GetFID()] = Assigned(*texts)
        return found

    def assigned_with_label(self, task: Task, label: str) -> dict[int, Assigned]:
        """Whose the annotations with a label are, by feature id."""
        query = "SELECT fid, image FROM ? WHERE label = ?"
        rows = self.database.rows(query, Name(task.value), label)
        return {row.GetFID(): Assigned(row.GetFieldAsString(0), label) for row in rows}

    def strays(self) -> list[StrayRow]:
        """The annotations that left the image in whose file they have their index, and still have
        it there."""
        found = []
        for task in Task:
            rows = self.database.rows(  # with the plus, by the index of those few
                "SELECT fid, image, origin, place FROM ? WHERE image IS NOT origin "
                "AND origin IS NOT NULL AND place IS NOT NULL ORDER BY +fid",
                Name(task.value),
            )
            for row in list(rows):
                image, source = row.GetFieldAsString(0), row.GetFieldAsString(1)
                numbering = self.feature_indexes.numbering(source)
                index = numbering.feature_index(row.GetFieldAsInteger64(2))
                if index is not None:
                    found.append(StrayRow(task, row.GetFID(), image, source, index))
        return found

    def moved_members(self, kept: Spots = ()) -> MovedMembers:
        """What files say of annotations that are to be written to another file than they came
        from; ``kept`` stay in those in which they were read."""
        return MovedMembers(self.database, self.feature_indexes.numbering, kept)

    def forget_members(self) -> None:
        """Forgets what waited to be written with annotations that have been so, or are gone."""
        forget_members(self.database)


def _parts(fids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """All of them, as many at a time as a statement takes."""
    rest = iter(fids)
    while some := tuple(islice(rest, _MANY)):
        yield some
