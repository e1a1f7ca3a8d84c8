"""Makes a new workspace: as a whole, or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..base.messages import message
from ..store.folder import CampaignFolder
from ..store.regular_files import flush
from ..store.write.writing import Writing
from .geopackage.database import Database, WorkspaceError
from .tables.schema import create_indexes, create_tables
from .workspace import Workspace, allowed_mode, check_no_link

_OWN = 0o600


@contextmanager
def new_workspace(path: Path, folder: CampaignFolder, is_own: bool = False) -> Iterator[Workspace]:
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
            with Database.create(part) as database:
                mode = stat.S_IMODE(part.stat().st_mode)
                part.chmod(_OWN)  # the file is still empty
                database.path = path
                # Until the file is moved to its path, no journal is needed.
                database.execute("PRAGMA synchronous = OFF")
                with database.transaction():
                    create_tables(database)
                    workspace = Workspace(database)
                    workspace.set_folder(folder)
                    yield workspace
                    create_indexes(database)
                    names = list(workspace.stamps())
            if not is_own:
                part.chmod(mode & allowed_mode(folder, names, part.stat().st_gid))
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
