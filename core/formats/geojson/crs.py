"""Whether a ``crs`` member names what all readers assume: longitude and latitude on WGS 84.

GeoJSON had this member in 2008; RFC 7946 removed it, and SCANEO ignores it. Some programs still
write it, and GDAL honours it: with another CRS in it, the same file lies in two different regions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Optional

_WGS84 = {"4326", "4979", "crs84", "crs84h", "84", "wgs84", "wgs 84", "wgs_84", "wgs1984"}
_KIN = {
    "etrs89": (4258, 4937), "nad83": (4269,), "gda94": (4283, 4939), "gda2020": (7844, 7843),
    "jgd2000": (4612, 4947), "jgd2011": (6668, 6667), "sirgas 2000": (4674, 4989),
    "cgcs2000": (4490, 4480), "nzgd2000": (4167, 4959), "rgf93": (4171, 4965),
    "sweref99": (4619, 4977), "wgs 84 (g730)": (9053, 7657), "wgs 84 (g873)": (9054, 7659),
    "wgs 84 (g1150)": (9055, 7661), "wgs 84 (g1674)": (9056, 7663), "wgs 84 (g1762)": (9057, 7665),
    "wgs 84 (g2139)": (9755, 9754), "crs83": (83,),
}  # fmt: skip
"""Latitudes and longitudes on other datums, two- and three-dimensional, that GDAL takes for those
on WGS 84 to the last bit: EPSG's operations to it shift nothing, and are good to 1 to 4 m. Seen by
osr of GDAL 3.6.2, PROJ 9.1.1, from each code to OGC:CRS84 in the traditional order of axes, on a
grid of 7 degrees around the globe (NAD83: but for Hawaii, 0.6 m). GeoJSON has longitude first under
all of these names."""
_TAKEN = {*_KIN, *(str(code) for codes in _KIN.values() for code in codes)}
_PARTS = re.compile(r"[:/#]+")
_AUTHORITIES = {"epsg", "ogc", "crs", "epsg.xml"}
_MOST = 80  # most characters of a name in a message


def foreign_crs(member: Any) -> Optional[str]:
    """The CRS that a ``crs`` member names; None where it is WGS 84, is taken for WGS 84, or the
    member names none.

    A name that is not known counts as another CRS: a guess would put annotations in the wrong
    position.
    """
    name = _name(member)
    return None if name is None or _names(name, _WGS84 | _TAKEN) else name[:_MOST]


def taken_for_wgs84(member: Any) -> Optional[str]:
    """The CRS that a ``crs`` member names, where it is not WGS 84 but all programs take it for WGS
    84."""
    name = _name(member)
    return name[:_MOST] if name is not None and _names(name, _TAKEN) else None


def _name(member: Any) -> Optional[str]:
    """The name in ``{"type": "name", "properties": {"name": …}}``, or in one of the older and
    looser forms."""
    if isinstance(member, str) and member:
        return member
    properties = member.get("properties") if isinstance(member, dict) else None
    holders: Iterable[Any] = (properties, member)
    for holder in holders:
        for key in ("name", "code", "urn", "href"):
            value = holder.get(key) if isinstance(holder, dict) else None
            if isinstance(value, (str, int)) and value:
                return str(value)
    return None


def _names(name: str, known: Collection[str]) -> bool:
    """Whether a name stands for one of ``known``, in any of the common notations.

    Such as ``EPSG:4326``, ``urn:ogc:def:crs:OGC:1.3:CRS84``, ``urn:ogc:def:crs:EPSG::4326``,
    ``http://www.opengis.net/def/crs/EPSG/0/4326`` and ``WGS 84``.
    """
    parts = _PARTS.split(name.strip().lower())
    if parts[-1] not in known:
        return False
    return len(parts) == 1 or bool(_AUTHORITIES & set(parts[:-1]))
