"""The one rule for which image something that was drawn belongs to.

It is the image on the map, if the drawing overlaps its footprint by more than a sliver (`overlap`);
otherwise the image that it overlaps most. If it overlaps several equally, it is none of them, for a
guess would put it into the wrong file. Where the user is told, it is the one of these with the
nearest centre, then the first by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, Optional, Protocol

from qgis.core import QgsGeometry, QgsRectangle

from .overlap import BEND, THIN, FootprintPart, ImageFootprint, center, distance, overlap_by_image

_EQUAL = 1 - 1e-9
"""Overlaps that differ by less are alike: those of a feature that lies on both images."""
_SAME = 1e-9
"""Degrees: centres that are nearer to each other are of images of one place, as in a time series.
"""


class Footprints(Protocol):
    """The footprints of the images to choose from."""

    def near(self, bounds: QgsRectangle) -> Sequence[FootprintPart]:
        """The parts of footprints whose bounds meet these."""


class Tie(Enum):
    """What decides between images that a drawing overlaps equally."""

    NONE = "nothing"
    NEAREST = "the nearest centre, then the name"


class ImageAssignment(NamedTuple):
    """The path of an image, None for none, and its footprint where that is known.

    ``is_tie`` says that several images were overlapped equally.
    """

    image: Optional[str]
    footprint: Optional[QgsGeometry] = None
    is_tie: bool = False


def assign(
    drawn: QgsGeometry,
    images: Footprints,
    current: Optional[ImageFootprint] = None,
    tie: Tie = Tie.NONE,
) -> ImageAssignment:
    """The image that a valid geometry in longitude and latitude belongs to.

    ``current`` is the image on the map: in a time series, all images have the same footprint.
    """
    if current is not None and is_on(current, drawn):
        return ImageAssignment(current.image, current.outline)
    sizes = overlap_by_image(images.near(drawn.boundingBox()), drawn)
    if not sizes:
        return ImageAssignment(None)
    least = max(sizes.values()) * _EQUAL
    alike = sorted((one for one, size in sizes.items() if size >= least), key=_name)
    if len(alike) == 1:
        return ImageAssignment(alike[0].image, alike[0].outline)
    if tie is Tie.NONE:
        return ImageAssignment(None, is_tie=True)
    middle = center(drawn)
    away = [distance(middle, one.center) for one in alike]
    nearest = alike[away.index(min(away))]
    is_tie = sum(value <= min(away) + _SAME for value in away) > 1
    return ImageAssignment(nearest.image, nearest.outline, is_tie)


def is_on(image: ImageFootprint, drawn: QgsGeometry) -> bool:
    """Whether a valid geometry overlaps an image by more than a sliver."""
    return bool(overlap_by_image(image.parts(), drawn))


def assigned_expression(image: str, footprint: str) -> str:
    """A QGIS expression for the image of what QGIS's own tools draw: the image on the map, if the
    drawing `is_on` that; otherwise none, and the export applies the rest of the rule.

    ``image`` and ``footprint`` are the variables that hold the image's path and its footprint as
    WKT. Expressions of QGIS 3.22 can neither repair nor cut an area that crosses itself: for such a
    one, it is tested whether it reaches a sliver deep into the image.
    """
    least = f"min({BEND} * sqrt(area(@footprint)), {THIN} * {_thickness('buffer($geometry, 0)')})"
    thicknesses = (
        "with_variable('parts', collect_geometries(intersection($geometry, @footprint)), "
        "array_foreach(generate_series(1, max(1, num_geometries(@parts))), "
        f"{_thickness('geometry_n(@parts, @element)')}))"
    )
    return (
        f"CASE WHEN with_variable('footprint', geom_from_wkt(@{footprint}), "
        f"if(is_valid($geometry), array_max({thicknesses}) > {least}, "
        f"intersects($geometry, buffer(@footprint, -{least})))) THEN @{image} END"
    )


def _thickness(polygon: str) -> str:
    """As in `overlap`."""
    return f"2 * area({polygon}) / perimeter({polygon})"


def _name(footprint: ImageFootprint) -> str:
    return footprint.image
