"""The words of the domain as types. Raw JSON stops where these are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

from .messages import sound


class Task(Enum):
    """What a model is trained for; the value is the word that the files use."""

    __hash__ = object.__hash__  # that of `Enum` is written in Python: thousands are looked up

    CLASSIFICATION = "classification"
    DETECTION = "detection"
    SEGMENTATION = "segmentation"


class Severity(Enum):
    """How bad a problem is: an error keeps something from being shown, written, or read by SCANEO.

    What is told for information may well be meant: a label that no annotation has yet.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Label:
    """A class name with the colour in which it is shown, ``#rrggbb`` in lower case.

    ``was`` are the names that it had before, the last one first: by these, spai.json's own words
    about it are found again. Labels of one name and colour are equal, whatever they were.
    """

    name: str
    color: str
    was: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Annotation:
    """One label given to an image, a box in it or an area in it.

    ``wkb`` is two-dimensional little-endian WKB in longitude, latitude (EPSG:4326): a Polygon
    for a box, a MultiPolygon for an area, None for a classification (it is the whole image).
    ``feature_index`` is the feature's index in the file it was read from; None for a new one.
    """

    task: Task
    label: str
    wkb: Optional[bytes]
    feature_index: Optional[int] = None


@dataclass(frozen=True)
class Image:
    """A GeoTIFF of the campaign.

    ``path`` is its name: the path below the folder, with ``/``. ``geojson`` is the path of its
    annotation file below the folder (which need not exist), or None where another image has
    that file already (``a.tif`` and ``a.tiff``).
    """

    path: str
    geojson: Optional[str]


@dataclass(frozen=True)
class Problem:
    """Something that is wrong: where it is, what it is, how to mend it and how bad it is.

    ``path`` is a file below the campaign's folder or a layer's name, ``location`` a spot in it
    such as ``feature 3`` (counted from 1) or ``line 1, column 20``; both can be empty. ``rule`` is
    the id of the rule that is broken (`base.rules`); empty where no rule is about it.
    """

    path: str
    what: str
    mend: str
    location: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    def __post_init__(self) -> None:
        # What a file says may hold halves of characters, which nobody can show or store.
        for name in ("what", "mend", "location"):
            text: str = getattr(self, name)
            whole = sound(text)
            if whole is not text:
                object.__setattr__(self, name, whole)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.location) if part)
        return f"{where}: {self.what} {self.mend}".strip() if where else f"{self.what} {self.mend}"
