"""The workspace: the GeoPackage in which a campaign is edited (its tables are in `schema`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Optional

from ..base.messages import message
from ..base.model import Image, Label, Problem
from ..formats.scaneo.labels import LABELS_FILE
from ..store.folder import CampaignFolder
from .campaign_folder import campaign_folder
from .content.annotation_table import AnnotationTable
from .content.file_table import FileTable
from .geopackage.database import Database, Inserter, WorkspaceError
from .geopackage.packing import pack
from .records.feature_indexes import FeatureIndexes
from .records.former_names import note_former_names
from .records.label_rows import LabelRows, read_label_rows
from .tables.schema import VERSION, bring_up_to_date, check_version, is_workspace
from .tables.table_lists import list_again
from .tables.upkeep import put_back

WORKSPACE_FILE = "scaneo.gpkg"


class Workspace(AnnotationTable, FileTable):
    """An open workspace. Use it in the thread that opened it.

    Whatever it writes, triggers note (the contract is in the docstring of this package).
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

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.database.path

    # The campaign's folder

    def folder(self) -> CampaignFolder:
        """Where the campaign came from."""
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
        """Notes where the campaign lies now, relative where the workspace is in it."""
        self.database.execute("DELETE FROM campaign")
        row = _campaign_row(self.database.path, folder)
        Inserter(self.database, "campaign", ("version", "folder")).add(None, *row)

    # Labels

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

    # What other workspaces have

    def add_gone_image(
        self, image: Image, footprint: Optional[bytes], content: Optional[bytes]
    ) -> None:
        """Adds an image that the folder has no more, with what was read of its file, unless that
        is here already."""
        images = Inserter(self.database, "images", ("path", "geojson"))
        images.add(footprint, image.path, image.geojson)
        if content is not None and self.content(image.geojson or "") is None:
            files = Inserter(self.database, "files", ("path", "content"))  # without a stamp: gone
            files.add(None, image.geojson, pack(content))


def read_folder(path: Path) -> Optional[CampaignFolder]:
    """The folder of the campaign of a workspace; None for a GeoPackage that is none.

    :raises WorkspaceError: where the file is gone, or no GeoPackage, or can't be opened.
    """
    _check_there(path)
    with Database.open(path, writable=False) as database:
        return Workspace(database).folder() if is_workspace(database) else None


def _campaign_row(path: Path, folder: CampaignFolder) -> tuple[int, str]:
    home, root = path.parent.resolve(), folder.path.resolve()
    inside = root == home or root in home.parents
    return VERSION, (os.path.relpath(root, home) if inside else str(root))


def _check_there(path: Path) -> None:
    """:raises WorkspaceError: where there is no file."""
    if path.is_dir():
        raise WorkspaceError(
            message(
                "workspace.is-folder",
                "{path} is a folder, and the workspace is a file of that name. Rename the folder, "
                "or choose another place for the workspace.",
                path=path,
            )
        )
    if not path.exists():
        raise WorkspaceError(
            message(
                "workspace.none",
                "There is no workspace {path}. Import the campaign first.",
                path=path,
            )
        )


def check_no_link(path: Path) -> None:
    """:raises WorkspaceError: where what is written would land elsewhere: SQLite follows links."""
    if path.is_symlink():
        raise WorkspaceError(
            message(
                "workspace.is-link",
                "The workspace {path} is a link, and nothing is written where it leads. Put the "
                "file itself in its place, or choose another workspace.",
                path=path,
            )
        )
