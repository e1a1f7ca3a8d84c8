"""What becomes of a feature's geometry: a box or an area on the globe, or a sentence."""

import math

import pytest
from qgis.core import QgsGeometry, QgsLineString, QgsPoint, QgsPolygon
from shapely.geometry import box
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    areas,
    boxes,
    export,
    labels_of,
    layer_of,
    mixed_layer,
    notes,
    source,
    written,
)


def raw(*ring):
    """A polygon of exactly these positions: WKT would close it."""
    polygon = QgsPolygon()
    polygon.setExteriorRing(QgsLineString([QgsPoint(*position) for position in ring]))
    return QgsGeometry(polygon)


# Kinds of geometry


TRIANGLE = [[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("Polygon", "Polygon((2.1 41.1, 2.3 41.1, 2.2 41.3, 2.1 41.1))"),
        ("PolygonZ", "PolygonZ((2.1 41.1 5, 2.3 41.1 6, 2.2 41.3 7, 2.1 41.1 5))"),
        ("PolygonM", "PolygonM((2.1 41.1 5, 2.3 41.1 6, 2.2 41.3 7, 2.1 41.1 5))"),
        ("PolygonZM", "PolygonZM((2.1 41.1 5 1, 2.3 41.1 6 2, 2.2 41.3 7 3, 2.1 41.1 5 1))"),
        ("MultiPolygon", "MultiPolygon(((2.1 41.1, 2.3 41.1, 2.2 41.3, 2.1 41.1)))"),
        ("MultiPolygonZ", "MultiPolygonZ(((2.1 41.1 0, 2.3 41.1 0, 2.2 41.3 0, 2.1 41.1 0)))"),
        (
            "MultiPolygonZM",
            "MultiPolygonZM(((2.1 41.1 0 9, 2.3 41.1 0 9, 2.2 41.3 0 9, 2.1 41.1 0 9)))",
        ),
    ],
)
def test_two_dimensions_of_every_kind(folder, kind, wkt):
    layer = layer_of((wkt, "x"), kind=kind)
    done = export(folder, layer, source(layer, DETECTION))
    area, _detection = written(folder)
    assert area["geometry"]["coordinates"] == [[TRIANGLE]]
    assert boxes(folder) == [(2.1, 41.1, 2.3, 41.3)]
    assert (done.feature_count, done.annotation_count) == (2, 2)


CIRCLE = "CircularString(2.1 41.2, 2.2 41.3, 2.3 41.2, 2.2 41.1, 2.1 41.2)"
CIRCLE_Z = "CircularStringZ(2.1 41.2 1, 2.2 41.3 1, 2.3 41.2 1, 2.2 41.1 1, 2.1 41.2 1)"


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("CurvePolygon", f"CurvePolygon({CIRCLE})"),
        ("CurvePolygonZ", f"CurvePolygonZ({CIRCLE_Z})"),
        ("MultiSurface", f"MultiSurface(CurvePolygon({CIRCLE}))"),
    ],
)
def test_a_circle_becomes_lines(folder, kind, wkt):
    layer = layer_of((wkt, "x"), kind=kind)
    export(folder, layer, source(layer, DETECTION))
    (area,) = areas(folder)
    assert area.area == pytest.approx(math.pi * 0.01, rel=1e-3)
    assert boxes(folder) == [pytest.approx((2.1, 41.1, 2.3, 41.3), abs=1e-4)]


def test_parts_and_holes_stay(folder):
    wkt = (
        "MultiPolygon(((2.1 41.1, 2.1 41.4, 2.4 41.4, 2.4 41.1, 2.1 41.1),"
        " (2.2 41.2, 2.3 41.2, 2.3 41.3, 2.2 41.3, 2.2 41.2)),"
        " ((2.1 41.6, 2.4 41.6, 2.4 41.8, 2.1 41.6)))"
    )
    export(folder, layer_of((wkt, "x"), kind="MultiPolygon"))
    (first, second), _ = written(folder)[0]["geometry"]["coordinates"], 0
    assert [len(first), len(second)] == [2, 1]
    (area,) = areas(folder)
    assert area.area == pytest.approx(0.08 + 0.03)


