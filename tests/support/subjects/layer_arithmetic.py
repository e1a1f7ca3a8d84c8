"""Places, shapes and layers that an export's numbers are tried on, and what others make of them."""

import math

import numpy
import pyproj
import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from qgis.core import QgsGeometry, QgsPointXY
from shapely.geometry import Point, Polygon
from support.sources import layer_of

SAME = 1e-9  # degrees: 0.1 mm
OBLIQUE = "+proj=omerc +lat_0=40 +lonc=-70 +alpha=35 +gamma=0 +k=0.9996 +x_0=0 +y_0=0 +ellps=WGS84"
# A reference system, the middle of a square in it, and half the square's side
PLACES = {
    "EPSG:4326": (-70.0, 40.0, 1.0),
    "EPSG:3857": (-7.8e6, 48.6e5, 1e5),
    "EPSG:32619": (45e4, 451e4, 1e5),
    "EPSG:32760": (55e4, 76e5, 1e5),
    "EPSG:3031": (9e5, 7e5, 1e5),
    OBLIQUE: (2e4, -3e4, 1e5),
}
few = settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
each_place = pytest.mark.parametrize("crs", PLACES)


def to_globe(crs):
    return pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform


def placed(crs, points):
    return numpy.column_stack(to_globe(crs)(*numpy.asarray(points, dtype=float).T))


def fine(ring, steps):
    """A closed ring with this many points on each edge."""
    ring = numpy.asarray(ring, dtype=float)
    share = numpy.arange(steps)[:, None] / steps
    edges = [start + (end - start) * share for start, end in zip(ring, ring[1:])]
    return numpy.vstack([*edges, ring[:1]])


@st.composite
def shapes(draw, place, scales=(1e-4, 0.5)):
    """A polygon in the square of a place, as shapely has it; it may have a hole."""
    x, y, half = place
    size = half * math.exp(draw(st.floats(*map(math.log, scales))))
    middle = [at + draw(st.floats(-1, 1)) * half * 0.8 for at in (x, y)]
    count = draw(st.integers(3, 8))
    ring = []
    for number in range(count):
        turn = 2 * math.pi * (number + draw(st.floats(0, 0.8))) / count
        away = size * draw(st.floats(0.4, 1))
        ring.append((middle[0] + away * math.cos(turn), middle[1] + away * math.sin(turn)))
    holes = []
    if draw(st.booleans()) and Polygon(ring).contains(Point(middle).buffer(size * 0.1)):
        holes.append([(middle[0] + size * 0.05 * dx, middle[1] + size * 0.05 * dy)
                      for dx, dy in ((0, 1), (1, 0), (-1, -1))])  # fmt: skip
    if draw(st.booleans()):
        ring.reverse()
    polygon = Polygon(ring, holes)
    assume(polygon.is_valid and polygon.area > 0.05 * size * size)
    return polygon


def some(place, **how):
    return st.lists(shapes(place, **how), min_size=1, max_size=4)


def qgis(polygon):
    rings = [polygon.exterior, *polygon.interiors]
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*at) for at in ring.coords] for ring in rings])


def layer_in(crs, geometries, kind="Polygon", image="i.tif"):
    rows = [(geometry, f"f{number}", image) for number, geometry in enumerate(geometries)]
    return layer_of(*rows, crs=crs, kind=kind, fields=("label:string", "image:string"))


def apart(bent, coarse):
    """How far an outline's points are from one of fewer points (GEOS errs with its own measure)."""
    return max(Point(at).distance(coarse.exterior) for at in bent.exterior.coords)
