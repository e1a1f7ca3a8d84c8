"""Where GDAL puts an image's pixels: SCANEO, rasterio and training programs do the same.

Positions are longitude, latitude in degrees (EPSG:4326); pixels are column, row, from the upper
left corner of the image. GDAL chooses the best operation between two datums for each position, QGIS
uses one for a whole CRS: the results can be metres apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Optional

from osgeo import gdal, osr

from ..base.messages import joined, message
from ..base.rules import IMAGE_UNLOCATED, IMAGE_UNREADABLE, Rule
from .files.gdal_errors import quiet
from .files.geotiff import NotAnImage, open_image

Pair = tuple[float, float]
Moved = Optional[Pair]
"""A pair that was transformed; None where it has no counterpart."""

_LONGITUDES, _LATITUDES = (-130, -129, -10, -9, 110, 111), (-50, 1, 50)
"""Degrees: where it is tried whether a CRS is cylindrical."""
_EXACT = 1e-6  # degrees
_FAR = 1e15  # neither degrees nor metres nor pixels: a broken grid has numbers that overflow
_GEOREFERENCE = message("georeference.do", "Georeference it (in QGIS: Layer > Georeferencer).")
NO_AREA = message("georeference.no-area", "The image covers no area.")
CHECK_GEOREFERENCE = message("georeference.check", "Check its georeference.")


class NoFootprint(Exception):
    """An image whose position is not known: ``what`` says why, ``mend`` what to do."""

    def __init__(self, what: str, mend: str, rule: Rule = IMAGE_UNLOCATED) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.rule = rule


class Georeferencing(Enum):
    """What georeferences an image; the value is for users to read."""

    GRID = message("georeference.grid", "a geotransform")
    POINTS = message("georeference.points", "ground control points")
    RPC = message("georeference.rpc", "rational polynomial coefficients (RPC)")


class LonLatTransforms:
    """Transformations to and from longitude and latitude. They are cached, because PROJ needs
    longer to make one than GDAL to open an image. For use in one thread at a time."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], Optional[osr.CoordinateTransformation]] = {}
        self._systems: dict[str, osr.SpatialReference] = {}

    @property
    def systems(self) -> list[osr.SpatialReference]:
        """The CRSs that were asked for."""
        return list(self._systems.values())

    def of(
        self, crs: osr.SpatialReference, is_back: bool = False
    ) -> Optional[osr.CoordinateTransformation]:
        """The transformation from a CRS, or back to it; None for a local CRS, or one of another
        planet."""
        wkt = crs.ExportToWkt(["FORMAT=WKT2_2018"])
        key = wkt, is_back
        if key not in self._known:
            self._systems[wkt] = crs
            ends = crs, reference("EPSG:4326")
            with quiet():
                try:
                    made = osr.CreateCoordinateTransformation(*(ends[::-1] if is_back else ends))
                except RuntimeError:  # where other plugins let GDAL raise
                    made = None
            self._known[key] = made
        return self._known[key]


def reference(text: str) -> osr.SpatialReference:
    """A CRS by its name or WKT, with longitude or easting first.

    :raises ValueError: where GDAL doesn't know it.
    """
    crs = osr.SpatialReference()
    with quiet():
        try:
            known = crs.SetFromUserInput(text) == 0
        except RuntimeError:
            known = False
    if not known:
        raise ValueError(text)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


@lru_cache(maxsize=256)
def world_width(wkt: str) -> float:
    """The distance, in units of a CRS, after which positions repeat to the east: once around the
    world, in degrees and in cylindrical projections (Mercator, Plate carrée, …); infinite in
    others.

    PROJ takes what lies beyond 180 degrees from the central meridian for what lies on the other
    side.
    """
    try:
        crs = reference(wkt)
    except ValueError:  # a CRS that only QGIS knows
        return math.inf
    if crs.IsGeographic():
        return float(2 * math.pi / crs.GetAngularUnits())
    return _cylindrical_width(crs) if crs.IsProjected() else math.inf


def _cylindrical_width(crs: osr.SpatialReference) -> float:
    """The `world_width` of a projection in which easting depends on nothing but the longitude."""
    with quiet():
        try:
            degrees = crs.CloneGeogCS()
            degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            forth = osr.CreateCoordinateTransformation(degrees, crs)
        except RuntimeError:  # where other plugins let GDAL raise
            return math.inf
    degree = math.radians(1) / degrees.GetAngularUnits()
    tried = [(lon * degree, lat * degree) for lat in _LATITUDES for lon in _LONGITUDES]
    found = [] if forth is None else [x[0] for x in transformed(forth, tried) if x is not None]
    if len(found) < len(tried):
        return math.inf
    per_degree = min((east - west for west, east in zip(found[::2], found[1::2])), key=abs)
    turn = 360 * per_degree
    first = found[0] - _LONGITUDES[0] * per_degree
    apart = [
        math.remainder(x - first - lon / degree * per_degree, turn)
        for x, (lon, _) in zip(found, tried)
    ]
    return abs(turn) if max(map(abs, apart)) <= _EXACT * abs(per_degree) else math.inf


