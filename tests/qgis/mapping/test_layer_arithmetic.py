"""An export's numbers against someone else's: pyproj brings its own PROJ, shapely has the areas.

Shapes are random: polygons with holes and points, of 30 m to 100 km, in six reference systems.
"""

import json
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyproj
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from qgis.core import QgsGeometry, QgsPointXY
from scaneo_bridge.core.mapping.mapping import Assign
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union
from support.images import write_image
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    areas,
    boxes,
    check_area,
    export,
    layer_of,
    source,
    written,
)

LARGEST, TOUCHED, CLIPPED = Assign
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
AROUND_180 = {
    "EPSG:4326": (180.0, -18.0, 2.0),
    "EPSG:32760": (80.9e4, 76e5, 1e5),
    "EPSG:32701": (19e4, 76e5, 1e5),
    "EPSG:3832": (33.396e5, -2e6, 2e5),
    "EPSG:3031": (0.0, -9e5, 3e5),
    "EPSG:3413": (0.0, 0.0, 8e5),
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


@st.composite
def uprights(draw, place):
    """A box that is upright in its own reference system: its edges bend in degrees."""
    x, y, half = place
    west, south = (at + half * draw(st.floats(-1, 0.5)) for at in (x, y))
    return box(
        west, south, west + half * draw(st.floats(0.05, 1)), south + half * draw(st.floats(0.05, 1))
    )


def some(place, **how):
    return st.lists(shapes(place, **how), min_size=1, max_size=4)


def qgis(polygon):
    rings = [polygon.exterior, *polygon.interiors]
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*at) for at in ring.coords] for ring in rings])


def layer_in(crs, geometries, kind="Polygon", image="i.tif"):
    rows = [(geometry, f"f{number}", image) for number, geometry in enumerate(geometries)]
    return layer_of(*rows, crs=crs, kind=kind, fields=("label:string", "image:string"))


