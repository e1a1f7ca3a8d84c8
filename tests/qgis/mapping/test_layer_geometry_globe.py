"""What becomes of points, lines and boxes, and of geometries around the globe."""

import pytest
from pyproj import Transformer
from scaneo_bridge.core.base.errors import ScaneoError
from shapely.geometry import box
from support.images import write_image
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    areas,
    box_wkt,
    boxes,
    export,
    labels_of,
    layer_of,
    mixed_layer,
    notes,
    only,
    source,
    written,
)

# Points and lines


@pytest.mark.parametrize("task", [DETECTION, SEGMENTATION])
@pytest.mark.parametrize("kind", ["Point", "LineString", "MultiPoint", "MultiLineString", "PointZ"])
def test_layers_of_points_and_lines_are_refused_with_a_way_out(kind, task):
    with pytest.raises(ScaneoError, match=r"layer .*has no areas.*Buffer.*classification"):
        source(layer_of(kind=kind), task)


@pytest.mark.parametrize("wkt", ["Point(2.1 41.1)", "LineString(2.1 41.1, 2.2 41.2)",
                                 "GeometryCollection(Point(2.1 41.1))"])  # fmt: skip
@pytest.mark.parametrize("task", [DETECTION, SEGMENTATION])
def test_points_and_lines_among_areas_are_listed_with_a_way_out(folder, wkt, task):
    layer = mixed_layer(folder.parent / "mixed.gpkg", (SQUARE, "x"), (wkt, "x"))
    done = export(folder, source(layer, task))
    (problem,) = done.problems
    assert "Buffer" in problem.mend and problem.fid == 2


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("Point", "Point(2.1 41.1)"),
        ("PointZM", "PointZM(2.1 41.1 4 5)"),
        ("MultiPoint", "MultiPoint((2.1 41.1), (2.2 41.1))"),
        ("LineString", "LineString(2.1 41.1, 2.2 41.1)"),
        ("MultiLineString", "MultiLineString((2.1 41.1, 2.2 41.1))"),
        ("CircularString", "CircularString(2.1 41.1, 2.2 41.2, 2.3 41.1)"),
        ("Polygon", SQUARE),
        ("Polygon", "Polygon((2.1 41.1, 2.3 41.3, 2.3 41.1, 2.1 41.3, 2.1 41.1))"),
    ],
)
def test_every_kind_can_give_a_class(folder, kind, wkt):
    done = export(folder, source(layer_of((wkt, "x"), kind=kind), CLASSIFICATION))
    assert not done.problems
    assert [feature["properties"] for feature in written(folder)] == [
        {"label": "x", "task": "classification"}
    ]
    assert not written(folder, "b.geojson")


# Boxes


def test_an_upright_box_is_exported_without_a_word(folder):
    done = export(folder, source(layer_of((SQUARE, "x")), DETECTION))
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert not done.notes


DIAMOND = "Polygon((2.2 41.1, 2.3 41.2, 2.2 41.3, 2.1 41.2, 2.2 41.1))"


@pytest.mark.parametrize("shape", [DIAMOND, "Polygon((2.1 41.1, 2.3 41.1, 2.3 41.3, 2.1 41.1))"])
def test_a_rotated_box_says_that_its_bounds_are_exported(folder, shape):
    done = export(folder, source(layer_of((shape, "x")), DETECTION))
    assert boxes(folder) == [(2.1, 41.1, 2.3, 41.3)]
    (note,) = done.notes
    assert "bounds" in note.what
    assert note.location == "feature 1"


def test_the_bounds_are_those_of_the_bent_outline(tmp_path):
    """A parallel of latitude in polar stereographic bulges out of the chord between corners."""
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:3031", (-1e6, 2e5, 0, 3e6, 0, -2e5))
    layer = layer_of((box_wkt(-8e5, 1.5e6, 8e5, 2.5e6), "x"), crs="EPSG:3031")
    export(folder, source(layer, DETECTION))
    ((_west, south, _east, _north),) = boxes(folder)
    nearest = Transformer.from_crs("EPSG:3031", 4326, always_xy=True).transform(0, 1.5e6)
    assert south == pytest.approx(nearest[1], abs=1e-9)
    corner = Transformer.from_crs("EPSG:3031", 4326, always_xy=True).transform(8e5, 1.5e6)
    assert corner[1] - south > 1


# Around the globe


