"""Boxes and areas on images whose position is not known: they are kept, and reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Optional

from ...base.messages import message
from ...base.model import Problem, Severity
from ...base.rules import IMAGE_NOT_LOCATED
from ...formats.scaneo.checks.ground import ImageGround
from ...formats.scaneo.checks.shapes import read_shape
from ...workspace.repository import Repository


def unlocated_problems(workspace: Repository) -> Iterator[Problem]:
    """A problem for each image without a footprint that has boxes or areas."""
    for path in sorted(workspace.images_without_footprint()):
        count = workspace.shape_count(path)
        if count:
            what = message(
                "unlocated.shapes",
                "The place of the image is not known, and {count} box or area is on it: written as "
                "before.",
                "The place of the image is not known, and {count} boxes and areas are on it: "
                "written as before.",
                count=count,
            )
            mend = message(
                "unlocated.locate",
                "Give the image its place, then look at them again; or delete them.",
            )
            yield IMAGE_NOT_LOCATED.problem(path, what, mend)


def located_problem(workspace: Repository, path: str, footprint: bytes) -> Optional[Problem]:
    """What became of boxes and areas on an image that got its first footprint; None where there are
    none. Of severity INFO where all of them lie on the image."""
    rows = workspace.annotations(path)
    shapes = [shape for shape in (read_shape(row.annotation) for row in rows) if shape]
    if not shapes:
        return None
    ground = ImageGround(footprint)
    inside = sum(ground.fits(shape.repaired or shape.geometry) for shape in shapes)
    what = message(
        "unlocated.located",
        "The place of the image is known by now, and was not before. Of the boxes and areas on it, "
        "{inside} of {all} lie on it.",
        inside=inside,
        all=len(shapes),
    )
    mend = message(
        "unlocated.look-again",
        "Look at them again: move what is not where it should be, or delete it.",
    )
    problem = IMAGE_NOT_LOCATED.problem(path, what, mend)
    return replace(problem, severity=Severity.INFO) if inside == len(shapes) else problem
