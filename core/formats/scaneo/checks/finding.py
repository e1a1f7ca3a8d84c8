"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from ....base.model import SMALL, Problem, Task
from ....base.rules import Rule


@dataclass(frozen=True, **SMALL)
class Finding:
    """One spot where a rule is broken.

    ``image`` is the path of the image that it is about, empty where it is about none. ``wkb`` is
    the shape to show on the map, in longitude and latitude (EPSG:4326): the annotation, the part of
    it that is wrong, or the image's footprint. ``which`` identifies the annotation of ``task``: its
    index in the file where a folder was checked, its feature id where a workspace was. ``label`` is
    the label that is wrong, or that of the annotation. ``mended`` is the annotation's shape after
    mending, where the check knows it already.
    """

    rule: Rule
    problem: Problem
    image: str = ""
    wkb: Optional[bytes] = None
    task: Optional[Task] = None
    which: Optional[int] = None
    label: str = ""
    mended: Optional[bytes] = None
