"""Where an annotation ought to lie: on its image's footprint."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import cos, radians, sqrt
from typing import NamedTuple, Optional

import shapely.wkb
from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from ....base.geometry import polygons_of

SMALLEST = 1e-6
"""Degrees, a tenth of a metre: a pixel where the image's are not known; no satellite's is less."""
THIN = 0.45
"""Of a pixel: half a pixel is thin, but for the last digits; a radius for areas."""
_HALF_GLOBE = 180.0  # degrees
_SHARP = 2  # shapely's number for mitred corners
# Share of the bounds that is cut off on each side.
_SHRINKINGS = (0.0, 1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4)


class Bounds(NamedTuple):
    """West, south, east and north in degrees, as shapely orders them."""

    west: float
    south: float
    east: float
    north: float

    def is_within(self, other: Bounds) -> bool:
        """Whether all of it lies in the other."""
        return (
            self.west >= other.west
            and self.south >= other.south
            and self.east <= other.east
            and self.north <= other.north
        )


class Relation(Enum):
    """How a shape lies on an image."""

    INSIDE = "inside, or out by no more than a pixel"
    ACROSS = "across the edge"
    OUTSIDE = "outside"


class ImageGround:
    """The ground that an image covers, and how large its pixels are there."""

    def __init__(self, footprint: bytes, pixel: float = SMALLEST) -> None:
        """``footprint``: a MultiPolygon in EPSG:4326 as WKB; ``pixel``: the side, in degrees, of a
        square of the mean area of a pixel.

        :raises ShapelyError: where the footprint is no geometry.
        """
        self.wkb = footprint
        self.area = shapely.wkb.loads(footprint)
        self.is_wide = is_wide(self.area)
        bounds = Bounds(*self.area.bounds)
        # A pixel that is square in metres is wider than high in degrees.
        squeeze = sqrt(max(cos(radians((bounds.south + bounds.north) / 2)), 0.01))
        self.thin = THIN * pixel * squeeze
        self._tolerance = pixel / squeeze
        self._near = self.area.buffer(self._tolerance, join_style=_SHARP)
        self._prepared = prep(self._near)
        self._core = next((one for one in _shrunk(bounds) if self._contains(one)), None)

    def _contains(self, bounds: Bounds) -> bool:
        return bool(self._prepared.covers(box(*bounds)))

    def relation(self, shape: BaseGeometry, bounds: Bounds, is_box: bool) -> Relation:
        """How a valid area or a box lies on the image.

        A box is upright while an image may be tilted: a box may have corners beyond the image's
        edge, as long as each of its sides is reached by some part of the box that is on the image.
        """
        if self._core is not None and bounds.is_within(self._core):
            return Relation.INSIDE
        if self._prepared.covers(shape):
            return Relation.INSIDE
        if not self._prepared.intersects(shape):
            return Relation.OUTSIDE
        if not shape.area:  # a box without an extent: another rule reports it
            return Relation.INSIDE
        if self.cut(shape, is_box).is_empty:
            return Relation.OUTSIDE
        if not is_box:
            return Relation.ACROSS
        seen = shape.intersection(self._near)
        reach = self._tolerance
        is_seen = not seen.is_empty and all(
            abs(one - other) <= reach for one, other in zip(seen.bounds, bounds)
        )
        return Relation.INSIDE if is_seen else Relation.ACROSS

    def fits(self, shape: BaseGeometry) -> bool:
        """Whether most of a valid shape lies on the image.

        :raises ShapelyError: where GEOS fails.
        """
        if not self._prepared.intersects(shape):
            return False
        return bool(2 * shape.intersection(self._near).area >= shape.area)

    def fits_swapped(self, shape: BaseGeometry) -> bool:
        """Like `fits`, after swapping latitude and longitude."""
        return self.fits(swapped(shape))

    def cut(self, shape: BaseGeometry, is_box: bool) -> BaseGeometry:
        """The part of a valid area or a box that lies on the image; empty where there is none.

        :raises ShapelyError: where GEOS fails.
        """
        left = MultiPolygon(polygons_of(shape.intersection(self.area)))
        return box(*left.bounds) if is_box and not left.is_empty else left


def is_wide(shape: BaseGeometry, bounds: Optional[Bounds] = None) -> bool:
    """Whether a part is more than half the globe wide: then it is most likely meant to cross the
    180th meridian, and covers exactly what it should not. Pass its ``bounds`` where they are
    known."""
    west, _, east, _ = bounds or shape.bounds
    return east - west > _HALF_GLOBE and any(
        part.bounds[2] - part.bounds[0] > _HALF_GLOBE for part in polygons_of(shape)
    )


def swapped(shape: BaseGeometry) -> BaseGeometry:
    """The shape with latitude and longitude exchanged."""
    return affine_transform(shape, [0, 1, 1, 0, 0, 0])


def _shrunk(bounds: Bounds) -> Iterator[Bounds]:
    """Ever smaller bounds. If the footprint contains one of these, a shape within it is on the
    image, without a test by GEOS."""
    west, south, east, north = bounds
    for part in _SHRINKINGS:
        x, y = part * (east - west), part * (north - south)
        yield Bounds(west + x, south + y, east - x, north - y)
