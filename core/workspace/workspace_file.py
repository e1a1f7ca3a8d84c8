"""Whether the file of a workspace is one that can be opened, or made, where it is said to be."""

from __future__ import annotations

from pathlib import Path

from ..base.messages import message
from .geopackage.database import WorkspaceError


def check_there(path: Path) -> None:
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
