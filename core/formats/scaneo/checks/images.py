"""What can be wrong with one image and the annotations on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Optional

from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon

from ....base.geometry import DRAW_OR_DELETE, as_wkb
from ....base.messages import message
from ....base.model import Annotation, Problem, Task
from ....base.rules import (
    ACROSS_EDGE,
    AREA_CROSSING,
    AREA_TANGLED,
    BOX_FLAT,
    DUPLICATE,
    DUPLICATE_DIFFERS,
    IMAGE_NOT_LOCATED,
    IMAGE_SUFFIX,
    NAME_DOUBLED,
    NO_IMAGE,
    OUTSIDE,
    OVERLAP,
    SLIVER,
    SWAPPED,
    WIDE,
    Rule,
)
from ..content import DELETE_ONE, feature_location
from ..members import FileMembers
from .duplicates import DuplicateFinder
from .finding import Finding
from .ground import SMALLEST, THIN, ImageGround, Relation, is_wide
from .overlaps import Areas, find_overlaps
from .shapes import Shape, read_shapes, thin_parts

SWAP_BACK = message(
    "checks.swap-back", "Positions are longitude, latitude; those of a bbox are the reverse."
)
"""What to do where they are not."""
_MOVE_CORNERS = message("checks.move-corners", "Move its corners, or draw it again.")


def no_image() -> Problem:
    """The problem that SCANEO sees no image in the folder."""
    what = message(
        "checks.no-image",
        "SCANEO imports images whose names end in .tif, and there is none: it stops.",
    )
    mend = message(
        "checks.name-tif",
        "Let their names end in .tif; each GeoJSON file keeps its name. In QGIS, all can be done "
        "as they are.",
    )
    return NO_IMAGE.problem("", what, mend)


def check_name(image: str) -> Iterator[Problem]:
    """What SCANEO fails on in an image's path."""
    if not image.endswith(".tif"):
        what = message(
            "checks.image-suffix",
            "SCANEO reads a folder's images that end in .tif only, and not in {suffix}.",
            suffix=PurePosixPath(image).suffix,
        )
        mend = message(
            "checks.rename-image",
            "Rename it, with its .aux.xml file if it has one: its GeoJSON file keeps its name.",
        )
        yield IMAGE_SUFFIX.problem(image, what, mend)
    elif image.count(".tif") > 1:
        what = message(
            "checks.name-doubled",
            "Its path has “.tif” twice, so SCANEO looks for its GeoJSON under a wrong name.",
        )
        mend = message("checks.rename-either", "Rename it, or the folder that it is in.")
        yield NAME_DOUBLED.problem(image, what, mend)


def check_shapes(
    path: str,
    image: str,
    annotations: Sequence[Annotation],
    ground: Optional[ImageGround],
    members: FileMembers,
) -> list[Finding]:
    """What is wrong with the shapes of an image's annotations, in the order of the file.

    ``ground`` is None where it is not known where the image lies. ``path`` is that of its GeoJSON
    file, and ``members`` are the features' other members.
    """
    thin = THIN * SMALLEST if ground is None else ground.thin
    check = _ShapeCheck(path, image, members)
    alike, areas = DuplicateFinder(annotations), Areas(annotations)
    for index, shape in read_shapes(annotations):
        alike.add(index, shape)
        if is_wide(shape.geometry, shape.bounds):
            if ground is None or not ground.is_wide:
                check.check_width(shape)
            continue
        check.check_shape(shape, thin)
        if ground is not None:
            check.check_position(shape, ground)
        if not shape.is_box:
            areas.add(index, shape)
    twins = alike.find(members)
    for copy, original, can_go in twins:
        if can_go:
            what = message("checks.twin", "It is the same as {other}.", other=_location(original))
        else:
            what = message(
                "checks.twin-differs",
                "It is the same as {other}, but the file says of each what it doesn't of the "
                "other.",
                other=_location(original),
            )
        check.find(DUPLICATE if can_go else DUPLICATE_DIFFERS, copy, what, DELETE_ONE, copy.wkb)
    copies = {twin.copy.feature_index for twin in twins}
    for one, other, shared in find_overlaps(areas, 2 * thin, copies):
        what = message(
            "checks.overlap",
            "It overlaps {other}, which is “{label}”.",
            other=_location(other),
            label=other.label[:80],
        )
        mend = message("checks.cut-one", "Cut one of them, or delete it.")
        check.find(OVERLAP, one, what, mend, as_wkb(shared))
    return sorted(check.findings, key=lambda finding: finding.which or 0)


