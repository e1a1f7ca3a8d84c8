"""The footprint of an image: its outline in longitude and latitude, also where that crosses the
antimeridian or contains a pole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn, Optional

from osgeo import osr
from shapely.affinity import translate
from shapely.geometry import MultiPoint, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ..base.geometry import as_wkb, polygons_of
from ..base.messages import message
from ..base.repair import repair_area
from .georeference import (
    CHECK_GEOREFERENCE,
    NO_AREA,
    Georeference,
    Georeferencing,
    LonLatTransforms,
    Moved,
    NoFootprint,
    Pair,
)

_GRID = 2**30  # grid steps of a degree (0.1 mm): adding and subtracting 360 degrees is exact on it

Position = tuple[float, float]
"""Longitude and latitude in degrees."""


def area_on_globe(ring: Sequence[Position]) -> MultiPolygon:
    """The area within a ring, cut at the antimeridian; empty where there is none.

    No step of the ring, which need not be closed, may be longer than half the globe. Where it runs
    once around the globe, the area contains the nearer pole.
    """
    snapped = [(round(lon * _GRID) / _GRID, lat) for lon, lat in ring]
    path = [snapped[0]]
    for lon, lat in [*snapped[1:], snapped[0]]:
        before = path[-1][0]
        path.append((before + (lon - before + 180) % 360 - 180, lat))
    if abs(path[-1][0] - path[0][0]) > 180:  # once around the globe
        pole = math.copysign(90.0, sum(lat for _, lat in path))
        path += [(path[-1][0], pole), (path[0][0], pole)]
    area: BaseGeometry = Polygon(path)
    if not area.is_valid:
        area = repair_area(area).area
    if not area.is_empty:
        area = _turned_back(area)
    return MultiPolygon(polygons_of(area))


def polygons_on_globe(polygons: Iterable[Sequence[Sequence[Position]]]) -> MultiPolygon:
    """The area within polygons, each given as the rings of an outline and its holes, like
    `area_on_globe`."""
    areas = [
        area_on_globe(outer).difference(unary_union([area_on_globe(hole) for hole in holes]))
        for outer, *holes in polygons
    ]
    return MultiPolygon(polygons_of(unary_union(areas)))


def leaves_map(ring: Sequence[Position]) -> bool:
    """Whether a ring leaves the map on one side and continues on the other."""
    lons = [lon for lon, _ in ring]
    return (
        min(lons) < -180
        or max(lons) > 180
        or any(abs(after - before) > 180 for before, after in zip(lons, lons[1:]))
    )


def _turned_back(area: BaseGeometry) -> BaseGeometry:
    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return area
    turns = range(math.floor((west + 180) / 360), math.ceil((east + 180) / 360))
    return unary_union([  # joins parts that meet at the prime meridian
        translate(area.intersection(box(360 * turn - 180, -90, 360 * turn + 180, 90)),
                  xoff=-360 * turn)
        for turn in turns
    ])  # fmt: skip


_STEPS = 20  # points along an edge: a straight edge in UTM is curved in longitude and latitude
_LIMB_STEPS = 60  # points where the edge of the earth lies within the image
_CELLS = 32  # rows and columns of samples, for an image that lies partly beyond the earth
_NEAR = 1e-6  # degrees: tolerance for “inside”
_HALVINGS = 24  # bisections between centre and edge: precise to less than a hundredth of a pixel


class Footprint(NamedTuple):
    """An image's outline, a MultiPolygon in EPSG:4326 as WKB, and its pixel size: the side, in
    degrees, of a square of their mean area."""

    wkb: bytes
    pixel: float


class Outline(NamedTuple):
    """The ring around an image, not closed, in degrees, and how many pixels it encloses.

    For an image that reaches beyond the edge of the earth, ``inside`` are points that must lie in
    the ring; otherwise ``cells`` are what the image covers, roughly.
    """

    ring: Sequence[Pair]
    pixel_count: float
    inside: Sequence[Pair] = ()
    cells: Sequence[Sequence[Pair]] = ()
    georeferencing: Georeferencing = Georeferencing.GRID

    def footprint(self) -> Footprint:
        """:raises NoFootprint: where the ring encloses nothing."""
        area = area_on_globe(self.ring)
        if self.cells and not area.buffer(_NEAR).covers(MultiPoint(self.inside)):
            parts = unary_union([area_on_globe(cell) for cell in self.cells])
            area = MultiPolygon(polygons_of(parts))
        if area.is_empty:
            raise NoFootprint(NO_AREA, CHECK_GEOREFERENCE)
        return Footprint(as_wkb(area), math.sqrt(area.area / self.pixel_count))


class FootprintReader:
    """Reads the footprints of images, one after the other."""

    def __init__(self) -> None:
        self._lonlat = LonLatTransforms()

    @property
    def systems(self) -> list[osr.SpatialReference]:
        """The CRSs of the images that were read."""
        return self._lonlat.systems

    def read(self, path: Path) -> bytes:
        """An image's footprint: a MultiPolygon in EPSG:4326 as WKB.

        :raises NoFootprint: like `measure`.
        """
        return self.measure(path).wkb

    def measure(self, path: Path) -> Footprint:
        """An image's footprint and the size of its pixels.

        It has several parts where the image lies across the antimeridian. What of an image lies
        beyond the edge of the earth, as in the corners of a full disk, is no part of it.

        :raises NoFootprint: where the image can't be read, or has no CRS, no georeference or no
        extent.
        """
        return self.trace(path).footprint()

    def trace(self, path: Path) -> Outline:
        """The slow part of `measure`, which another thread can do in the meantime.

        :raises NoFootprint: like `measure`.
        """
        image = Georeference(path, self._lonlat)
        width, height = float(image.width), float(image.height)
        ring = image.positions(_pixel_ring(image.width, image.height, _STEPS))
        known = [position for position in ring if position is not None]
        corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)]
        whole = (
            Outline(known, width * height, georeferencing=image.georeferencing)
            if len(known) == len(ring)
            else None
        )
        if whole is not None and None not in image.sound_positions(corners):
            return whole
        return _limb(image) or whole or _off_the_earth()


def _limb(image: Georeference) -> Optional[Outline]:
    """The outline of the part of an image that is on the earth, where the edge of the earth lies
    within the image; None where no part is."""
    pixels = [
        (column * image.width / _CELLS, row * image.height / _CELLS)
        for row in range(_CELLS + 1)
        for column in range(_CELLS + 1)
    ]
    known = image.sound_positions(pixels)
    inside = [pixel for pixel, position in zip(pixels, known) if position is not None]
    if not inside:
        return None
    middle = sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)
    far = _pixel_ring(image.width, image.height, _LIMB_STEPS)
    near, ends = [middle] * len(far), image.sound_positions(far)
    reach = list(far)
    for _ in range(_HALVINGS):
        halves = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(near, reach)]
        there = image.sound_positions(halves)
        near = [half if one else old for half, one, old in zip(halves, there, near)]
        reach = [old if one else half for half, one, old in zip(halves, there, reach)]
    ring = [edge if end else limb for edge, end, limb in zip(far, ends, near)]
    positions = [position for position in image.positions(ring) if position is not None]
    cells = _cells(known)
    return Outline(
        positions,
        max(_area(ring), len(cells) * image.width * image.height / _CELLS**2),
        [position for position in known if position is not None],
        cells,
        image.georeferencing,
    )


def _cells(known: Sequence[Moved]) -> list[list[Pair]]:
    """The rings between neighbours in a grid of positions, where all four are known."""
    cells = []
    for row in range(_CELLS):
        for column in range(_CELLS):
            first = row * (_CELLS + 1) + column
            below = first + _CELLS + 1
            corners = [known[number] for number in (first, first + 1, below + 1, below)]
            cell = [corner for corner in corners if corner is not None]
            if len(cell) == len(corners):
                cells.append(cell)
    return cells


def _area(ring: Sequence[Pair]) -> float:
    """The area of a ring in the plane."""
    shifted = [*ring[1:], ring[0]]
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, shifted))) / 2


def _off_the_earth() -> NoReturn:
    raise NoFootprint(
        message(
            "footprints.off-earth",
            "The image reaches where its coordinate reference system has no longitude and "
            "latitude.",
        ),
        message("footprints.check-crs", "Check that it has the right one."),
    )


def _pixel_ring(width: int, height: int, count: int) -> list[Pair]:
    """Points along the image's edges in pixels, from the upper left corner, not closed."""
    steps = [number / count for number in range(count)]
    return [
        *((width * step, 0.0) for step in steps),
        *((float(width), height * step) for step in steps),
        *((width * (1 - step), float(height)) for step in steps),
        *((0.0, height * (1 - step)) for step in steps),
    ]
