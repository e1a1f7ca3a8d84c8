"""An export's coordinates against someone else's: pyproj brings its own PROJ, shapely areas."""

from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box, shape
from shapely.ops import unary_union
from support.images import write_image
from support.sources import DETECTION, areas, boxes, check_area, export, source, written
from support.subjects.layer_arithmetic import (
    PLACES,
    SAME,
    apart,
    each_place,
    few,
    fine,
    layer_in,
    placed,
    qgis,
    shapes,
    some,
)

AROUND_180 = {
    "EPSG:4326": (180.0, -18.0, 2.0),
    "EPSG:32760": (80.9e4, 76e5, 1e5),
    "EPSG:32701": (19e4, 76e5, 1e5),
    "EPSG:3832": (33.396e5, -2e6, 2e5),
    "EPSG:3031": (0.0, -9e5, 3e5),
    "EPSG:3413": (0.0, 0.0, 8e5),
}


@st.composite
def uprights(draw, place):
    """A box that is upright in its own reference system: its edges bend in degrees."""
    x, y, half = place
    west, south = (at + half * draw(st.floats(-1, 0.5)) for at in (x, y))
    return box(
        west, south, west + half * draw(st.floats(0.05, 1)), south + half * draw(st.floats(0.05, 1))
    )


@pytest.fixture(scope="module")
def one_image(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    write_image(folder / "i.tif")
    return folder


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