ACROSS_180 = {
    "UTM": ("EPSG:32760", box_wkt(8e5, 79e5, 84e4, 794e4)),
    "Pacific Mercator": ("EPSG:3832", box_wkt(32.8e5, -21e5, 34.5e5, -20e5)),
    "0 to 360": ("EPSG:4326", box_wkt(179, -18, 181.5, -17)),
    "-360 to 0": ("EPSG:4326", box_wkt(-181, -18, -178.5, -17)),
    "the long way": ("EPSG:4326", "MultiPolygon(((179 -18, 180 -18, 180 -17, 179 -17, 179 -18)),"
                     "((-180 -18, -178.5 -18, -178.5 -17, -180 -17, -180 -18)))"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACROSS_180)
def test_an_area_across_the_antimeridian_is_cut_there(tmp_path, name):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (174, 1, 0, -14, 0, -1))
    crs, wkt = ACROSS_180[name]
    done = export(folder, layer_of((wkt, "x"), crs=crs, kind=wkt.split("(")[0].strip()))
    assert not done.problems
    (area,) = areas(folder)
    bounds = sorted(part.bounds for part in area.geoms)
    assert len(bounds) == 2
    assert bounds[0][0] == -180 and bounds[1][2] == 180
    assert area.area < 4


@pytest.mark.parametrize("name", ACROSS_180)
def test_a_box_across_the_antimeridian_is_listed_with_a_way_out(tmp_path, name):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (174, 1, 0, -14, 0, -1))
    crs, wkt = ACROSS_180[name]
    layer = layer_of((wkt, "x"), crs=crs, kind=wkt.split("(")[0].strip())
    done = export(folder, source(layer, DETECTION))
    (problem,) = done.problems
    assert "antimeridian" in problem.what and "Split" in problem.mend


@pytest.mark.parametrize(("west", "east"), [(181, 183), (-183, -181), (177, 179), (-179, -177)])
def test_boxes_and_areas_beside_the_antimeridian_are_written(tmp_path, west, east):
    """Longitudes from 0 to 360 are common in models of the Pacific."""
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (174, 1, 0, -14, 0, -1))
    layer = layer_of((box_wkt(west, -18, east, -17), "x"))
    done = export(folder, layer, source(layer, DETECTION), source(layer, CLASSIFICATION))
    assert not done.problems, done.problems
    turned = west - 360 if west > 180 else west + 360 if west < -180 else west
    assert boxes(folder) == [(turned, -18, turned + 2, -17)]
    assert areas(folder)[0].bounds == (turned, -18, turned + 2, -17)
    assert [len(outer) for (outer,) in written(folder)[0]["geometry"]["coordinates"]] == [5]


@pytest.mark.parametrize("lon", [-179.5, 179.5, 180, 180.5, 181])
def test_a_point_beside_the_antimeridian_finds_its_image(tmp_path, lon):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (174, 1, 0, -14, 0, -1))
    layer = layer_of((f"Point({lon} -17)", "x"), kind="Point")
    assert not export(folder, source(layer, CLASSIFICATION)).problems
    assert labels_of(folder) == ["x"]


@pytest.mark.parametrize("inside", [True, False])
def test_an_area_around_the_south_pole_holds_it(tmp_path, inside):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:3031", (-1e6, 2e5, 0, 1e6, 0, -2e5))
    hole = "" if inside else ", (-1e5 -1e5, 1e5 -1e5, 1e5 1e5, -1e5 1e5, -1e5 -1e5)"
    wkt = f"Polygon((-4e5 -4e5, 4e5 -4e5, 4e5 4e5, -4e5 4e5, -4e5 -4e5){hole})"
    layer = layer_of((wkt, "x"), crs="EPSG:3031")
    done = export(folder, layer, source(layer, DETECTION))
    assert "pole" in only(done.problems)
    (area,) = areas(folder)
    assert area.buffer(1e-9).covers(box(-179, -89.99, 179, -89.95)) is inside
    assert area.covers(box(-179, -88.5, 179, -88))
    assert not area.intersects(box(-179, -84, 179, -83))


def test_a_box_around_the_world_is_one(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (-180, 36, 0, 90, 0, -18))
    layer = layer_of((box_wkt(-180, -60, 180, 60), "x"))
    assert not export(folder, layer, source(layer, DETECTION)).problems
    assert boxes(folder) == [(-180, -60, 180, 60)]


@pytest.mark.parametrize(("east", "said"), [(91, 1), (89, 0)])
def test_a_box_that_is_more_than_half_the_globe_wide_says_so(tmp_path, east, said):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (-180, 36, 0, 90, 0, -18))
    done = export(folder, source(layer_of((box_wkt(-90, -60, east, 60), "x")), DETECTION))
    assert len([what for what in notes(done) if "more than half the globe wide" in what]) == said
    assert len(boxes(folder)) == 1
