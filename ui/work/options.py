"""What people choose once about drawing; their settings remember it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outside(Enum):
    """What becomes of something that is drawn outside every image."""

    ASK = "ask"
    REFUSE = "refuse"
    KEEP = "keep"


class Technique(Enum):
    """How the mouse draws an outline."""

    POINTS = "StraightSegments"  # QGIS's names for them
    STREAM = "Streaming"
    CURVES = "CircularString"


@dataclass(frozen=True)
class Options:
    """Off, unless people choose it. ``autosave`` is in seconds."""

    snap: bool = False
    cut: bool = False
    join: bool = False
    avoid: bool = False
    keep_places: bool = False
    technique: Technique = Technique.POINTS
    outside: Outside = Outside.ASK
    autosave: int = 60
