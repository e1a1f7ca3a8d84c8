"""How far people are with an image."""

from __future__ import annotations

from enum import Enum


class State(Enum):
    """What has been done with an image; the value is the word that the workspace keeps."""

    TODO = "todo"
    DONE = "done"
    EMPTY = "empty"  # somebody looked, and there is nothing to label: a verified negative
    SKIPPED = "skipped"
    FLAGGED = "flagged"


FINISHED = (State.DONE, State.EMPTY, State.SKIPPED)
"""Nobody need come back to an image in one of these."""
