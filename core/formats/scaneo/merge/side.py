"""The two sides of a merge."""

from __future__ import annotations

from enum import Enum


class Side(Enum):
    """Whose version: ours is that of the workspace (or the first folder), theirs that of the
    folder."""

    OURS = "ours"
    THEIRS = "theirs"