@pytest.fixture(scope="module")
def one_image(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    write_image(folder / "i.tif")
    return folder


@pytest.fixture
def target():
    """Runs with a folder of its own for each example."""
    return tempfile.TemporaryDirectory


# Coordinates


def alike(ring, oracle):
    """The largest difference between two closed rings, wherever they begin and run."""
    ours = numpy.asarray(ring)[:-1]
    theirs = numpy.asarray(oracle)[:-1]
    assert len(ours) == len(theirs)
    turned = [
        numpy.roll(one, shift, axis=0)
        for one in (theirs, theirs[::-1])
        for shift in range(len(theirs))
    ]
    return min(numpy.abs(ours - one).max() for one in turned)


@each_place
def test_areas_vertex_by_vertex(crs, one_image, target):
    @few
    @given(some(PLACES[crs]))
    def check(polygons):
        with target() as folder:
            folder = Path(folder)
            layer = layer_in(crs, map(qgis, polygons))
            done = export(folder, source(layer, image_field="image"), images=one_image)
            assert not done.problems
            found = written(folder, "i.geojson")
            assert len(found) == len(polygons)
            for feature, polygon in zip(found, polygons):
                (rings,) = feature["geometry"]["coordinates"]
                wanted = [polygon.exterior, *polygon.interiors]
                assert len(rings) == len(wanted)
                for ring, oracle in zip(rings, wanted):
                    assert alike(ring, placed(crs, oracle.coords)) <= SAME

    check()


@each_place
def test_boxes_are_the_bounds_of_the_bent_outline(crs, one_image, target):
    @few
    @given(st.lists(shapes(PLACES[crs]) | uprights(PLACES[crs]), min_size=1, max_size=4))
    def check(polygons):
        with target() as folder:
            folder = Path(folder)
            layer = layer_in(crs, map(qgis, polygons))
            export(folder, source(layer, DETECTION, image_field="image"), images=one_image)
            for found, polygon in zip(boxes(folder, "i.geojson"), polygons):
                ring = polygon.exterior.coords
                corners = bounds_of(placed(crs, ring))
                bent = bounds_of(placed(crs, fine(ring, 2000)))
                for side, ours, corner, theirs in zip((-1, -1, 1, 1), found, corners, bent):
                    assert (ours - theirs) * side <= SAME
                    assert (theirs - ours) * side <= SAME + 0.01 * abs(theirs - corner)

    check()


def bounds_of(points):
    return (*points.min(axis=0), *points.max(axis=0))


# Images


@dataclass
class Scene:
    """Images around a place, and their footprints by pyproj; `slack` is how far ours may be off."""

    folder: Path
    footprints: dict
    slack: float


def grids(place):
    """Geotransforms of images large and small that are turned, overlap and leave gaps."""
    x, y, half = place
    for column in range(3):
        for row in range(3):
            turn = 0.15 * (column - row) + (0.5 if column == row == 1 else 0)
            pixel = half * (0.04 if (column + row) % 2 else 0.09)
            middle = x + (column - 1) * half * 0.65, y + (row - 1) * half * 0.6
            along = pixel * math.cos(turn), pixel * math.sin(turn)
            across = pixel * math.sin(turn), -pixel * math.cos(turn)
            corner = [at - 5 * (a + b) for at, a, b in zip(middle, along, across)]
            yield f"{column}{row}", (corner[0], along[0], across[0], corner[1], along[1], across[1])


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    made = {}

    def scene(crs):
        if crs not in made:
            folder = tmp_path_factory.mktemp("scene")
            footprints, slack = {}, 0.0
            for name, grid in grids(PLACES[crs]):
                write_image(folder / f"{name}.tif", crs, grid)
                pixels = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
                ring = [(grid[0] + x * grid[1] + y * grid[2], grid[3] + x * grid[4] + y * grid[5])
                        for x, y in pixels]  # fmt: skip
                footprints[name] = Polygon(placed(crs, fine(ring, 200)))
                coarse = Polygon(placed(crs, fine(ring, 20)))
                slack = max(slack, apart(footprints[name], coarse))
            made[crs] = Scene(folder, footprints, 2 * slack + SAME)
        return made[crs]

    return scene


def by_oracle(crs, polygon):
    """What pyproj makes of a polygon, vertex for vertex: as that is what is written."""
    return Polygon(placed(crs, polygon.exterior.coords),
                   [placed(crs, hole.coords) for hole in polygon.interiors])  # fmt: skip


def images_of(folder, label):
    """The images that have a label, and what they have of it."""
    found = {}
    for path in folder.glob("*.geojson"):
        for feature in json.loads(path.read_bytes())["features"]:
            if feature["properties"]["label"] == label:
                assert path.stem not in found
                found[path.stem] = feature
    return found


def apart(bent, coarse):
    """How far an outline's points are from one of fewer points (GEOS errs with its own measure)."""
    return max(Point(at).distance(coarse.exterior) for at in bent.exterior.coords)


def thickness(polygon):
    return 2 * polygon.area / polygon.length if polygon.length else 0.0


def thick_parts(scene, name, area, share):
    """Those parts of an overlap that are thicker than a share of what counts."""
    footprint = scene.footprints[name]
    pixel = math.sqrt(footprint.area / 100)  # 10 x 10 of them
    bend = 2e-4 * math.sqrt(footprint.area)
    least = share * min(pixel / 2, bend, thickness(area) / 4)
    least += math.copysign(scene.slack, share - 1)
    parts = getattr(footprint.intersection(area), "geoms", [footprint.intersection(area)])
    return [part for part in parts if part.area and thickness(part) > least]


def overlaps(scene, area):
    """How much of an area lies in each image, and how much of that is sure."""
    doubt = scene.slack * (area.length + 2 * scene.slack)
    return {name: one.intersection(area).area for name, one in scene.footprints.items()}, doubt


@each_place
def test_the_image_that_it_overlaps_most(crs, scenes, target):
    scene = scenes(crs)

    @few
    @given(some(PLACES[crs], scales=(1e-2, 0.6)))
    def check(polygons):
        with target() as folder:
            layer = layer_in(crs, map(qgis, polygons))
            export(Path(folder), layer, images=scene.folder)
            for number, polygon in enumerate(polygons):
                sizes, doubt = overlaps(scene, by_oracle(crs, polygon))
                found = images_of(Path(folder), f"f{number}")
                best = max(sizes.values())
                if best <= doubt:
                    continue
                (name,) = found
                assert sizes[name] >= best * (1 - 1e-8) - doubt, sizes

    check()


@pytest.mark.parametrize("assign", [TOUCHED, CLIPPED])
@each_place
def test_every_image_that_it_touches(crs, assign, scenes, target):
    scene = scenes(crs)

    @few
    @given(some(PLACES[crs], scales=(1e-2, 0.6)))
    def check(polygons):
        with target() as folder:
            layer = layer_in(crs, map(qgis, polygons))
            export(Path(folder), layer, images=scene.folder, assign=assign)
            for number, polygon in enumerate(polygons):
                area = by_oracle(crs, polygon)
                sizes, doubt = overlaps(scene, area)
                found = images_of(Path(folder), f"f{number}")
                sure = {
                    name: sum(part.area for part in thick_parts(scene, name, area, 1.1))
                    for name in sizes
                }
                assert {name for name, size in sure.items() if size > doubt} <= found.keys()
                near = area.buffer(2 * scene.slack)
                assert all(scene.footprints[name].intersects(near) for name in found)
                assert all(thick_parts(scene, name, area, 0.9) for name in found)
                for name, feature in found.items():
                    piece = shape(feature["geometry"])
                    wanted = (
                        area if assign is TOUCHED else scene.footprints[name].intersection(area)
                    )
                    away = piece.symmetric_difference(wanted).area
                    thin = sizes[name] - sure[name]
                    off = 1e-9 * area.area if assign is TOUCHED else doubt + thin
                    assert away <= off, (name, away)

    check()


@each_place
def test_points_are_in_the_images_that_hold_them(crs, scenes, target):
    scene = scenes(crs)
    x, y, half = PLACES[crs]
    spots = st.lists(st.tuples(st.floats(-1.3, 1.3), st.floats(-1.3, 1.3)), min_size=1, max_size=12)

    @few
    @given(spots)
    def check(shares):
        points = [(x + half * east, y + half * north) for east, north in shares]
        with target() as folder:
            layer = layer_in(
                crs, [QgsGeometry.fromPointXY(QgsPointXY(*at)) for at in points], "Point"
            )
            export(Path(folder), source(layer, CLASSIFICATION), images=scene.folder, assign=TOUCHED)
            for number, at in enumerate(placed(crs, points)):
                found = images_of(Path(folder), f"f{number}").keys()
                for name, area in scene.footprints.items():
                    if area.exterior.distance(Point(at)) > scene.slack:
                        assert (name in found) == area.contains(Point(at)), (number, name)

    check()


# Around the globe


@pytest.mark.parametrize("crs", AROUND_180)
def test_areas_around_the_antimeridian_and_the_poles(crs, one_image, target):
    """Points are asked one by one: those in the polygon lie in what is written, others don't."""
    place = AROUND_180[crs]

    @few
    @given(some(place, scales=(1e-2, 0.9)), st.randoms(use_true_random=False))
    def check(polygons, chance):
        with target() as folder:
            folder = Path(folder)
            layer = layer_in(crs, map(qgis, polygons))
            done = export(folder, source(layer, image_field="image"), images=one_image)
            assert not done.problems
            for feature, polygon in zip(written(folder, "i.geojson"), polygons):
                check_area(feature["geometry"])
                area = shape(feature["geometry"])
                if area.bounds[0] > -180 and area.bounds[2] < 180:
                    continue  # it was not cut, so just its corners were placed
                west, south, east, north = polygon.bounds
                size = max(east - west, north - south)
                for _ in range(60):
                    at = Point(west + size * chance.uniform(-0.2, 1.2),
                               south + size * chance.uniform(-0.2, 1.2))  # fmt: skip
                    if polygon.boundary.distance(at) < size * 0.01:
                        continue
                    ((lon, lat),) = placed(crs, [(at.x, at.y)])
                    there = Point((lon + 180) % 360 - 180, lat)
                    assert area.contains(there) == polygon.contains(at), (polygon.wkt, at.wkt)

    check()


@pytest.mark.parametrize("crs", [crs for crs in AROUND_180 if crs not in ("EPSG:3413",)])
def test_areas_across_the_antimeridian_are_of_the_right_size(crs, one_image, target):
    place = AROUND_180[crs]

    @few
    @given(some(place, scales=(1e-2, 0.3)))
    def check(polygons):
        with target() as folder:
            folder = Path(folder)
            layer = layer_in(crs, map(qgis, polygons))
            export(folder, source(layer, image_field="image"), images=one_image)
            found = areas(folder, "i.geojson")
            for area, polygon in zip(found, polygons):
                rings = []
                for ring in (polygon.exterior, *polygon.interiors):
                    points = placed(crs, fine(ring.coords, 500))
                    points[:, 0] %= 360
                    rings.append(points)
                bent = Polygon(rings[0], rings[1:])
                parts = [
                    translate(part, 360) if part.bounds[0] < 0 else part for part in area.geoms
                ]
                whole = unary_union(MultiPolygon(parts).geoms)
                if len(parts) == 1:  # not cut: only its corners are placed
                    corners = [placed(crs, ring.coords) % (360, 1e9) for ring in
                               (polygon.exterior, *polygon.interiors)]  # fmt: skip
                    off = apart(bent, Polygon(corners[0])) + 1e-9
                else:
                    off = polygon.length / 400 / 111e3 * 0.02 if place[2] > 10 else 1e-8
                assert whole.symmetric_difference(bent).area <= off * bent.length + 1e-10

    check()


def test_boxes_around_the_antimeridian_are_listed_or_right(one_image, target):
    crs = "EPSG:32760"

    @few
    @given(some(AROUND_180[crs], scales=(1e-2, 0.3)))
    def check(polygons):
        with target() as folder:
            folder = Path(folder)
            layer = layer_in(crs, map(qgis, polygons))
            done = export(folder, source(layer, DETECTION, image_field="image"), images=one_image)
            crossing = []
            for number, polygon in enumerate(polygons):
                lons = placed(crs, fine(polygon.exterior.coords, 500))[:, 0]
                if lons.max() - lons.min() > 180:
                    crossing.append(number + 1)
            assert [problem.fid for problem in done.problems] == crossing
            assert all(east - west < 10 for west, _, east, _ in boxes(folder, "i.geojson"))

    check()
