"""An export's images against someone else's: pyproj brings its own PROJ, shapely overlaps."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsGeometry, QgsPointXY
from scaneo_bridge.core.mapping.mapping import Assign
from shapely.geometry import Point, Polygon, shape
from support.images import write_image
from support.sources import CLASSIFICATION, export, source
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
    some,
)

LARGEST, TOUCHED, CLIPPED = Assign


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
