"""What can be wrong with one image and the annotations on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Optional

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon

from ....base.geometry import as_wkb
from ....base.model import Annotation, Problem, Task
from ....base.rules import (
    ACROSS_EDGE,
    AREA_CROSSING,
    AREA_TANGLED,
    BOX_FLAT,
    IMAGE_NOT_LOCATED,
    IMAGE_SUFFIX,
    NAME_DOUBLED,
    NO_IMAGE,
    OUTSIDE,
    OVERLAP,
    SLIVER,
    SWAPPED,
    TWIN,
    TWIN_DIFFERS,
    WIDE,
    Rule,
)
from ..content import EACH_HAS_MORE, spot
from ..members import FileMembers
from .finding import Finding
from .ground import SMALLEST, THIN, ImageGround, Relation, is_wide
from .overlaps import Areas, find_overlaps
from .shapes import Shape, read_shapes, thin_parts
from .twins import Alike

SWAP_BACK = "Positions are longitude, latitude; those of a bbox are the reverse."
"""What to do where they are not."""
_REDRAW = "Draw it again, or delete it."


def no_image() -> Problem:
    """What is wrong where SCANEO sees none of the images."""
    what = "SCANEO imports images whose names end in .tif, and there is none: it stops."
    mend = "Let their names end in .tif; each GeoJSON file keeps its name. In QGIS, all can be done"
    return NO_IMAGE.problem("", what, f"{mend} as they are.")


def check_name(image: str) -> Iterator[Problem]:
    """What SCANEO stumbles over in an image's path."""
    if not image.endswith(".tif"):
        suffix = PurePosixPath(image).suffix
        what = f"SCANEO reads a folder's images that end in .tif only, and not in {suffix}."
        mend = "Rename it, with its .aux.xml file if it has one: its GeoJSON file keeps its name."
        yield IMAGE_SUFFIX.problem(image, what, mend)
    elif image.count(".tif") > 1:
        what = "Its path has “.tif” twice, so SCANEO looks for its GeoJSON under a wrong name."
        yield NAME_DOUBLED.problem(image, what, "Rename it, or the folder that it is in.")


def check_shapes(
    path: str,
    image: str,
    annotations: Sequence[Annotation],
    ground: Optional[ImageGround],
    members: FileMembers,
) -> list[Finding]:
    """What is wrong with the shapes of an image's annotations, in the order of the file.

    ``ground`` is None where the place of the image is not known. ``path`` is that of its GeoJSON,
    and ``members`` are what that says besides.
    """
    thin = THIN * SMALLEST if ground is None else ground.thin
    look = _Look(path, image, members)
    alike, areas = Alike(annotations), Areas(annotations)
    for index, shape in read_shapes(annotations):
        alike.add(index, shape)
        if is_wide(shape.geometry, shape.bounds):
            if ground is None or not ground.is_wide:
                look.at_width(shape)
            continue
        look.at_shape(shape, thin)
        if ground is not None:
            look.at_place(shape, ground)
        if not shape.is_box:
            areas.add(index, shape)
    twins = alike.find(members)
    for copy, original, can_go in twins:
        rule, more = (TWIN, "") if can_go else (TWIN_DIFFERS, EACH_HAS_MORE)
        what = f"It is the same as {_spot(original)}{more}."
        look.find(rule, copy, what, "Delete one of the two.", copy.wkb)
    copies = {twin.copy.feature_index for twin in twins}
    for one, other, shared in find_overlaps(areas, 2 * thin, copies):
        what = f"It overlaps {_spot(other)}, which is “{other.label[:80]}”."
        mend = "Cut one of them, or delete it."
        look.find(OVERLAP, one, what, mend, as_wkb(shared))
    return sorted(look.findings, key=lambda finding: finding.which or 0)


def check_unlocated(path: str, image: str, annotations: Sequence[Annotation]) -> Iterator[Finding]:
    """That boxes and areas can't be placed: nobody knows where their image lies."""
    for one in annotations:
        if one.task is not Task.CLASSIFICATION:
            what = "The place of its image is not known, so nobody knows what it lies on."
            mend = "Give the image its place, then look at it again; or delete it."
            problem = IMAGE_NOT_LOCATED.problem(path, what, mend, _spot(one))
            about = one.task, one.feature_index, one.label
            yield Finding(IMAGE_NOT_LOCATED, problem, image, one.wkb, *about)


