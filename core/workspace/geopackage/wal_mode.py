"""SQLite's write-ahead mode, while QGIS has layers of a GeoPackage."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ...store.folder import AnyPath
from .database import ASK_FOR_LOCK, Database, WorkspaceError
from .faults import gone


class WalMode:
    """Keeps a GeoPackage in SQLite's write-ahead mode as long as QGIS has layers of it.

    QGIS 3.22 enters and leaves this mode when layers are edited or filtered; its read-only
    connections then fail, for a while or for good ("unable to open database file"). Enter the mode
    before the layers are made, or reload the data of existing ones.
    """

    def __init__(self, path: AnyPath) -> None:
        """:raises WorkspaceError: where it can't be opened or written."""
        self._database = Database.open(Path(path))
        self._file = os.stat(path)
        self._database.execute("PRAGMA journal_mode = wal")
        # The first query opens the connection.
        self._database.execute("SELECT count(*) FROM sqlite_master")
        self._database.wait_briefly()

    def check(self) -> None:
        """Called before layers are saved: QGIS waits long for a lock, several times.

        :raises WorkspaceError: where another program has locked the GeoPackage, or it can't be
        written or was deleted: SQLite goes on with a deleted file, and makes a new one.
        """
        path = self._database.path
        if not path.is_file() or not os.path.samestat(path.stat(), self._file):
            raise WorkspaceError(gone(path))
        self._database.execute(ASK_FOR_LOCK)

    def settle(self) -> None:
        """Writes what was committed to the file itself, for programs that copy it."""
        self._database.execute("PRAGMA wal_checkpoint")

    def release(self) -> None:
        """Ends the mode; the last one to do so switches it off, as read-only disks need."""
        with suppress(WorkspaceError):
            self._database.execute("PRAGMA journal_mode = delete")
        self._database.close()
