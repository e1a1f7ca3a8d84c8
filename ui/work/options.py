"""Drawing options, remembered in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outside(Enum):
    """What to do with something that is drawn outside every image."""

    ASK = "ask"
    REFUSE = "refuse"
    KEEP = "keep"


class Technique(Enum):
    """How the mouse draws an outline."""

    POINTS = "StraightSegments"  # named as in QGIS
    STREAM = "Streaming"
    CURVES = "CircularString"


@dataclass(frozen=True)
class Options:
    """All off by default. ``autosave`` is in seconds."""

    snap: bool = False
    cut: bool = False
    join: bool = False
    avoid: bool = False
    keep_places: bool = False
    technique: Technique = Technique.POINTS
    outside: Outside = Outside.ASK
    autosave: int = 60
