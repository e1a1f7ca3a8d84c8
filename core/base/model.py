"""The model of the domain as types: raw JSON goes no further than where these are made."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Optional

from .messages import storable

SMALL: Mapping[str, bool] = {"slots": True} if sys.version_info >= (3, 10) else {}
"""For dataclasses of which there are hundreds of thousands, where Python can do without a
dictionary in each."""


class Task(Enum):
    """What a model is trained for; the value is the word that the files use."""

    __hash__ = object.__hash__  # faster than that of `Enum`, which is written in Python

    CLASSIFICATION = "classification"
    DETECTION = "detection"
    SEGMENTATION = "segmentation"


Counts = Mapping[tuple[Task, str], int]
"""How many annotations of each task and label an image has."""


class Severity(Enum):
    """How bad a problem is. An error keeps something from being shown, written, or read by SCANEO;
    INFO may well be intended, such as a label that no annotation has yet."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Label:
    """A class name with the colour in which it is shown, ``#rrggbb`` in lower case.

    ``was`` are its former names, the last one first: by these, its entry in spai.json is found
    again. Labels of one name and colour are equal, whatever their former names.
    """

    name: str
    color: str
    was: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Annotation:
    """One label given to an image, to a box in it or to an area in it.

    ``wkb`` is two-dimensional little-endian WKB in longitude, latitude (EPSG:4326): a Polygon for a
    box, a MultiPolygon for an area, None for a classification (it is about the whole image).
    ``feature_index`` is the index of its feature in the file that it was read from; None for a new
    annotation.
    """

    task: Task
    label: str
    wkb: Optional[bytes]
    feature_index: Optional[int] = None


@dataclass(frozen=True)
class Image:
    """A GeoTIFF of the campaign.

    ``path`` is its name: the path below the folder, with ``/``. ``geojson`` is the path of its
    annotation file below the folder, whether or not that file exists; None where the file belongs
    to another image (``a.tif`` and ``a.tiff`` share one).
    """

    path: str
    geojson: Optional[str]


@dataclass(frozen=True, **SMALL)
class Problem:
    """Something that is wrong: where, what, how to mend it, and how bad it is.

    ``path`` is a file below the campaign's folder or a layer's name; ``location`` is where in it,
    such as ``feature 3`` (counted from 1) or ``line 1, column 20``; both can be empty. ``rule`` is
    the id of the rule that is broken (`base.rules`); empty where there is no rule for it.
    """

    path: str
    what: str
    mend: str
    location: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    def __post_init__(self) -> None:
        for name in ("what", "mend", "location"):
            text: str = getattr(self, name)
            whole = storable(text)
            if whole is not text:
                object.__setattr__(self, name, whole)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.location) if part)
        return f"{where}: {self.what} {self.mend}".strip() if where else f"{self.what} {self.mend}"


class ImageState(Enum):
    """How far the labelling of an image is; the value is the word that the workspace stores."""

    __hash__ = object.__hash__  # as that of `Task`

    TODO = "todo"
    DONE = "done"
    EMPTY = "empty"  # verified: somebody looked, and there is nothing to label
    SKIPPED = "skipped"

    @classmethod
    def of(cls, word: Optional[str]) -> ImageState:
        """The state for a word of the workspace; ``TODO`` for none, or an unknown one."""
        return next((state for state in cls if state.value == word), cls.TODO)

    @property
    def word(self) -> Optional[str]:
        """The word that the workspace stores; None for an image that is still to do."""
        return None if self is ImageState.TODO else self.value


class ImageMark(NamedTuple):
    """State and flag of an image. They are independent: an image that is done can have a flag,
    too."""

    state: ImageState = ImageState.TODO
    flagged: bool = False


FINISHED = (ImageState.DONE, ImageState.EMPTY, ImageState.SKIPPED)
"""Nobody need come back to an image in one of these."""
