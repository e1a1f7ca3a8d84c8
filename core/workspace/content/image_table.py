"""The images of a workspace: their footprints, marks and edits, and the fingerprints of their files
when the workspace last read them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Optional

from osgeo import ogr
from qgis.core import QgsRectangle

from ...base.model import Image, ImageMark, ImageState, Task
from ...images.files.image_file import ImageFile
from ..geopackage.database import Database
from ..geopackage.sql import SqlName, SqlPart, bind, flat_wkb, polygons_of, text_of

BESIDE = "image_beside"
"""The table of the files beside images, made on demand. An image without such files is not in
it."""
_UNREAD = "unread"
_MANY = 500  # names in one statement


class ImageTable:
    """The part of `Workspace` about images."""

    database: Database

    def images(self) -> list[Image]:
        """All images, by name."""
        rows = self.database.rows("SELECT path, geojson FROM images ORDER BY path")
        return [Image(row.GetFieldAsString(0), text_of(row, 1)) for row in rows]

    def image_names(self) -> Iterator[str]:
        """The names of all images, fetched one by one."""
        for row in self.database.rows("SELECT path FROM images ORDER BY path"):
            yield row.GetFieldAsString(0)

    def image_count(self) -> int:
        """How many images there are."""
        rows = self.database.rows("SELECT count(*) FROM images")
        return sum(row.GetFieldAsInteger(0) for row in rows)

    def images_without_footprint(self) -> set[str]:
        """The images whose position is not known."""
        rows = self.database.rows("SELECT path FROM images WHERE geom IS NULL")
        return {row.GetFieldAsString(0) for row in rows}

    def footprint(self, image: str) -> Optional[bytes]:
        """An image's footprint, a MultiPolygon in EPSG:4326 as WKB; None where it has none."""
        for row in self.database.rows("SELECT geom FROM images WHERE path = ?", image):
            geometry = row.GetGeometryRef()
            return None if geometry is None else flat_wkb(geometry)
        return None

    def footprints(self, near: Optional[QgsRectangle] = None) -> Iterator[tuple[str, bytes]]:
        """All images that have a footprint: path, and footprint as WKB; only those whose bounds
        meet ``near``, where that is given."""
        if near is None:
            rows = self.database.rows("SELECT path, geom FROM images")
        else:
            query = (
                "SELECT path, geom FROM images WHERE fid IN (SELECT id FROM rtree_images_geom "
                "WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)"
            )
            bounds = near.xMinimum(), near.xMaximum(), near.yMinimum(), near.yMaximum()
            rows = self.database.rows(query, *bounds)
        for row in rows:
            if wkb := polygons_of(row):
                yield row.GetFieldAsString(0), wkb

    def set_footprint(self, image: str, wkb: bytes) -> None:
        """Sets an image's footprint, which is also the geometry of its classifications.

        This is nobody's edit: open edits stay, and the image keeps its number in `changes`, or
        stays out of it, although triggers notice each row.
        """
        database, table = self.database, Task.CLASSIFICATION.value
        for row in list(database.rows("SELECT fid FROM images WHERE path = ?", image)):
            database.update("images", row.GetFID(), wkb)
        edit = self.changes().get(image)
        rows = database.rows("SELECT content FROM unsaved WHERE task = ?", table)
        open_edits = [row.GetFieldAsString(0) for row in rows]
        for row in list(database.rows("SELECT fid FROM ? WHERE image = ?", SqlName(table), image)):
            database.update(table, row.GetFID(), wkb)
        self.clear_changes(image)
        if edit is not None:
            database.execute("INSERT INTO changes (id, image) VALUES (?, ?)", edit, image)
        for content in open_edits:
            insert = "INSERT OR REPLACE INTO unsaved (task, content) VALUES (?, ?)"
            database.execute(insert, table, content)

    def straighten_images(self) -> None:
        """Repairs image names that other programs wrote as bytes, or with a NUL, so that queries
        find them. Use it in a transaction."""
        _straighten_names(self.database)

    def marks(self) -> dict[str, ImageMark]:
        """State and flag of each image, by name."""
        rows = self.database.rows("SELECT path, state, flagged FROM images ORDER BY path")
        known: dict[ImageMark, ImageMark] = {}  # few differ: share one object between equal ones
        marks = ((row.GetFieldAsString(0), _mark(row, 1)) for row in rows)
        return {path: known.setdefault(mark, mark) for path, mark in marks}

    def mark(self, image: str) -> ImageMark:
        """State and flag of an image; to do where there is no such image."""
        for row in self.database.rows("SELECT state, flagged FROM images WHERE path = ?", image):
            return _mark(row, 0)
        return ImageMark()

    def set_mark(self, image: str, mark: ImageMark) -> None:
        """Stores state and flag of an image."""
        self.set_state(image, mark.state)
        flagged = 1 if mark.flagged else None
        self.database.execute("UPDATE images SET flagged = ? WHERE path = ?", flagged, image)

    def states(self) -> dict[str, ImageState]:
        """The state of each image."""
        return {path: mark.state for path, mark in self.marks().items()}

    def state(self, image: str) -> ImageState:
        """The state of an image; to do where there is no such image."""
        return self.mark(image).state

    def set_state(self, image: str, state: ImageState) -> None:
        """Stores the state of an image; its flag stays."""
        self.database.execute("UPDATE images SET state = ? WHERE path = ?", state.word, image)

    def remove_image(self, path: str) -> None:
        """Removes an image and its problems, but none of its annotations."""
        for table in ("images", "problems"):
            self.database.execute("DELETE FROM ? WHERE path = ?", SqlName(table), path)

    # Images that are not read yet

    def unread(self, among: Optional[Sequence[str]] = None) -> list[Image]:
        """The images of which nothing was read yet, by name; only those ``among`` these, where they
        are given."""
        if not self.database.has_table(_UNREAD):
            return []
        wanted = "IN (SELECT path FROM unread)"
        if among is not None:
            wanted += bind(" AND path IN ?", tuple(among))
        query = "SELECT path, geojson FROM images WHERE path ? ORDER BY path"
        rows = self.database.rows(query, SqlPart(wanted))
        return [Image(row.GetFieldAsString(0), text_of(row, 1)) for row in rows]

    def note_unread(self, images: Sequence[str]) -> None:
        """Records that nothing was read of these images yet but their names."""
        self.database.execute("CREATE TABLE IF NOT EXISTS unread (path TEXT PRIMARY KEY)")
        for start in range(0, len(images), _MANY):
            rows = ", ".join(bind("(?)", image) for image in images[start:][:_MANY])
            self.database.execute("INSERT OR IGNORE INTO unread (path) VALUES ?", SqlPart(rows))

    def forget_unread(self, images: Sequence[str]) -> None:
        """These images were read."""
        for start in range(0, len(images), _MANY):
            some = tuple(images[start:][:_MANY])
            self.database.execute("DELETE FROM unread WHERE path IN ?", some)

    # Fingerprints of their files

    def image_files(self) -> dict[str, ImageFile]:
        """The stored fingerprints of image files, by image."""
        # As one text: fetching each value by itself takes longer.
        rows = self.database.rows(
            "SELECT path, size || ' ' || time || ' ' || inode || ' ' || device || ' ' || sample "
            "FROM image_files"
        )
        found = {}
        for row in rows:
            try:
                *numbers, sample = row.GetFieldAsString(1).split()
                size, time, inode, device = map(int, numbers)
            except ValueError:  # not written by us: the file is read again
                continue
            found[row.GetFieldAsString(0)] = ImageFile(size, time, inode, device, sample)
        return found

    def note_image_files(
        self,
        noted: Mapping[str, ImageFile],
        image_files: Mapping[str, ImageFile],
        images: Collection[str],
    ) -> None:
        """Stores fingerprints of image files where they differ from ``noted``; that of a deleted
        file stays. ``images`` are all images: other entries are removed."""
        insert = (
            "INSERT OR REPLACE INTO image_files (path, size, time, inode, device, sample) "
            "VALUES (?, ?, ?, ?, ?, ?)"
        )
        for name, image_file in image_files.items():
            if noted.get(name) != image_file:
                self.database.execute(insert, name, *image_file)
        for name in noted.keys() - image_files.keys() - set(images):
            self.database.execute("DELETE FROM image_files WHERE path = ?", name)

    def beside_images(self) -> Optional[dict[str, str]]:
        """The stored fingerprints of files beside images, by image; images without such files are
        left out. None where none were stored yet."""
        if not self.database.has_table(BESIDE):
            return None
        rows = self.database.rows("SELECT path, look FROM image_beside")
        return {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}

    def note_beside_images(
        self, noted: Optional[Mapping[str, str]], now: Mapping[str, str]
    ) -> None:
        """Stores fingerprints of files beside images where they differ from ``noted``; all others
        are removed."""
        if noted is None:
            self.database.execute(
                "CREATE TABLE image_beside (path TEXT PRIMARY KEY, look TEXT NOT NULL)"
            )
            noted = {}
        for name, fingerprint in now.items():
            if noted.get(name) != fingerprint:
                insert = "INSERT OR REPLACE INTO image_beside (path, look) VALUES (?, ?)"
                self.database.execute(insert, name, fingerprint)
        for name in noted.keys() - now.keys():
            self.database.execute("DELETE FROM image_beside WHERE path = ?", name)

    # What was edited

    def changes(self) -> dict[str, int]:
        """The images that were edited since the last export, each with the number of its last edit.

        The name "" stands for annotations without an image.
        """
        rows = self.database.rows("SELECT image, id FROM changes ORDER BY image")
        return {row.GetFieldAsString(0): row.GetFieldAsInteger64(1) for row in rows}

    def edited_files(self) -> set[str]:
        """The annotation files of images that were edited since the last export."""
        rows = self.database.rows(
            "SELECT geojson FROM images WHERE geojson IS NOT NULL "
            "AND coalesce(path, '') IN (SELECT image FROM changes)"
        )
        return {row.GetFieldAsString(0) for row in rows}

    def note_change(self, image: str) -> None:
        """Records an edit of an image."""
        self.database.execute("INSERT OR REPLACE INTO changes (image) VALUES (?)", image)

    def clear_changes(self, image: str, number: Optional[int] = None) -> None:
        """Removes the record of an image's edits up to that number; None for all of them."""
        last = 2**62 if number is None else number
        self.database.execute("DELETE FROM changes WHERE image = ? AND id <= ?", image, last)