COLLECTIONS = [
    SQUARE,
    f"GeometryCollection({SQUARE})",
    f"GeometryCollection({SQUARE}, Polygon((2.3 41.3, 2.4 41.3, 2.4 41.4, 2.3 41.3)))",
    f"GeometryCollection(CurvePolygon({CIRCLE}))",
    f"GeometryCollection(GeometryCollection({SQUARE}))",
    f"GeometryCollection(Multi{SQUARE.replace('((', '(((')}))",
]


@pytest.mark.parametrize("wkt", COLLECTIONS)
def test_a_layer_of_any_kind(folder, wkt):
    layer = mixed_layer(
        folder.parent / "mixed.gpkg", (SQUARE, "x"), (wkt, "y"), ("Point(2.1 41.1)", "z")
    )
    done = export(folder, layer, source(layer, DETECTION), source(layer, CLASSIFICATION))
    assert [problem.fid for problem in done.problems] == [3, 3]
    assert len(areas(folder)) == len(boxes(folder)) == 2
    assert sorted(labels_of(folder)) == ["x", "x", "x", "y", "y", "y", "z"]


def test_a_layer_of_collections(folder):
    layer = mixed_layer(folder.parent / "mixed.gpkg", (COLLECTIONS[1], "x"), (COLLECTIONS[2], "x"))
    done = export(folder, layer, source(layer, DETECTION), source(layer, CLASSIFICATION))
    assert [(problem.what, problem.fid) for problem in done.problems] == [
        ("Another feature gives a.tif this label already.", 2)
    ]
    assert [area.area for area in areas(folder)] == pytest.approx([0.01, 0.015])


LINE = "LineString(2.1 41.1, 2.2 41.1)"


@pytest.mark.parametrize("inside", ["Point(2.1 41.1)", f"Point(2.1 41.1), {LINE}", LINE])
def test_a_collection_without_areas_gives_a_class(folder, inside):
    layer = mixed_layer(folder.parent / "mixed.gpkg", (f"GeometryCollection({inside})", "x"))
    done = export(folder, source(layer, CLASSIFICATION))
    assert not done.problems
    assert labels_of(folder) == ["x"]


def test_of_a_collection_the_areas_are_written_and_the_rest_is_said(folder):
    wkt = f"GeometryCollection(Point(2.1 41.1), {SQUARE}, LineString(2 41, 2.1 41.1))"
    layer = mixed_layer(folder.parent / "mixed.gpkg", (wkt, "x"))
    done = export(folder, layer, source(layer, DETECTION))
    assert areas(folder)[0].equals(box(2.1, 41.1, 2.2, 41.2))
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert [what for what in notes(done) if "left out" in what]


# Geometries that are wrong


def test_a_bow_tie_is_repaired_and_that_is_said(folder):
    done = export(
        folder, layer_of(("Polygon((2.1 41.1, 2.3 41.3, 2.3 41.1, 2.1 41.3, 2.1 41.1))", "x"))
    )
    (area,) = areas(folder)
    assert len(area.geoms) == 2
    assert area.area == pytest.approx(0.02)
    (note,) = done.notes
    assert "repaired" in note.what and note.location == "feature 1" and note.path == "layer"


def test_what_the_repair_leaves_over_is_said(folder):
    spike = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.2 41.4, 2.2 41.2, 2.1 41.2, 2.1 41.1))"
    done = export(folder, layer_of((spike, "x")))
    assert areas(folder)[0].equals(box(2.1, 41.1, 2.2, 41.2))
    assert len([what for what in notes(done) if "left out" in what]) == 1