def check_unlocated(path: str, image: str, annotations: Sequence[Annotation]) -> Iterator[Finding]:
    """Boxes and areas that can't be checked against their image, since nobody knows where it
    lies."""
    for one in annotations:
        if one.task is not Task.CLASSIFICATION:
            what = message(
                "checks.image-not-located",
                "The place of its image is not known, so nobody knows what it lies on.",
            )
            mend = message(
                "checks.locate-image",
                "Give the image its place, then look at it again; or delete it.",
            )
            problem = IMAGE_NOT_LOCATED.problem(path, what, mend, _location(one))
            about = one.task, one.feature_index, one.label
            yield Finding(IMAGE_NOT_LOCATED, problem, image, one.wkb, *about)


def _location(annotation: Annotation) -> str:
    return feature_location(annotation.feature_index or 0)


class _ShapeCheck:
    """Checks the shapes of one image, and collects the findings."""

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
        problem = rule.problem(self._path, what, mend, _location(one))
        about = one.task, one.feature_index, one.label
        self.findings.append(Finding(rule, problem, self._image, wkb, *about, mended))

    def check_width(self, shape: Shape) -> None:
        """Reports a shape that is wider than half the globe."""
        west, _, east, _ = shape.bounds
        what = message(
            "checks.wide",
            "It is {degrees:.0f} degrees wide, which is more than half the globe.",
            degrees=east - west,
        )
        mend = message(
            "checks.split",
            "If it is to lie across 180 degrees, split it there; else draw it again.",
        )
        self.find(WIDE, shape.annotation, what, mend, shape.annotation.wkb)

    def check_shape(self, shape: Shape, thin: float) -> None:
        """Reports a box without an extent, and an area that is invalid or too thin."""
        one, wkb = shape.annotation, shape.annotation.wkb
        if shape.is_box:
            west, south, east, north = shape.bounds
            if min(east - west, north - south) < thin:
                self.find(BOX_FLAT, one, _flatness(east - west, north - south), DRAW_OR_DELETE, wkb)
            return
        if shape.repaired is None:
            what = message(
                "checks.area-tangled",
                "The area crosses itself, and what it is to cover can't be told.",
            )
            self.find(AREA_TANGLED, one, what, _MOVE_CORNERS, wkb)
            return
        if shape.repaired is not shape.geometry:
            what = message(
                "checks.area-crossing",
                "The area or one of its parts crosses or touches itself or another one.",
            )
            self.find(AREA_CROSSING, one, what, _MOVE_CORNERS, wkb, as_wkb(shape.repaired))
        slivers = thin_parts(shape.repaired, thin)
        if slivers:
            count = len(getattr(shape.repaired, "geoms", slivers))
            what = message("checks.sliver", "The area is thinner than a pixel of its image.")
            if count > len(slivers):
                what = message(
                    "checks.slivers",
                    "{count} of its {parts} parts is thinner than a pixel.",
                    "{count} of its {parts} parts are thinner than a pixel.",
                    count=len(slivers),
                    parts=count,
                )
            self.find(SLIVER, one, what, DRAW_OR_DELETE, as_wkb(MultiPolygon(slivers)))

    def check_position(self, shape: Shape, ground: ImageGround) -> None:
        """Reports a box or an area that does not lie on its image."""
        one, geometry = shape.annotation, shape.repaired
        if geometry is None:
            return
        try:
            relation = ground.relation(geometry, shape.bounds, shape.is_box)
            # Cutting the bounds would not mend a turned outline.
            is_turned = (
                shape.is_box
                and relation is not Relation.INSIDE
                and self._members.says_more_than_bounds(one.feature_index)
            )
            if relation is Relation.ACROSS and is_turned:
                return
            if relation is Relation.ACROSS:
                what = message("checks.across-edge", "It reaches across the edge of its image.")
                mend = message("checks.cut-off", "Cut it off at the edge.")
                self.find(ACROSS_EDGE, one, what, mend, one.wkb)
            elif relation is Relation.OUTSIDE and ground.fits_swapped(geometry):
                what = message(
                    "checks.fits-swapped",
                    "It lies on its image once latitude and longitude are swapped.",
                )
                self.find(OUTSIDE if is_turned else SWAPPED, one, what, SWAP_BACK, one.wkb)
            elif relation is Relation.OUTSIDE:
                what = message("checks.outside", "It lies outside its image.")
                mend = message("checks.move", "Move it there, or delete it.")
                self.find(OUTSIDE, one, what, mend, one.wkb)
        except (ShapelyError, ValueError):  # GEOS fails on some outlines: then nothing is reported
            return


def _flatness(width: float, height: float) -> str:
    if width == height == 0:
        return message("checks.box-point", "The box is a point.")
    if width == 0:
        return message("checks.box-no-width", "The box has no width.")
    if height == 0:
        return message("checks.box-no-height", "The box has no height.")
    return message("checks.box-small", "The box is less than half a pixel wide or high.")
