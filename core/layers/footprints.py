"""The outline of an image on the globe."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Optional

from osgeo import gdal, osr

from ..scaneo.checks.rules import IMAGE_PLACELESS, IMAGE_UNREADABLE, Rule
from ..scaneo.geometry import as_wkb
from .globe import area_on_globe

_STEPS = 20  # points along an edge: a straight edge in UTM bends in longitude and latitude


class NoFootprint(Exception):
    """An image whose place can't be told; ``mend`` says what to do."""

    def __init__(self, what: str, mend: str, rule: Rule = IMAGE_PLACELESS) -> None:
        super().__init__(what)
        self.mend = mend
        self.rule = rule


class Footprint(NamedTuple):
    """An image's outline, a MultiPolygon in EPSG:4326 as WKB, and how large its pixels are: the
    side of a square of their mean area, in degrees."""

    wkb: bytes
    pixel: float


class Outline(NamedTuple):
    """The ring around an image, not closed, in degrees, and how many pixels it has within."""

    ring: Sequence[tuple[float, float]]
    pixel_count: int

    def footprint(self) -> Footprint:
        """:raises NoFootprint: where there is nothing in the ring."""
        area = area_on_globe(self.ring)
        if area.is_empty:
            raise NoFootprint("The image covers no area.", "Check its georeference.")
        return Footprint(as_wkb(area), math.sqrt(area.area / self.pixel_count))


class FootprintReader:
    """Reads footprints; transformations are kept, because PROJ takes longer to make one than GDAL
    takes to open an image."""

    def __init__(self) -> None:
        self._wgs84 = osr.SpatialReference()
        self._wgs84.ImportFromEPSG(4326)
        self._wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        self._transforms: dict[str, Optional[osr.CoordinateTransformation]] = {}

    def read(self, path: Path) -> bytes:
        """An image's footprint: a MultiPolygon in EPSG:4326 as WKB. Errors are as in `measure`."""
        return self.measure(path).wkb

    def measure(self, path: Path) -> Footprint:
        """An image's footprint and the size of its pixels.

        It has several parts where the image lies across the antimeridian.

        :raises NoFootprint: where the image can't be read, or has no CRS, no place or no extent.
        """
        return self.trace(path).footprint()

    def trace(self, path: Path) -> Outline:
        """What takes time of `measure`, which another thread can do meanwhile; errors are alike."""
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            return self._outline(path)
        except RuntimeError as error:  # GDAL or PROJ, where another plugin lets them raise
            raise NoFootprint(
                f"The image or its place can't be read ({error}).", _REPLACE, IMAGE_UNREADABLE
            ) from None
        finally:
            gdal.PopErrorHandler()

    def _outline(self, path: Path) -> Outline:
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        if dataset is None:
            raise NoFootprint("The image can't be read.", _REPLACE, IMAGE_UNREADABLE)
        crs = dataset.GetSpatialRef()
        grid = dataset.GetGeoTransform(can_return_null=True)
        if crs is None or grid is None:
            missing = "coordinate reference system" if crs is None else "georeference"
            raise NoFootprint(
                f"The image has no {missing}, so its place is not known.",
                "Assign one (in QGIS: Raster > Projections > Assign Projection).",
            )
        points = [
            (grid[0] + x * grid[1] + y * grid[2], grid[3] + x * grid[4] + y * grid[5])
            for x, y in _pixel_ring(dataset.RasterXSize, dataset.RasterYSize)
        ]
        key = dataset.GetProjection()
        if key not in self._transforms:
            crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            self._transforms[key] = osr.CreateCoordinateTransformation(crs, self._wgs84)
        transform = self._transforms[key]  # None for a local system, or one of another planet
        outline = [point[:2] for point in transform.TransformPoints(points)] if transform else []
        if not outline or not all(map(math.isfinite, chain.from_iterable(outline))):
            raise NoFootprint(
                "The image reaches where its coordinate reference system has no longitude and "
                "latitude.",
                "Check that it has the right one.",
            )
        return Outline(outline, dataset.RasterXSize * dataset.RasterYSize)


_REPLACE = "Put a whole copy in its place."


def _pixel_ring(width: int, height: int) -> list[tuple[float, float]]:
    """Points around the image in pixels, from its upper left corner, not closed."""
    steps = [number / _STEPS for number in range(_STEPS)]
    return [
        *((width * step, 0.0) for step in steps),
        *((float(width), height * step) for step in steps),
        *((width * (1 - step), float(height)) for step in steps),
        *((0.0, height * (1 - step)) for step in steps),
    ]
