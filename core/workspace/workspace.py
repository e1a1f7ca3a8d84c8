"""The workspace: the GeoPackage in which a campaign is edited (its tables are in `schema`)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Optional, Union

from osgeo import ogr

from ..base.image_state import ImageMark, ImageState
from ..base.large_bytes import Data
from ..base.model import Annotation, Image, Label, Problem, Severity, Task
from ..formats.scaneo.labels import LABELS_FILE
from ..images.areas import ogr_polygons
from .geopackage.database import Database, Inserter, WorkspaceError
from .geopackage.packing import ToPack, packs, unpack, unpack_large
from .geopackage.sql import Name, Part, bind, is_unicode
from .records.feature_indexes import FeatureIndexes
from .records.file_versions import forget_versions
from .records.former_names import note_former_names
from .records.index_generations import INDEX_BITS
from .records.label_rows import LabelRows, read_label_rows
from .records.pending_writes import forget_pending_write
from .records.rows import ImageRows
from .records.stamp import Stamp
from .tables.schema import VERSION, bring_up_to_date, check_version, is_workspace, stamp_columns
from .tables.table_lists import list_again
from .tables.upkeep import put_back
from .workspace_file import check_no_link, check_there

WORKSPACE_FILE = "scaneo.gpkg"
ANNOTATION_FIELDS = ("image", "label", "origin", "place")


class Workspace:
    """An open workspace. Use it in the thread that opened it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.feature_indexes = FeatureIndexes(database)

    @classmethod
    def open(cls, path: Path, writable: bool = True) -> Workspace:
        """:raises WorkspaceError: where the file is no workspace or can't be opened."""
        check_there(path)
        if writable:
            check_no_link(path)
        database = Database.open(path, writable)
        try:
            check_version(database)
            if writable:
                if list_again(database):  # GDAL reads these lists once
                    database.close()
                    database = Database.open(path)
                bring_up_to_date(database)
                put_back(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *exc: object) -> None:
        self.database.close()

    # The campaign's folder

    def folder(self) -> Path:
        """Where the campaign came from."""
        for row in self.database.rows("SELECT folder FROM campaign"):
            return Path(os.path.normpath(self.database.path.parent / row.GetFieldAsString(0)))
        raise WorkspaceError(f"{self.database.path} does not say which folder it belongs to.")

    def set_folder(self, folder: Path) -> None:
        """Notes where the campaign lies now, relative where the workspace is in it."""
        self.database.execute("DELETE FROM campaign")
        row = _campaign_row(self.database.path, folder)
        Inserter(self.database, "campaign", ("version", "folder")).add(None, *row)

    # Images and labels

    def images(self) -> list[Image]:
        """All images, by name."""
        rows = self.database.rows("SELECT path, geojson FROM images ORDER BY path")
        return [Image(row.GetFieldAsString(0), _text(row, 1)) for row in rows]

    def image_names(self) -> Iterator[str]:
        """The names of all images, fetched as they are asked for."""
        for row in self.database.rows("SELECT path FROM images ORDER BY path"):
            yield row.GetFieldAsString(0)

    def images_without_footprint(self) -> set[str]:
        """The images whose place was not known."""
        rows = self.database.rows("SELECT path FROM images WHERE geom IS NULL")
        return {row.GetFieldAsString(0) for row in rows}

    def footprint(self, image: str) -> Optional[bytes]:
        """An image's footprint, a MultiPolygon in EPSG:4326 as WKB; None where it has none."""
        for row in self.database.rows("SELECT geom FROM images WHERE path = ?", image):
            geometry = row.GetGeometryRef()
            return None if geometry is None else flat_wkb(geometry)
        return None

    def marks(self) -> dict[str, ImageMark]:
        """What people say of each image, by name."""
        rows = self.database.rows("SELECT path, state, flagged FROM images ORDER BY path")
        known: dict[ImageMark, ImageMark] = {}  # few are unlike: one object for all that are equal
        marks = ((row.GetFieldAsString(0), _mark(row, 1)) for row in rows)
        return {path: known.setdefault(mark, mark) for path, mark in marks}

    def mark(self, image: str) -> ImageMark:
        """What people say of an image; to do where there is no such image."""
        for row in self.database.rows("SELECT state, flagged FROM images WHERE path = ?", image):
            return _mark(row, 0)
        return ImageMark()

    def set_mark(self, image: str, mark: ImageMark) -> None:
        """Notes what people say of an image."""
        self.set_state(image, mark.state)
        flagged = 1 if mark.flagged else None
        self.database.execute("UPDATE images SET flagged = ? WHERE path = ?", flagged, image)

    def states(self) -> dict[str, ImageState]:
        """How far people are with each image."""
        return {path: mark.state for path, mark in self.marks().items()}

    def state(self, image: str) -> ImageState:
        """How far people are with an image; to do where there is no such image."""
        return self.mark(image).state

    def set_state(self, image: str, state: ImageState) -> None:
        """Notes how far people are with an image; a flag that it has stays."""
        self.database.execute("UPDATE images SET state = ? WHERE path = ?", state.word, image)

    def remove_image(self, path: str) -> None:
        """Forgets an image and what was wrong with it, but none of its annotations."""
        for table in ("images", "problems"):
            self.database.execute("DELETE FROM ? WHERE path = ?", Name(table), path)

    def labels(self) -> list[Label]:
        """The campaign's labels in the user's order, each name once."""
        return self._label_rows().labels

    def straighten_labels(self) -> list[Problem]:
        """Brings the table of labels in order, and says what was wrong with it."""
        labels, problems = self._label_rows()
        if problems:
            self.set_labels(labels)
        return problems

    def _label_rows(self) -> LabelRows:
        return read_label_rows(self.database, lambda: self.content(LABELS_FILE))

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Puts these labels in place of all others."""
        self.database.execute("DELETE FROM labels")
        insert = Inserter(self.database, "labels", ("name", "color"))
        for label in labels:
            insert.add(None, label.name, label.color)
        note_former_names(self.database, labels)

    # Annotations

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

    # What was read

    def content(self, path: str) -> Optional[bytes]:
        """The bytes of a file as it was read or exported last; None where there was none."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            with self.database.sound(f"content of {path}"):
                return unpack(row.GetFieldAsBinary(0))
        return None

    def file_data(self, path: str) -> Optional[Data]:
        """As `content`, but the bytes of a large file are not kept in memory."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            with self.database.sound(f"content of {path}"):
                return unpack_large(row.GetFieldAsBinary(0))
        return None

    def holds(self, path: str, data: Optional[Data]) -> bool:
        """Whether `content` would be these bytes; it takes no memory for them."""
        for row in self.database.rows("SELECT content FROM files WHERE path = ?", path):
            return data is not None and packs(row.GetFieldAsBinary(0), data)
        return data is None

    def sizes(self, paths: Sequence[str]) -> dict[str, Optional[int]]:
        """The sizes of those of some files of which there is a `content`; None where it isn't
        known."""
        query = "SELECT path, size FROM files WHERE path IN ?"
        return {
            row.GetFieldAsString(0): (
                row.GetFieldAsInteger64(1) if row.IsFieldSetAndNotNull(1) else None
            )
            for row in self.database.rows(query, tuple(paths))
        }

    def set_content(self, path: str, data: Data, stamp: Stamp) -> None:
        """Notes what a file holds now."""
        self.set_contents({path: (ToPack(data), stamp)})
        forget_pending_write(self.database, [path])

    def set_contents(self, files: Mapping[str, tuple[Union[bytes, ToPack], Stamp]]) -> None:
        """Notes what files hold now, packed, and how they look."""
        self.database.execute("DELETE FROM files WHERE path IN ?", tuple(files))
        insert = Inserter(self.database, "files", ("path", "content", *Stamp._fields))
        for path, (packed, stamp) in files.items():
            insert.add(None, path, packed, *stamp)

    def set_stamp(self, path: str, stamp: Optional[Stamp]) -> None:
        """Notes how a file looks on disk now; None for one that is gone."""
        values = stamp or (None,) * len(Stamp._fields)
        self.database.execute(
            "UPDATE files SET size = ?, time = ?, changed = ?, inode = ?, device = ? "
            "WHERE path = ?",
            *(*values, path),
        )

    def forget(self, path: str) -> None:
        """Forgets a file and what was wrong with it."""
        for table in ("files", "problems"):
            self.database.execute("DELETE FROM ? WHERE path = ?", Name(table), path)
        forget_versions(self.database, path)
        forget_pending_write(self.database, [path])

    def file_names(self) -> Iterator[str]:
        """The paths of the files that were read."""
        for row in self.database.rows("SELECT path FROM files"):
            yield row.GetFieldAsString(0)

    def stamps(self) -> dict[str, Optional[Stamp]]:
        """How each file of the campaign looked when it was read; None for one that is gone."""
        # As one text: each value that is asked for takes its time.
        columns = [Name(name) for name in stamp_columns(self.database)]
        missing = [None] * (len(Stamp._fields) - len(columns))
        rows = self.database.rows(
            "SELECT path, coalesce(?, '-') || ' ' || coalesce(?, '-') || ' ' || coalesce(?, '-') "
            "|| ' ' || coalesce(?, '-') || ' ' || coalesce(?, '-') FROM files ORDER BY path",
            *(*columns, *missing),
        )
        return {row.GetFieldAsString(0): _stamp(row) for row in rows}

    def problems(self) -> list[Problem]:
        """What was wrong with the files, in the order in which they were read."""
        rows = self.database.rows(
            "SELECT path, what, mend, place, severity FROM problems ORDER BY path, fid"
        )
        return [
            Problem(
                row.GetFieldAsString(0),
                row.GetFieldAsString(1),
                row.GetFieldAsString(2),
                row.GetFieldAsString(3),
                _severity(row.GetFieldAsString(4)),
            )
            for row in rows
        ]

    # What was edited

    def changes(self) -> dict[str, int]:
        """The images that were edited since, each with the number of its last edit.

        The name "" stands for annotations that have no image.
        """
        rows = self.database.rows("SELECT image, id FROM changes ORDER BY image")
        return {row.GetFieldAsString(0): row.GetFieldAsInteger64(1) for row in rows}

    def note_change(self, image: str) -> None:
        """Marks an image as edited."""
        self.database.execute("INSERT OR REPLACE INTO changes (image) VALUES (?)", image)

    def clear_changes(self, image: str, number: Optional[int] = None) -> None:
        """Forgets an image's edits up to the one of that number; None for all of them."""
        last = 2**62 if number is None else number
        self.database.execute("DELETE FROM changes WHERE image = ? AND id <= ?", image, last)


