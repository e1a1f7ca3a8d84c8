"""What people say of images, written into a workspace."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.image_state import ImageMark, ImageState
from .repository import Repository


def write_image_marks(
    workspace: Repository, marks: Mapping[str, ImageMark]
) -> dict[str, ImageMark]:
    """Notes marks in a workspace, within a transaction; answers them as they are there then.

    One with annotations can't be verified empty: it is to do. The next export writes an empty list
    for an image that was verified empty, and no file for one that is so no more and has none yet.

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
