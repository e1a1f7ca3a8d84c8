"""Writes states and flags of images to a workspace."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.model import ImageMark, ImageState
from .repository import Repository


def write_image_marks(
    workspace: Repository, marks: Mapping[str, ImageMark]
) -> dict[str, ImageMark]:
    """Stores marks in a workspace, within a transaction; returns them as stored.

    An image with annotations can't be verified empty: it becomes to do. The next export writes an
    empty list for an image that was verified empty, and no file for one that no longer is and has
    none yet.

    :raises WorkspaceError: where the workspace can't be written.
    """
    written = {}
    for image, mark in marks.items():
        before = workspace.mark(image)
        if mark.state is ImageState.EMPTY and workspace.annotations(image):
            mark = mark._replace(state=ImageState.TODO)
        if mark != before:
            workspace.set_mark(image, mark)
        if mark.state is not before.state and ImageState.EMPTY in (before.state, mark.state):
            workspace.note_change(image)
        written[image] = mark
    return written