def _spot(annotation: Annotation) -> str:
    return spot(annotation.feature_index or 0)


class _Look:
    """One look at the shapes of an image, and what it has found."""

    def __init__(self, path: str, image: str, members: FileMembers) -> None:
        self._path = path
        self._image = image
        self._members = members
        self.findings: list[Finding] = []

    def find(
        self,
        rule: Rule,
        one: Annotation,
        what: str,
        mend: str,
        wkb: Optional[bytes],
        mended: Optional[bytes] = None,
    ) -> None:
        problem = rule.problem(self._path, what, mend, _spot(one))
        about = one.task, one.feature_index, one.label
        self.findings.append(Finding(rule, problem, self._image, wkb, *about, mended))

    def at_width(self, shape: Shape) -> None:
        """That something is wider than half the globe."""
        west, _, east, _ = shape.bounds
        what = f"It is {east - west:.0f} degrees wide, which is more than half the globe."
        mend = "If it is to lie across 180 degrees, split it there; else draw it again."
        self.find(WIDE, shape.annotation, what, mend, shape.annotation.wkb)

    def at_shape(self, shape: Shape, thin: float) -> None:
        """Whether a box or an area is one."""
        one, wkb = shape.annotation, shape.annotation.wkb
        if shape.is_box:
            west, south, east, north = shape.bounds
            if min(east - west, north - south) < thin:
                self.find(BOX_FLAT, one, _flatness(east - west, north - south), _REDRAW, wkb)
            return
        if shape.repaired is None:
            what = "The area crosses itself, and what it is to cover can't be told."
            self.find(AREA_TANGLED, one, what, "Move its corners, or draw it again.", wkb)
            return
        if shape.repaired is not shape.geometry:
            what = "The area or one of its parts crosses or touches itself or another one."
            mend, mended = "Move its corners, or draw it again.", as_wkb(shape.repaired)
            self.find(AREA_CROSSING, one, what, mend, wkb, mended)
        slivers = thin_parts(shape.repaired, thin)
        if slivers:
            count = len(getattr(shape.repaired, "geoms", slivers))
            what = "The area is thinner than a pixel of its image."
            if count > len(slivers):
                verb = "is" if len(slivers) == 1 else "are"
                what = f"{len(slivers)} of its {count} parts {verb} thinner than a pixel."
            self.find(SLIVER, one, what, _REDRAW, as_wkb(MultiPolygon(slivers)))

    def at_place(self, shape: Shape, ground: ImageGround) -> None:
        """Whether a box or an area lies on its image."""
        one, geometry = shape.annotation, shape.repaired
        if geometry is None:
            return
        try:
            relation = ground.relation(geometry, shape.bounds, shape.is_box)
            # What a mend would make of the bounds is no mend of a turned outline.
            is_turned = (
                shape.is_box
                and relation is not Relation.INSIDE
                and self._members.says_more_than_bounds(one.feature_index)
            )
            if relation is Relation.ACROSS and is_turned:
                return
            if relation is Relation.ACROSS:
                what = "It reaches across the edge of its image."
                self.find(ACROSS_EDGE, one, what, "Cut it off at the edge.", one.wkb)
            elif relation is Relation.OUTSIDE and ground.fits_swapped(geometry):
                what = "It lies on its image once latitude and longitude are swapped."
                self.find(OUTSIDE if is_turned else SWAPPED, one, what, SWAP_BACK, one.wkb)
            elif relation is Relation.OUTSIDE:
                what = "It lies outside its image."
                self.find(OUTSIDE, one, what, "Move it there, or delete it.", one.wkb)
        except (ShapelyError, ValueError):  # GEOS fails on some outlines: nothing is known then
            return


def _flatness(width: float, height: float) -> str:
    if width == height == 0:
        return "The box is a point."
    if width == 0 or height == 0:
        return f"The box has no {'height' if width else 'width'}."
    return "The box is less than half a pixel wide or high."
