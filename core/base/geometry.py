"""GeoJSON coordinates to WKB and back.

WKB is how files, the workspace and shapely exchange geometries: compact, exact to the last bit, and
two geometries are the same when their bytes are. Everything here is in longitude and latitude, in
degrees (RFC 7946, section 4).
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import shapely.wkb
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from .messages import message
from .rules import GEOMETRY_BROKEN, Rule

_POLYGON, _MULTIPOLYGON = 3, 6
_HEADER = struct.Struct("<BII")  # byte order, type, number of rings or parts
_COUNT = struct.Struct("<I")
_NUMBERS = {float, int}
_NO_AREA = message("geometry.no-area", "It has no area.")
_DRAW_AGAIN = message("geometry.draw-again", "Draw it again.")
DRAW_OR_DELETE = message("geometry.draw-or-delete", "Draw it again, or delete it.")
_DRAW_OR_DELETE_FEATURE = message(
    "geometry.draw-or-delete-feature", "Draw it again, or delete the feature."
)
_TWO_NUMBERS = message("geometry.two-numbers", "Write each as two numbers, in degrees.")


class BadAnnotation(ValueError):
    """An annotation that can't be shown or written: ``what`` says why, ``mend`` what to do."""

    def __init__(self, what: str, mend: str, rule: Rule = GEOMETRY_BROKEN) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.rule = rule


class Box(NamedTuple):
    """Bounds in degrees, in the order of SCANEO's two corners: latitude before longitude."""

    south: float
    west: float
    north: float
    east: float


def box_wkb(box: Box) -> bytes:
    """The box as a Polygon, its corners in the order in which SCANEO writes them (format.md)."""
    south, west, north, east = box
    ring = (east, south, east, north, west, north, west, south, east, south)
    return _HEADER.pack(1, _POLYGON, 1) + _COUNT.pack(5) + struct.pack("<10d", *ring)


def box_ring(box: Box) -> list[list[float]]:
    """The box as a GeoJSON ring, in SCANEO's corner order."""
    south, west, north, east = box
    return [[east, south], [east, north], [west, north], [west, south], [east, south]]


def ring_box(rings: Any) -> Box:
    """The bounds of a Polygon's outer ring.

    :raises BadAnnotation: where the ring has no extent or is no valid ring.
    """
    if not isinstance(rings, list) or not rings:
        raise BadAnnotation(
            message("geometry.no-ring", "The box has no ring."),
            message(
                "geometry.give-ring", "Give the Polygon one ring of five positions, or delete it."
            ),
        )
    flat = _flat(rings[0])
    return Box(min(flat[1::2]), min(flat[0::2]), max(flat[1::2]), max(flat[0::2]))


def is_box_ring(rings: Any, box: Box, tolerance: float) -> bool:
    """Whether a Polygon's rings are the outline of a box, whichever corner and direction it starts
    with.

    :raises BadAnnotation: where there is no ring.
    """
    outline = box_ring(box)
    if rings == [outline]:
        return True
    flat = _flat(rings[0])
    if len(rings) != 1 or len(flat) != 10:
        return False
    corners = outline[:4]
    turns = (way[start:] + way[:start] for way in (corners, corners[::-1]) for start in range(4))
    return any(
        all(abs(one - other) <= tolerance for one, other in zip(flat, chain.from_iterable(turn)))
        for turn in turns
    )


def corners_box(corners: Any) -> Box:
    """The box of SCANEO's ``bbox``: two opposite corners, latitude first, in any order.

    Where a client posts more positions, SCANEO keeps and exports them: the box is then their
    bounds.

    :raises BadAnnotation: where the value isn't pairs of numbers in range.
    """
    mend = message("geometry.write-bbox", "Write it as [[south, east], [north, west]], in degrees.")
    what = message("geometry.bbox-corners", "The bbox is not two corners.")
    try:
        lats, lons = zip(*((lat, lon) for lat, lon in corners))
    except (TypeError, ValueError):
        raise BadAnnotation(what, mend) from None
    if len(lats) < 2:
        raise BadAnnotation(what, mend)
    if not {type(number) for number in (*lats, *lons)} <= _NUMBERS:
        what = message("geometry.bbox-number", "The bbox holds something that is no number.")
        raise BadAnnotation(what, mend)
    box = Box(min(lats), min(lons), max(lats), max(lons))
    check_range(box.west, box.south, box.east, box.north)
    return box