def read_folder(path: Path) -> Optional[Path]:
    """The folder of the campaign of a workspace; None for a GeoPackage that is none.

    :raises WorkspaceError: where the file is gone, or no GeoPackage, or can't be opened.
    """
    check_there(path)
    with Database.open(path, writable=False) as database:
        return Workspace(database).folder() if is_workspace(database) else None


def _campaign_row(path: Path, folder: Path) -> tuple[int, str]:
    campaign_folder, root = path.parent.resolve(), folder.resolve()
    inside = root == campaign_folder or root in campaign_folder.parents
    return VERSION, (os.path.relpath(root, campaign_folder) if inside else str(root))


def flat_wkb(geometry: ogr.Geometry) -> bytes:
    """Two-dimensional little-endian WKB of the polygons, whatever another program drew."""
    return bytes(ogr_polygons(geometry).ExportToWkb(ogr.wkbNDR))


def _mark(row: ogr.Feature, index: int) -> ImageMark:
    """The mark in two columns of a row, from the one of that index on."""
    return ImageMark(ImageState.of(_text(row, index)), bool(row.GetFieldAsInteger64(index + 1)))


def _severity(word: str) -> Severity:
    return next((severity for severity in Severity if severity.value == word), Severity.ERROR)


def _stamp(row: ogr.Feature) -> Optional[Stamp]:
    """The stamp in the second column; None where it says no size."""
    size, time, changed, inode, device, *_ = map(_whole, row.GetFieldAsString(1).split(" "))
    return None if size is None else Stamp(size, time, changed, inode, device)


def _whole(text: str) -> Optional[int]:
    """A number; what is none looks like no file, so that contents are compared."""
    try:
        return None if text == "-" else int(text)
    except ValueError:
        return -1


def _text(row: ogr.Feature, index: int) -> Optional[str]:
    return row.GetFieldAsString(index) if row.IsFieldSetAndNotNull(index) else None
