"""The workspace: the GeoPackage in which a campaign is edited (its tables are in `schema`); how one
is opened, and made.

Its file is readable only for those who may read all files whose content it has.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from ..base.messages import message
from ..base.model import Image, Label, Problem, Task
from ..formats.scaneo.labels import LABELS_FILE
from ..store.folder import CampaignFolder
from ..store.regular_files import flush
from ..store.write.writing import Writing
from .campaign_folder import campaign_folder
from .content.annotation_table import AnnotationTable
from .content.bulk_writer import BulkWriter
from .content.file_table import FileTable
from .content.new_file_writer import NewFileWriter
from .geopackage.database import Database, WorkspaceError
from .geopackage.inserter import Inserter
from .geopackage.new_file import NewFile
from .geopackage.packing import pack
from .image_renaming import ImageRenaming
from .records.feature_indexes import FeatureIndexes
from .records.label_rows import LabelRows, note_former_names, read_label_rows
from .repository import NewRows, Repository
from .tables.restore_lists import list_again
from .tables.schema import (
    VERSION,
    bring_up_to_date,
    check_version,
    create_indexes,
    create_tables,
    is_workspace,
)
from .tables.upkeep import forget_overwritten, note_compared, overwritten_tasks, restore_tables

WORKSPACE_FILE = "scaneo.gpkg"
_BESIDE = ("", "-wal", "-shm", "-journal")  # what belongs to the file
_OWNER, _GROUP, _OTHERS = stat.S_IRWXU, stat.S_IRWXG, stat.S_IRWXO
_OWN_ONLY = 0o600


class Workspace(AnnotationTable, FileTable):
    """An open workspace, a `Repository`. Use it in the thread that opened it.

    Triggers record everything that it writes (the contract is in the docstring of `Repository`).
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.feature_indexes = FeatureIndexes(database)

    @classmethod
    def open(cls, path: Path, writable: bool = True) -> Workspace:
        """:raises WorkspaceError: where the file is no workspace or can't be opened."""
        _check_there(path)
        if writable:
            check_no_link(path)
        database = Database.open(path, writable)
        try:
            check_version(database)
            if writable:
                if list_again(database):  # GDAL reads these lists only when opening
                    database.close()
                    database = Database.open(path)
                bring_up_to_date(database)
                restore_tables(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *exc: object) -> None:
        self.database.close()

    @property
    def path(self) -> Path:
        """The path of its file."""
        return self.database.path

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction: where the block raises, everything in it is rolled back. Waits for its
        write turn, and for other programs for some seconds.

        :raises WorkspaceError: where the file is locked or the disk refuses.
        """
        return self.database.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """A read transaction: all queries in the block see the same state. Nothing may be written
        in it.

        :raises WorkspaceError: where the file can't be read.
        """
        return self.database.snapshot()

    def new_rows(self) -> BulkWriter:
        """Adds a whole campaign, fast. Use it in a transaction."""
        return BulkWriter(self)

    # The campaign's folder

    def folder(self) -> CampaignFolder:
        """The campaign's folder."""
        for row in self.database.rows("SELECT folder FROM campaign"):
            return campaign_folder(self.database.path.parent / row.GetFieldAsString(0))
        raise WorkspaceError(
            message(
                "workspace.no-folder",
                "{path} does not say which folder it belongs to.",
                path=self.database.path,
            )
        )

    def set_folder(self, folder: CampaignFolder) -> None:
        """Stores where the campaign is now, relative where the workspace is in it."""
        self.database.execute("DELETE FROM campaign")
        row = _campaign_row(self.database.path, folder)
        Inserter(self.database, "campaign", ("version", "folder")).add(None, *row)

    # Labels

    def labels(self) -> list[Label]:
        """The campaign's labels in the user's order, each name once."""
        return self._label_rows().labels

    def straighten_labels(self) -> list[Problem]:
        """Repairs the table of labels, and returns its problems."""
        labels, problems = self._label_rows()
        if problems:
            self.set_labels(labels)
        return problems

    def _label_rows(self) -> LabelRows:
        return read_label_rows(self.database, lambda: self.content(LABELS_FILE))

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Replaces all labels."""
        self.database.execute("DELETE FROM labels")
        insert = Inserter(self.database, "labels", ("name", "color"))
        for label in labels:
            insert.add(None, label.name, label.color)
        note_former_names(self.database, labels)

    # Open edits, and tables that others have replaced

    def open_edit_texts(self) -> dict[str, str]:
        """The stored open edits as JSON texts, by name: a task's, ``labels`` or ``marks``. None in
        a workspace of an older version."""
        if not self.database.has_table("unsaved"):
            return {}
        rows = self.database.rows("SELECT task, content FROM unsaved ORDER BY task")
        return {row.GetFieldAsString(0): row.GetFieldAsString(1) for row in rows}

    def keep_open_edits(self, name: str, text: str) -> None:
        """Stores open edits under a name, replacing earlier ones."""
        insert = "INSERT OR REPLACE INTO unsaved (task, content) VALUES (?, ?)"
        self.database.execute(insert, name, text)

    def forget_open_edits(self, name: Optional[str] = None) -> None:
        """Deletes the stored open edits of a name; None for all."""
        if name is None:
            self.database.execute("DELETE FROM unsaved")
        else:
            self.database.execute("DELETE FROM unsaved WHERE task = ?", name)

    def overwritten_tasks(self) -> dict[Task, bool]:
        """The tasks whose table was replaced, and whether each was not compared yet."""
        return overwritten_tasks(self.database)

    def note_compared(self, task: Task) -> None:
        """Records that a task's table was compared, and still lacks something."""
        note_compared(self.database, task)

    def forget_overwritten(self, task: Task) -> None:
        """A task's table lacks nothing of the files any more."""
        forget_overwritten(self.database, task)

    # Other names for images

    def rename_images(self, moves: Mapping[str, str], found: Mapping[str, Image]) -> None:
        """Renames images, within a transaction. ``moves`` maps old names to new ones; ``found`` are
        the images of the folder by their names now.

        An image whose name went to another is removed if nobody edited it. An image is in `changes`
        only if it was before, and open edits stay, although triggers notice each row.
        """
        ImageRenaming(self).rename(moves, found)

    # What other workspaces have

    def add_gone_image(
        self, image: Image, footprint: Optional[bytes], content: Optional[bytes]
    ) -> None:
        """Adds an image that is no longer in the folder, with the content that was read of its
        file, unless that is here already."""
        images = Inserter(self.database, "images", ("path", "geojson"))
        images.add(footprint, image.path, image.geojson)
        if content is not None and self.content(image.geojson or "") is None:
            # Without a stamp: the file was deleted.
            files = Inserter(self.database, "files", ("path", "content"))
            files.add(None, image.geojson, pack(content))


