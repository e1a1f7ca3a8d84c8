"""What the user allows to be opened: the one place where these settings are read.

They hold from `apply` on, which is called as the plugin starts and whenever they are changed:
whoever opens a thousand images asks no settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from osgeo import gdal
from qgis.core import QgsSettings

from ...store.regular_files import LARGEST, limit_size

_DRIVERS = "scaneo_bridge/more_drivers"
_LARGEST = "scaneo_bridge/largest_file"  # in MB

MEGABYTE = 2**20
LARGEST_MB = LARGEST // MEGABYTE
"""Where nobody has chosen another size."""
MOST_MB = 2**20
"""The largest size that can be chosen, 1 TB."""

_GEOTIFF = ("GTiff", "COG", "LIBERTIFF")  # of the last, there is none before GDAL 3.11


class _Allowed:
    """What holds in this process."""

    more: tuple[str, ...] = ()


def apply(settings: QgsSettings) -> None:
    """Lets what is chosen hold."""
    limit_size(largest_file(settings) * MEGABYTE)
    _Allowed.more = more_drivers(settings)


def image_drivers() -> list[str]:
    """GDAL's drivers by which an image is opened."""
    known = (name for name in _GEOTIFF if gdal.GetDriverByName(name) is not None)
    return [*known, *_Allowed.more]


def more_drivers(settings: QgsSettings) -> tuple[str, ...]:
    """Those that a person has named besides GeoTIFF's, as far as this GDAL has them."""
    value = settings.value(_DRIVERS, "")
    names = value if isinstance(value, list) else str(value or "").split(",")
    found = (known_driver(str(name)) for name in names)
    return tuple(dict.fromkeys(name for name in found if name))


def allow_drivers(settings: QgsSettings, names: Iterable[str]) -> None:
    """Opens images with these drivers, too, from now on."""
    settings.setValue(_DRIVERS, ", ".join(names))
    apply(settings)


def known_driver(name: str) -> str:
    """GDAL's own name of a driver that opens rasters; empty where there is none of that name."""
    driver = gdal.GetDriverByName(name.strip()) if name.strip() else None
    if driver is None:
        return ""
    is_one = all(driver.GetMetadataItem(can) == "YES" for can in ("DCAP_RASTER", "DCAP_OPEN"))
    return str(driver.ShortName) if is_one else ""


def unknown_drivers(names: str) -> Sequence[str]:
    """Which of the names, with commas between them, are of no driver that opens rasters."""
    return [name.strip() for name in names.split(",") if name.strip() and not known_driver(name)]


def largest_file(settings: QgsSettings) -> int:
    """MB of the largest file that is read."""
    word = str(settings.value(_LARGEST, ""))
    return min(max(int(word), 1), MOST_MB) if word.isdecimal() and len(word) < 9 else LARGEST_MB


def set_largest_file(settings: QgsSettings, megabytes: int) -> None:
    """Reads no larger file from now on."""
    settings.setValue(_LARGEST, megabytes)
    apply(settings)
