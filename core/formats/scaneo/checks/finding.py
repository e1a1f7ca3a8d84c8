"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from ....base.model import Problem, Task
from ....base.rules import Rule


@dataclass(frozen=True)
class Finding:
    """One place where a rule is broken.

    ``image`` is the path of the image that it is about, empty where it is about none. ``wkb`` is
    where to look, in longitude and latitude (EPSG:4326): the annotation, the part of it that is
    wrong, or the image's footprint. ``which`` is the annotation of ``task``: its index in the file
    where a folder was checked, its feature id where a workspace was. ``label`` is the label that
    is wrong, or that of the annotation. ``mended`` is the shape that mending gives it, where the
    check has worked that out already.
    """

    rule: Rule
    problem: Problem
    image: str = ""
    wkb: Optional[bytes] = None
    task: Optional[Task] = None
    which: Optional[int] = None
    label: str = ""
    mended: Optional[bytes] = None