def read_folder(path: Path) -> Optional[CampaignFolder]:
    """The campaign's folder of a workspace; None for a GeoPackage that is no workspace.

    :raises WorkspaceError: where the file was deleted, is no GeoPackage, or can't be opened.
    """
    _check_there(path)
    with Database.open(path, writable=False) as database:
        return Workspace(database).folder() if is_workspace(database) else None


def _campaign_row(path: Path, folder: CampaignFolder) -> tuple[int, str]:
    parent, root = path.parent.resolve(), folder.path.resolve()
    inside = root == parent or root in parent.parents
    return VERSION, (os.path.relpath(root, parent) if inside else str(root))


def _check_there(path: Path) -> None:
    """:raises WorkspaceError: where there is no file."""
    if os.path.isdir(path):
        raise WorkspaceError(
            message(
                "workspace.is-folder",
                "{path} is a folder, and the workspace is a file of that name. Rename the folder, "
                "or choose another place for the workspace.",
                path=path,
            )
        )
    if not os.path.exists(path):  # nor where we may not look: `Path.exists` raises there
        raise WorkspaceError(
            message(
                "workspace.none",
                "There is no workspace {path}. Import the campaign first.",
                path=path,
            )
        )


def check_no_link(path: Path) -> None:
    """:raises WorkspaceError: where the path is a link: SQLite follows it and would write
    elsewhere."""
    if path.is_symlink():
        raise WorkspaceError(
            message(
                "workspace.is-link",
                "The workspace {path} is a link, and nothing is written where it leads. Put the "
                "file itself in its place, or choose another workspace.",
                path=path,
            )
        )


