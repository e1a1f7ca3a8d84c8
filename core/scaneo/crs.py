"""Whether a ``crs`` member says what everybody reads: longitude and latitude on WGS 84.

GeoJSON had the member in 2008; RFC 7946 took it away, and SCANEO passes over it. Some programs
still write it, and GDAL goes by it: with another CRS in it, one file lies in two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Optional

_WGS84 = {"4326", "4979", "crs84", "crs84h", "84", "wgs84", "wgs 84", "wgs_84", "wgs1984"}
_PARTS = re.compile(r"[:/#]+")
_AUTHORITIES = {"epsg", "ogc", "crs", "epsg.xml"}
_MOST = 80  # characters of a name that are shown


def foreign_crs(member: Any) -> Optional[str]:
    """The CRS that a ``crs`` member names; None where it is WGS 84, or the member says nothing.

    A name that is not known is taken for another one's: a guess would put annotations into a
    wrong place.
    """
    name = _name(member)
    return None if name is None or _is_wgs84(name) else name[:_MOST]


def _name(member: Any) -> Optional[str]:
    """``{"type": "name", "properties": {"name": …}}``, or one of the older and looser ways."""
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


def _is_wgs84(name: str) -> bool:
    """Whether a name ends in that of WGS 84, in a list of names that has it.

    Such as ``EPSG:4326``, ``urn:ogc:def:crs:OGC:1.3:CRS84``, ``urn:ogc:def:crs:EPSG::4326``,
    ``http://www.opengis.net/def/crs/EPSG/0/4326`` and ``WGS 84``.
    """
    parts = _PARTS.split(name.strip().lower())
    if parts[-1] not in _WGS84:
        return False
    return len(parts) == 1 or bool(_AUTHORITIES & set(parts[:-1]))