def transformed(transform: osr.CoordinateTransformation, pairs: Sequence[Pair]) -> list[Moved]:
    """Each pair as the transformation maps it."""
    with quiet():
        try:
            return list(map(_finite, transform.TransformPoints(list(pairs))))
        except RuntimeError:  # one of them can't be transformed, and GDAL is set to raise
            return [_one(transform, pair) for pair in pairs]


def _one(transform: osr.CoordinateTransformation, pair: Pair) -> Moved:
    try:
        return _finite(transform.TransformPoint(*pair))
    except RuntimeError:
        return None


def _finite(point: Sequence[float]) -> Moved:
    x, y = point[0], point[1]
    return (x, y) if abs(x) < _FAR and abs(y) < _FAR else None  # NaN is none of these


class Georeference:
    """Where the pixels of an image lie."""

    def __init__(self, path: Path, lonlat: Optional[LonLatTransforms] = None) -> None:
        """:raises NoFootprint: where that is not known, or the image can't be read."""
        self._dataset = _open(path)  # keeps the dataset alive: without it, the transformer crashes
        self.width = int(self._dataset.RasterXSize)
        self.height = int(self._dataset.RasterYSize)
        grid = self._dataset.GetGeoTransform(can_return_null=True)
        if grid is not None and not grid[1] * grid[5] - grid[2] * grid[4]:
            raise NoFootprint(NO_AREA, CHECK_GEOREFERENCE)
        inverse = None if grid is None else gdal.InvGeoTransform(grid)
        crs = self._dataset.GetSpatialRef()
        self._transformer: Optional[gdal.Transformer] = None
        if crs is not None and inverse is not None:
            self.georeferencing = Georeferencing.GRID
            self._grid, self._inverse = grid, inverse
        else:
            self.georeferencing, crs = self._read_points(crs, grid)
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        self.crs: osr.SpatialReference = crs
        self.turn = world_width(crs.ExportToWkt(["FORMAT=WKT2_2018"]))
        self._lonlat = lonlat or LonLatTransforms()
        if self._lonlat.of(crs) is None:
            raise NoFootprint(
                message(
                    "georeference.local-crs",
                    "The image's reference system ({crs}) is a local one, with no longitude and "
                    "latitude.",
                    crs=_name(crs),
                ),
                message(
                    "georeference.assign-right",
                    "Assign the right one if its numbers are of that; if not, georeference it (in "
                    "QGIS: Layer > Georeferencer).",
                ),
            )

    def _read_points(
        self, crs: Optional[osr.SpatialReference], grid: Optional[Sequence[float]]
    ) -> tuple[Georeferencing, osr.SpatialReference]:
        """Georeferencing other than by a geotransform.

        :raises NoFootprint: where there is none.
        """
        dataset = self._dataset
        points_crs = dataset.GetGCPSpatialRef() if dataset.GetGCPCount() else None
        if points_crs is not None:
            georeferencing, crs, method = Georeferencing.POINTS, points_crs, "GCP_POLYNOMIAL"
        elif dataset.GetMetadata("RPC") and not dataset.GetGCPCount():
            georeferencing, crs, method = Georeferencing.RPC, reference("EPSG:4326"), "RPC"
        else:
            raise _no_position(dataset, crs, grid)
        with quiet():
            try:
                self._transformer = gdal.Transformer(dataset, None, [f"METHOD={method}"])
            except RuntimeError:
                self._transformer = None
        if self._transformer is None or self._transformer.this is None:
            raise NoFootprint(
                message(
                    "georeference.says-nothing",
                    "The image's {georeferencing} don't say where it lies.",
                    georeferencing=georeferencing.value,
                ),
                joined(
                    message("georeference.too-few", "They may be too few, or on one line."),
                    _GEOREFERENCE,
                ),
            )
        return georeferencing, crs

    @property
    def pixel(self) -> float:
        """The side of a square as large as a pixel in the image's centre, in units of the CRS."""
        x, y = self.width / 2, self.height / 2
        middle, right, below = self.there([(x, y), (x + 1, y), (x, y + 1)])
        if middle is None or right is None or below is None:
            return math.nan
        across = right[0] - middle[0], right[1] - middle[1]
        down = below[0] - middle[0], below[1] - middle[1]
        return math.sqrt(abs(across[0] * down[1] - across[1] * down[0]))

    def there(self, pixels: Sequence[Pair]) -> list[Moved]:
        """Pixels to the image's CRS."""
        if self._transformer is not None:
            return _warped(self._transformer, pixels, False)
        return _applied(self._grid, pixels)

    def pixels(self, there: Sequence[Pair]) -> list[Moved]:
        """Coordinates of the image's CRS to pixels."""
        if self._transformer is not None:
            return _warped(self._transformer, there, True)
        return _applied(self._inverse, there)

    def positions(self, pixels: Sequence[Pair]) -> list[Moved]:
        """Pixels to longitude and latitude."""
        forth = self._lonlat.of(self.crs)
        return _each(self.there(pixels), lambda there: transformed(forth, there))

    def sound_positions(self, pixels: Sequence[Pair]) -> list[Moved]:
        """The positions of those pixels that have a true one: beyond the edge of the earth, a
        projection may return a position that lies elsewhere."""
        positions = self.positions(pixels)
        back = iter(self._all_at([position for position in positions if position is not None]))
        return [
            position
            if position is not None and any(math.dist(again, pixel) < 1 for again in next(back))
            else None
            for pixel, position in zip(pixels, positions)
        ]

    def pixels_at(self, positions: Sequence[Pair]) -> list[Moved]:
        """Longitudes and latitudes to pixels; longitudes 360 degrees apart are the same
        position."""
        middle = self.width / 2
        return [
            min(found, key=lambda pixel: abs(pixel[0] - middle), default=None)
            for found in self._all_at(positions)
        ]

    def is_beyond(self, there: Pair) -> bool:
        """Whether a point of the image's CRS is beyond the edge of that CRS, 180 degrees from its
        central meridian."""
        middle = 0.0 if self.crs.IsGeographic() else self.crs.GetProjParm("false_easting", 0.0)
        return abs(there[0] - middle) > self.turn / 2 * (1 + 1e-9)

    def _all_at(self, positions: Sequence[Pair]) -> list[list[Pair]]:
        """The pixels at each longitude and latitude, and at the same position once around the
        world."""
        there = transformed(self._lonlat.of(self.crs, is_back=True), positions)
        shifts = (0.0,) if math.isinf(self.turn) else (0.0, self.turn, -self.turn)
        ways = []
        for shift in shifts:
            shifted = [None if point is None else (point[0] + shift, point[1]) for point in there]
            ways.append(_each(shifted, self.pixels))
        return [[pixel for pixel in found if pixel is not None] for found in zip(*ways)]


