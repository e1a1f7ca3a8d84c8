"""Which drivers and file sizes the user allows; only this file reads these settings.

The settings are read by `apply`, which is called when the plugin starts and whenever they change,
so that opening a thousand images does not read them a thousand times.
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

_GEOTIFF = ("GTiff", "COG", "LIBERTIFF")  # the last one since GDAL 3.11


class _Allowed:
    """The values in use in this process."""

    more: tuple[str, ...] = ()


def apply(settings: QgsSettings) -> None:
    """Reads the settings and puts them into use."""
    limit_size(largest_file(settings) * MEGABYTE)
    _Allowed.more = more_drivers(settings)


def image_drivers() -> list[str]:
    """GDAL's drivers with which images are opened."""
    known = (name for name in _GEOTIFF if gdal.GetDriverByName(name) is not None)
    return [*known, *_Allowed.more]


def more_drivers(settings: QgsSettings) -> tuple[str, ...]:
    """The drivers that the user has allowed besides GeoTIFF's, as far as this GDAL has them."""
    value = settings.value(_DRIVERS, "")
    names = value if isinstance(value, list) else str(value or "").split(",")
    found = (known_driver(str(name)) for name in names)
    return tuple(dict.fromkeys(name for name in found if name))


def allow_drivers(settings: QgsSettings, names: Iterable[str]) -> None:
    """Opens images with these drivers as well, from now on."""
    settings.setValue(_DRIVERS, ", ".join(names))
    apply(settings)


def known_driver(name: str) -> str:
    """GDAL's own spelling of a raster driver's name; empty where there is no such driver."""
    driver = gdal.GetDriverByName(name.strip()) if name.strip() else None
    if driver is None:
        return ""
    is_one = all(driver.GetMetadataItem(can) == "YES" for can in ("DCAP_RASTER", "DCAP_OPEN"))
    return str(driver.ShortName) if is_one else ""


def unknown_drivers(names: str) -> Sequence[str]:
    """The names, separated by commas, for which there is no raster driver."""
    return [name.strip() for name in names.split(",") if name.strip() and not known_driver(name)]


def largest_file(settings: QgsSettings) -> int:
    """Size in MB of the largest file that is read."""
    word = str(settings.value(_LARGEST, ""))
    return min(max(int(word), 1), MOST_MB) if word.isdecimal() and len(word) < 9 else LARGEST_MB


def set_largest_file(settings: QgsSettings, megabytes: int) -> None:
    """Reads no larger files from now on."""
    settings.setValue(_LARGEST, megabytes)
    apply(settings)
