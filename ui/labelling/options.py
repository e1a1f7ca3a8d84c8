"""What people choose once about drawing; their settings remember it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .area_tool import Technique


class Outside(Enum):
    """What becomes of something that is drawn outside every image."""

    ASK = "ask"
    REFUSE = "refuse"
    KEEP = "keep"


@dataclass(frozen=True)
class Options:
    """Off, unless people choose it. ``autosave`` is in seconds."""

    snap: bool = False
    cut: bool = False
    join: bool = False
    avoid: bool = False
    technique: Technique = Technique.POINTS
    outside: Outside = Outside.ASK
    autosave: int = 60