def _mark(row: ogr.Feature, index: int) -> ImageMark:
    """State and flag from two columns of a row, the first of which has this index."""
    return ImageMark(ImageState.of(text_of(row, index)), bool(row.GetFieldAsInteger64(index + 1)))


# Image names that no query would find, although they look right. Some programs write them as
# bytes. In a text with a NUL, SQLite compares all characters, while GDAL and all that read through
# it see only those before the NUL. An annotation in such a row would not be exported, and nobody
# would be told.

_NAMES = (("images", "path"), ("images", "geojson"), ("image_files", "path"), ("files", "path"))


def _straighten_names(database: Database) -> None:
    """Converts each name to text, cut before a NUL. Use it in a transaction."""
    for table in (*(task.value for task in Task), "changes"):
        update = "UPDATE OR REPLACE ? SET image = CAST(image AS TEXT) WHERE image >= x''"
        # Blobs are greater than any text, and there is an index.
        database.execute(update, SqlName(table))
    _cut_names(database)


def _cut_names(database: Database) -> None:
    for table, column in _NAMES:
        _cut(database, table, column)
    has_nul, cut = _has_nul(SqlName("image")), _up_to_nul(SqlName("image"))
    # Triggers write whatever name a row has to this table.
    if not list(database.rows("SELECT image FROM changes WHERE ?", has_nul)):
        return
    for task in Task:
        update = "UPDATE ? SET image = ? WHERE image IN (SELECT image FROM changes WHERE ?)"
        database.execute(update, SqlName(task.value), cut, has_nul)
    _cut(database, "changes", "image")


def _cut(database: Database, of: str, named: str) -> None:
    table, column = SqlName(of), SqlName(named)
    has_nul, cut = _has_nul(column), _up_to_nul(column)
    if not list(database.rows("SELECT 1 FROM ? WHERE ? LIMIT 1", table, has_nul)):
        return
    if named != "geojson":  # if a row of the right name exists, it is the one that was meant
        delete = "DELETE FROM ? WHERE ? AND ? IN (SELECT ? FROM ? WHERE NOT ?)"
        database.execute(delete, table, has_nul, cut, column, table, has_nul)
    database.execute("UPDATE OR REPLACE ? SET ? = ? WHERE ?", table, column, cut, has_nul)


def _has_nul(column: SqlName) -> SqlPart:
    return SqlPart(bind("instr(CAST(? AS BLOB), x'00') > 0", column))


def _up_to_nul(column: SqlName) -> SqlPart:
    return SqlPart(bind("substr(?, 1, length(?))", column, column))  # length() counts up to the NUL