def area_wkb(geometry: Any) -> bytes:
    """A GeoJSON Polygon or MultiPolygon as a MultiPolygon.

    A third coordinate is left out and an open ring is closed. The file keeps its own form until
    somebody edits the area.

    :raises BadAnnotation: where it is another type, is empty, or a ring is invalid.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        shown = (
            json.dumps(kind)[:40]
            if isinstance(kind, str)
            else message("geometry.nothing", "nothing")
        )
        raise BadAnnotation(
            message(
                "geometry.no-area-type",
                "The area's geometry is {type}, not a Polygon or MultiPolygon.",
                type=shown,
            ),
            message("geometry.draw-area", "Draw it as an area, or delete the feature."),
        )
    if not isinstance(coordinates, list) or not coordinates or not all(coordinates):
        what = message("geometry.area-empty", "The area is empty.")
        raise BadAnnotation(what, _DRAW_OR_DELETE_FEATURE)
    pieces = [_HEADER.pack(1, _MULTIPOLYGON, len(coordinates))]
    for rings in coordinates:
        if not isinstance(rings, list):
            what = message("geometry.not-nested", "The area's coordinates are not nested as rings.")
            raise BadAnnotation(what, _DRAW_AGAIN)
        pieces.append(_HEADER.pack(1, _POLYGON, len(rings)))
        for ring in rings:
            flat = _flat(ring)
            count = len(flat) // 2
            pieces.append(_ring(count).pack(count, *flat))
    return b"".join(pieces)


@lru_cache(1000)
def _ring(count: int) -> struct.Struct:
    """A ring of so many positions; `struct` itself keeps no more than a hundred formats."""
    return struct.Struct(f"<I{2 * count}d")


def _flat(ring: Any) -> list[float]:
    """A ring as x, y, x, y, …, closed, in two dimensions. Called for every ring that is read, so it
    is kept fast."""
    try:
        flat = list(chain.from_iterable(ring))
        if set(map(len, ring)) != {2}:
            flat = list(chain.from_iterable((position[0], position[1]) for position in ring))
    except (TypeError, IndexError, KeyError):
        what = message("geometry.position", "A position is not [longitude, latitude].")
        raise BadAnnotation(what, _TWO_NUMBERS) from None
    if not flat or not set(map(type, flat)) <= _NUMBERS:
        what = message("geometry.position-number", "A position holds something that is no number.")
        raise BadAnnotation(what, _TWO_NUMBERS)
    if flat[:2] != flat[-2:]:
        flat += flat[:2]
    if len(flat) < 8:
        what = message("geometry.few-corners", "A ring has fewer than three corners.")
        raise BadAnnotation(what, _DRAW_OR_DELETE_FEATURE)
    if not (min(flat) >= -90 and max(flat) <= 90):  # most of the world needs no closer look
        lon, lat = flat[0::2], flat[1::2]
        check_range(min(lon), min(lat), max(lon), max(lat))
    return flat


def check_range(west: float, south: float, east: float, north: float) -> None:
    """:raises BadAnnotation: where bounds, in shapely's order, are no degrees of longitude and
    latitude."""
    # Bounds that are NaN fail as well. NaN among other numbers may not show in the bounds: in a
    # file, it is refused earlier (`Feature.strict`), and it is never written (`_dump`).
    if not (west >= -180 and east <= 180):
        number = str(west if not west >= -180 else east)[:16]  # an integer can have 300 digits
        raise BadAnnotation(
            message(
                "geometry.longitude",
                "Longitude {number} is out of range (-180 to 180).",
                number=number,
            ),
            message(
                "geometry.transform",
                "Coordinates are longitude, latitude in degrees (WGS 84): transform them.",
            ),
        )
    if not (south >= -90 and north <= 90):
        number = str(south if not south >= -90 else north)[:16]
        raise BadAnnotation(
            message(
                "geometry.latitude", "Latitude {number} is out of range (-90 to 90).", number=number
            ),
            message(
                "geometry.transform-or-swap",
                "Coordinates are longitude, latitude in degrees (WGS 84): transform or swap them.",
            ),
        )


def wkb_bounds(wkb: bytes) -> tuple[float, float, float, float]:
    """West, south, east and north of a Polygon or MultiPolygon as `box_wkb` and `area_wkb` give it.

    Takes a quarter of the time that shapely 1.8 needs.

    :raises ValueError: where it is empty.
    :raises struct.error: where it is another type.
    """
    _, kind, count = _HEADER.unpack_from(wkb)
    offset = _HEADER.size
    numbers = array("d")
    for _ in range(count if kind == _MULTIPOLYGON else 1):
        rings = count
        if kind == _MULTIPOLYGON:
            _, _, rings = _HEADER.unpack_from(wkb, offset)
            offset += _HEADER.size
        for _ in range(rings):
            (positions,) = _COUNT.unpack_from(wkb, offset)
            offset += _COUNT.size
            end = offset + 16 * positions
            numbers.frombytes(wkb[offset:end])
            offset = end
    if sys.byteorder == "big":
        numbers.byteswap()
    lon, lat = numbers[0::2], numbers[1::2]
    return min(lon), min(lat), max(lon), max(lat)


def wkb_box(wkb: bytes) -> Box:
    """The bounds of a polygonal geometry from a layer: of all its rings, holes included.

    Where two boxes were merged in a layer of single polygons, QGIS keeps the second one as a hole
    of the first, far outside of it.

    :raises BadAnnotation: where it has no bounds.
    """
    geometry = _load(wkb)
    bounds = [geometry.bounds]
    for polygon in polygons_of(geometry):
        bounds += [ring.bounds for ring in polygon.interiors if not ring.is_empty]
    wests, souths, easts, norths = zip(*bounds)
    box = Box(min(souths), min(wests), max(norths), max(easts))
    check_range(box.west, box.south, box.east, box.north)
    return box


def _load(wkb: bytes) -> BaseGeometry:
    try:
        geometry = shapely.wkb.loads(wkb)
    except (ShapelyError, ValueError) as error:
        what = message("geometry.broken", "Its geometry is broken ({why}).", why=str(error))
        raise BadAnnotation(what, _DRAW_AGAIN) from None
    if geometry.is_empty:
        raise BadAnnotation(_NO_AREA, DRAW_OR_DELETE)
    check_range(*geometry.bounds)
    return geometry


def as_multipolygon(wkb: bytes) -> bytes:
    """A polygonal geometry from a layer in the form that `area_wkb` gives, vertex for vertex.

    :raises BadAnnotation: where it has no area.
    """
    if wkb[:5] == _HEADER.pack(1, _MULTIPOLYGON, 0)[:5] and len(wkb) > _HEADER.size:
        return wkb
    if wkb[:5] == _HEADER.pack(1, _POLYGON, 0)[:5] and len(wkb) > _HEADER.size:
        return _HEADER.pack(1, _MULTIPOLYGON, 1) + wkb
    raise BadAnnotation(_NO_AREA, DRAW_OR_DELETE)


def area_coordinates(wkb: bytes) -> list[list[list[list[float]]]]:
    """An area as GeoJSON MultiPolygon coordinates, wound as RFC 7946 demands.

    Outer rings run counter-clockwise, holes clockwise; empty parts are left out.

    :raises BadAnnotation: where it has no area, or a ring is broken or out of range.
    """
    area = _load(wkb)
    parts: Iterable[Polygon] = area.geoms if isinstance(area, MultiPolygon) else [area]
    return [_polygon_coordinates(orient(part)) for part in parts if not part.is_empty]


def wound_coordinates(wkb: bytes) -> list[list[list[tuple[float, float]]]]:
    """A MultiPolygon that is already wound as RFC 7946 demands, as GeoJSON coordinates, bit for
    bit.

    Takes a fifth of the time of `area_coordinates`, and checks nothing.

    :raises struct.error: where it is no two-dimensional little-endian MultiPolygon.
    """
    parts: list[list[list[tuple[float, float]]]] = []
    offset = _HEADER.size
    for _ in range(_HEADER.unpack_from(wkb)[2]):
        rings: list[list[tuple[float, float]]] = []
        ring_count = _HEADER.unpack_from(wkb, offset)[2]
        offset += _HEADER.size
        for _ in range(ring_count):
            (count,) = _COUNT.unpack_from(wkb, offset)
            flat = struct.unpack_from(f"<{2 * count}d", wkb, offset + _COUNT.size)
            rings.append(list(zip(flat[0::2], flat[1::2])))
            offset += _COUNT.size + 16 * count
        parts.append(rings)
    return parts


def as_wkb(geometry: BaseGeometry) -> bytes:
    """A geometry as little-endian WKB, the only form in which the plugin stores geometries."""
    return bytes(shapely.wkb.dumps(geometry, big_endian=False))


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons that a geometry holds, however deep; lines, points and empty ones left out."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for one in getattr(geometry, "geoms", ()) for part in polygons_of(one)]


def _polygon_coordinates(polygon: Polygon) -> list[list[list[float]]]:
    rings = [polygon.exterior, *polygon.interiors]
    return [[[x, y] for x, y, *_ in ring.coords] for ring in rings]


def outline_key(wkb: bytes) -> bytes:
    """Bytes that are equal for equal shapes, whatever vertex a ring starts with and in whichever
    direction it runs.

    :raises ShapelyError: where it is no geometry.
    """
    parts = MultiPolygon(polygons_of(shapely.wkb.loads(wkb)))
    return as_wkb(parts.normalize())
