"""The two sides of a merge."""

from __future__ import annotations

from enum import Enum


class Side(Enum):
    """Whose version: ours is the workspace's (or the first folder's), theirs the folder's."""

    OURS = "ours"
    THEIRS = "theirs"
