"""The identity of a workspace, and which folder it means: the table ``home``, made on demand."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import NamedTuple

from ...store.folder import CampaignFolder
from ..geopackage.database import Database


class Identity(NamedTuple):
    """A random name that a workspace shares with its copies only, and its folder, which stays the
    same when the workspace is moved."""

    name: str
    device: int = 0
    inode: int = 0


def identity_of(database: Database) -> Identity:
    """A workspace's identity; without a name where no version that gives one has opened it."""
    if database.has_table("home"):
        for row in database.rows("SELECT name, device, inode FROM home"):
            numbers = row.GetFieldAsString(1), row.GetFieldAsString(2)
            with suppress(ValueError):
                return Identity(row.GetFieldAsString(0), *map(int, numbers))
    return Identity("")


def note_identity(database: Database, folder: CampaignFolder) -> None:
    """Stores the identity, within a transaction."""
    known, stat = identity_of(database), folder.path.stat()
    now = Identity(known.name or secrets.token_hex(8), stat.st_dev, stat.st_ino)
    if now == known:
        return
    # As texts: the numbers may be larger than SQLite's integers.
    database.execute("CREATE TABLE IF NOT EXISTS home (name TEXT, device TEXT, inode TEXT)")
    database.execute("DELETE FROM home")
    numbers = str(now.device), str(now.inode)
    database.execute("INSERT INTO home (name, device, inode) VALUES (?, ?, ?)", now.name, *numbers)


def forget_identity(database: Database) -> None:
    """Makes a copy a workspace of its own, within a transaction."""
    if database.has_table("home"):
        database.execute("DELETE FROM home")
