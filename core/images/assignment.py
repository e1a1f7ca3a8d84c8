"""Which image something that was drawn belongs to: the one rule.

It is the image on the map, if what was drawn overlaps its footprint by more than a sliver
(`overlap`); or else the image that it overlaps most. Of several that it overlaps alike, it is none,
for a guess would put it into the wrong file; but where somebody is told of it, the one whose centre
is nearest, then the first by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, Optional, Protocol

from qgis.core import QgsGeometry, QgsRectangle

from .overlap import BEND, THIN, FootprintPart, ImageFootprint, center, distance, overlaps

_EQUAL = 1 - 1e-9
"""Overlaps that differ by less are alike: those of a feature that lies on both images."""
_SAME = 1e-9
"""Degrees: centres that are nearer to each other are of images of one place, as in a time series.
"""


class Footprints(Protocol):
    """Where the images are that something may belong to."""

    def near(self, bounds: QgsRectangle) -> Sequence[FootprintPart]:
        """The parts of footprints whose bounds meet these."""


class Tie(Enum):
    """What decides between images that something overlaps alike."""

    NONE = "nothing"
    NEAREST = "the nearest centre, then the name"


class ImageAssignment(NamedTuple):
    """The path of an image, None for none, and its footprint where that is known.

    With ``is_tie``, nothing tells it from another one, or so it is of several, and it is none.
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
    """The image that something sound, in longitude and latitude, belongs to.

    ``current`` is the image on the map: in a time series, all images are where that one is.
    """
    if current is not None and is_on(current, drawn):
        return ImageAssignment(current.image, current.outline)
    sizes = overlaps(images.near(drawn.boundingBox()), drawn)
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
    """Whether something sound overlaps an image by more than a sliver."""
    return bool(overlaps(image.parts(), drawn))


def assigned_expression(image: str, footprint: str) -> str:
    """QGIS's expression for the image of what is drawn by its own tools: the one on the map, if it
    `is_on` that; else none, and the export asks for the rest of the rule.

    ``image`` and ``footprint`` are the variables that have its path and, as WKT, its footprint. An
    expression of QGIS 3.22 can't repair what crosses itself, nor cut it: it is asked whether that
    reaches a sliver deep into the image.
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
    """As that of `overlap`."""
    return f"2 * area({polygon}) / perimeter({polygon})"


def _name(footprint: ImageFootprint) -> str:
    return footprint.image