def _warped(transformer: gdal.Transformer, pairs: Sequence[Pair], is_back: bool) -> list[Moved]:
    found = []
    with quiet():
        for pair in pairs:
            try:
                done, point = transformer.TransformPoint(is_back, *pair)
            except RuntimeError:
                done, point = False, pair
            found.append(_finite(point) if done else None)
    return found


def _each(pairs: Sequence[Moved], move: Callable[[Sequence[Pair]], list[Moved]]) -> list[Moved]:
    """Transforms those pairs that are not None."""
    moved = iter(move([pair for pair in pairs if pair is not None]))
    return [None if pair is None else next(moved) for pair in pairs]


def _open(path: Path) -> gdal.Dataset:
    try:
        return open_image(path)
    except NotAnImage as error:
        raise NoFootprint(error.what, error.mend, IMAGE_UNREADABLE) from error


def _no_position(
    dataset: gdal.Dataset, crs: Optional[osr.SpatialReference], grid: Optional[Sequence[float]]
) -> NoFootprint:
    """Why an image has no position, and how to give it one."""
    if dataset.GetGCPCount():
        return NoFootprint(
            message(
                "georeference.points-no-crs",
                "The image has ground control points without a coordinate reference system, so its "
                "place is not known.",
            ),
            _GEOREFERENCE,
        )
    if crs is None and grid is not None:
        return NoFootprint(
            message(
                "georeference.no-crs",
                "The image has no coordinate reference system, so its place is not known.",
            ),
            message(
                "georeference.assign",
                "Assign one (in QGIS: Raster > Projections > Assign Projection).",
            ),
        )
    what = message("georeference.none", "The image has no georeference: its place is not known.")
    return NoFootprint(what, _GEOREFERENCE)


def _name(crs: osr.SpatialReference) -> str:
    name = crs.GetName()
    if not name:
        return message("georeference.nameless", "“without a name”")
    return f"“{name[:60]}”"


def _applied(grid: Sequence[float], pairs: Sequence[Pair]) -> list[Moved]:
    """Like `gdal.ApplyGeoTransform`, to the last bit, without a call for each pair."""
    x0, x1, x2, y0, y1, y2 = grid
    return [(x0 + x * x1 + y * x2, y0 + x * y1 + y * y2) for x, y in pairs]