def allowed_mode(folder: CampaignFolder, names: Iterable[str], group: int) -> int:
    """The permission bits allowed for a file of group ``group`` that contains the content of these
    files."""
    allowed = _OWNER | _GROUP | _OTHERS
    for name in names:
        try:
            found = os.stat(os.path.join(folder, name))
        except OSError:
            continue
        if not found.st_mode & stat.S_IROTH:
            allowed &= ~_OTHERS
            if found.st_gid != group or not found.st_mode & stat.S_IRGRP:
                allowed &= ~_GROUP
    return allowed


def keep_private(
    workspace: Path, folder: CampaignFolder, names: Iterable[str], is_own: bool
) -> None:
    """Removes read permission from those who may not read all that a workspace contains;
    ``is_own``: from all but its owner. Never adds permissions, and failing is no error."""
    if os.name == "nt":  # on Windows, files inherit the folder's permissions
        return
    with suppress(OSError):
        found = workspace.stat()
        allowed = _OWNER if is_own else allowed_mode(folder, names, found.st_gid)
        if found.st_mode & (_GROUP | _OTHERS) & ~allowed:
            for part in _BESIDE:
                path = workspace.with_name(workspace.name + part)
                with suppress(FileNotFoundError):
                    path.chmod(stat.S_IMODE(path.stat().st_mode) & allowed)


class NewWorkspace:
    """A workspace that is being made: first filled with a campaign, then finished."""

    def __init__(self, file: Path, path: Path, folder: CampaignFolder) -> None:
        self._file, self._path = file, path
        with Database.create(file) as database:
            self.mode = stat.S_IMODE(file.stat().st_mode)
            file.chmod(_OWN_ONLY)  # it is still empty
            database.path = path
            with database.transaction():
                create_tables(database)
                workspace = Workspace(database)
                workspace.set_folder(folder)
                self._number = workspace.feature_indexes.numbering("").number

    @contextmanager
    def filling(self) -> Iterator[NewRows]:
        """Adds rows, fast; once, before it is finished.

        :raises WorkspaceError: where they can't be written.
        """
        with NewFile.filling(self._file, self._path) as file:
            rows = NewFileWriter(file, self._number)
            yield rows
            rows.finish()

    @contextmanager
    def finishing(self) -> Iterator[Workspace]:
        """The workspace, in a transaction, for all else that it is to contain; without triggers, so
        that nothing counts as an edit.

        :raises WorkspaceError: where it can't be written.
        """
        with Database.open(self._file) as database:
            database.path = self._path
            # Until the file is moved to its path, no journal is needed.
            database.execute("PRAGMA synchronous = OFF")
            with database.transaction():
                workspace = Workspace(database)
                yield workspace
                create_indexes(database)
                self.file_names = list(workspace.stamps())


@contextmanager
def new_workspace(
    path: Path, folder: CampaignFolder, is_own: bool = False
) -> Iterator[NewWorkspace]:
    """A new workspace, moved to ``path`` when the block ends without an error.

    It is made among the staged files beside it: if this is killed, the next opening removes it. It
    is readable only for those who may read all that it contains; with ``is_own``, only for its
    owner.

    :raises FolderBusy: where another process is writing there.
    :raises ScaneoError: where it can't be made.
    """
    check_no_link(path)
    try:
        with Writing(path.parent, what="import") as writing:
            part = writing.staged_path(path.name)
            new = NewWorkspace(part, path, folder)
            yield new
            if not is_own:
                mode = new.mode & allowed_mode(folder, new.file_names, part.stat().st_gid)
                part.chmod(mode)
            flush(part)
            _put(part, path)
    except OSError as error:
        raise WorkspaceError(
            message(
                "workspace.not-written",
                "The workspace {path} can't be written ({why}). Choose another place.",
                path=path,
                why=error.strerror,
            )
        ) from error


def _put(part: Path, path: Path) -> None:
    """Moves a file to its path, but never over one that somebody else has made meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise WorkspaceError(
            message(
                "workspace.just-made",
                "Somebody else has just made {path}. Open the campaign again to go on with it.",
                path=path,
            )
        ) from None
    except OSError:  # a disk without hard links
        os.rename(part, path)


if TYPE_CHECKING:
    _IMPLEMENTED: type[Repository] = Workspace  # mypy looks at each member