def test_a_hole_outside_is_repaired(folder):
    wkt = SQUARE[:-1] + ", (2.3 41.3, 2.4 41.3, 2.4 41.4, 2.3 41.3))"
    done = export(folder, layer_of((wkt, "x")))
    assert notes(done) == ["It was not valid and has been repaired."]
    assert areas(folder)


NAN = float("nan")
WRONG = {
    "null": None,
    "empty": QgsGeometry.fromWkt("Polygon EMPTY"),
    "empty multi": QgsGeometry.fromWkt("MultiPolygon EMPTY"),
    "a line": QgsGeometry.fromWkt("Polygon((2.1 41.1, 2.2 41.1, 2.1 41.1))"),
    "a flat ring": QgsGeometry.fromWkt("Polygon((2.1 41.1, 2.2 41.1, 2.3 41.1, 2.1 41.1))"),
    "a point four times": QgsGeometry.fromWkt("Polygon((2.1 41.1, 2.1 41.1, 2.1 41.1, 2.1 41.1))"),
    "one position": raw((2.1, 41.1)),
    "NaN": raw((2.1, 41.1), (2.2, NAN), (2.2, 41.2), (2.1, 41.1)),
    "NaN east": raw((2.1, 41.1), (NAN, 41.1), (2.2, 41.2), (2.1, 41.1)),
    "all NaN": raw((NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)),
    "infinite": raw((2.1, 41.1), (math.inf, 41.1), (2.2, 41.2), (2.1, 41.1)),
    "beyond the pole": QgsGeometry.fromWkt("Polygon((2 41, 3 41, 3 95, 2 41))"),
    "just beyond the pole": QgsGeometry.fromWkt("Polygon((2 41, 3 41, 3 90.00000001, 2 41))"),
    "absurd": raw((1e300, 41.1), (1e300, 41.2), (2.2, 41.2), (1e300, 41.1)),
    "the largest numbers": raw((-1.797e308, 41.1), (1.797e308, 41.1), (2.2, 41.2), (2.1, 41.1)),
    "many times around": QgsGeometry.fromWkt("Polygon((2 41, 721 41, 721 42, 2 41))"),
    "NaN, wide": raw((-170, 0), (NAN, 10), (170, 10), (200, 0), (-170, 0)),
    "metres": QgsGeometry.fromWkt(
        "Polygon((500000 4600000, 500100 4600000, 500100 4600100, 500000 4600000))"
    ),
    "outside": QgsGeometry.fromWkt("Polygon((50 41, 51 41, 51 42, 50 41))"),
}


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("name", WRONG)
def test_what_can_not_be_written_is_listed_and_the_rest_is_written(folder, name, task):
    layer = layer_of((WRONG[name], "x"), (SQUARE, "x"))
    done = export(folder, source(layer, task))
    assert len(done.problems) == 1, (name, written(folder))
    assert (done.problems[0].fid, done.problems[0].layer) == (1, "layer")
    assert labels_of(folder) == ["x"]
    assert done.written_count == 1


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32631"])
@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_where_the_reference_system_has_no_place(folder, crs, task):
    nowhere = "Polygon((1e12 1e12, 2e12 1e12, 2e12 2e12, 1e12 1e12))"
    done = export(folder, source(layer_of((nowhere, "x"), crs=crs), task))
    assert len(done.problems) == 1


@pytest.mark.parametrize("name", ["NaN", "NaN east"])
def test_a_number_that_is_none_in_another_system(folder, name):
    for task in (DETECTION, SEGMENTATION):
        layer = layer_of((WRONG[name], "x"), crs="EPSG:3857")
        assert len(export(folder, source(layer, task)).problems) == 1


def test_an_open_ring_is_closed_or_listed(folder):
    layer = layer_of((raw((2.1, 41.1), (2.3, 41.1), (2.2, 41.3)), "x"))
    done = export(folder, layer)
    assert len(done.problems) == 1 or written(folder)[0]["geometry"]["coordinates"] == [[TRIANGLE]]
