"""How far people are with images, noted in the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...scaneo.errors import ScaneoError
from ..states import State
from ..workspace import Workspace


def mark_images(workspace: Path, images: Sequence[str], state: State) -> None:
    """Gives images a state. All or none: one with annotations can't be verified empty.

    The next export writes an empty list for an image that was verified empty, and no file for one
    that is so no more and has none yet.

    :raises ScaneoError: where an image has annotations that are saved; nothing is marked then.
    :raises WorkspaceError: where the workspace is locked or can't be written.
    """
    with Workspace.open(workspace) as opened, opened.database.transaction():
        for image in images:
            before = opened.state(image)
            if before is state:
                continue
            if state is State.EMPTY and opened.annotations(image):
                raise ScaneoError(
                    f"{image} has annotations, so it is not empty. Delete them first, or mark it "
                    "as done."
                )
            opened.set_state(image, state)
            if State.EMPTY in (before, state):
                opened.note_change(image)
