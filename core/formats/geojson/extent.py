"""The ``bbox`` of a collection (RFC 7946, section 5), updated after its features have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Optional

_FARTHEST = 1e9  # in the units of any CRS: no coordinate is larger


class Extent(NamedTuple):
    """Bounds in degrees, in the order of RFC 7946."""

    west: float
    south: float
    east: float
    north: float


def extent_of(features: Iterable[Any]) -> Optional[Extent]:
    """The bounds of all positions in features; None where there are none."""
    found: Optional[Extent] = None
    for feature in features:
        positions = [*_positions(feature.get("geometry"))] if isinstance(feature, dict) else []
        if positions:
            x, y = [one for one, _ in positions], [one for _, one in positions]
            here = Extent(min(x), min(y), max(x), max(y))
            found = here if found is None else _both(found, here)
    return found


def _both(one: Extent, other: Extent) -> Extent:
    west, south = min(one.west, other.west), min(one.south, other.south)
    return Extent(west, south, max(one.east, other.east), max(one.north, other.north))


def _positions(geometry: Any) -> Iterator[tuple[float, float]]:
    if not isinstance(geometry, dict):
        return
    waiting = [geometry.get("coordinates"), *_parts(geometry)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [item.get("coordinates"), *_parts(item)]
        elif isinstance(item, list) and len(item) > 1 and all(map(_is_number, item[:2])):
            yield item[0], item[1]
        elif isinstance(item, list):
            waiting += item


def _parts(geometry: dict[str, Any]) -> list[Any]:
    parts = geometry.get("geometries")
    return parts if isinstance(parts, list) else []


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= _FARTHEST  # not NaN


def renewed_bbox(
    bbox: Any, before: Optional[Extent], after: Optional[Extent]
) -> Optional[list[float]]:
    """The ``bbox`` after its features have changed; None where it must be removed.

    A bbox that still contains all features stays as it is, unless it was exactly their bounds and
    they shrank. A three-dimensional bbox keeps its heights.
    """
    if not isinstance(bbox, list) or len(bbox) not in (4, 6) or not all(map(_is_number, bbox)):
        return None
    half = len(bbox) // 2
    low, high = bbox[:half], bbox[half:]
    known = Extent(*low[:2], *high[:2])
    if known != before and _contains(known, after):
        return bbox
    if after is None:
        return None
    return [*after[:2], *low[2:], *after[2:], *high[2:]]


def _contains(outer: Extent, inner: Optional[Extent]) -> bool:
    if inner is None:
        return True
    if not (outer.south <= inner.south and outer.north >= inner.north):
        return False
    if outer.west > outer.east:  # across 180 degrees: RFC 7946, section 5.2
        return inner.west >= outer.west or inner.east <= outer.east
    return outer.west <= inner.west and outer.east >= inner.east
