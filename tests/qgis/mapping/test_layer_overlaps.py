"""Layers whose areas have parts that overlap, or kinds of geometry that QGIS knows since 3.40."""

import pytest
from qgis.core import QgsGeometry, QgsMultiPolygon, QgsPolygon, QgsWkbTypes
from scaneo_bridge.core.images.areas import flat_polygons, valid_area
from scaneo_bridge.core.mapping.mapping import Assign
from shapely.geometry import box
from shapely.ops import unary_union
from support.mapping.layer_kinds import SURFACES, surface_layer
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
    only,
    source,
)


def notes(done):
    return [note.what for note in done.notes]


# Parts that overlap: QGIS's Collect geometries makes them, SCANEO's brush, too


ONE, OTHER = box(2.1, 41.1, 2.3, 41.3), box(2.2, 41.2, 2.4, 41.4)
INNER = box(2.15, 41.15, 2.2, 41.2)


def collected(*parts):
    """As *Collect geometries* puts them together."""
    return QgsGeometry.collectGeometry([QgsGeometry.fromWkt(part.wkt) for part in parts])


@pytest.mark.parametrize("parts", [(ONE, OTHER), (ONE, INNER), (ONE, ONE), (ONE, OTHER, INNER)])
@pytest.mark.parametrize("assign", Assign)
def test_all_that_parts_cover_is_written(folder, parts, assign):
    layer = layer_of((collected(*parts), "x"), kind="MultiPolygon")
    done = export(folder, layer, assign=assign)
    (area,) = areas(folder)
    assert area.symmetric_difference(unary_union(parts)).area < 1e-12
    assert not [what for what in notes(done) if "left out" in what]


def test_parts_side_by_side_are_written_without_a_word(folder):
    parts = (ONE, box(2.3, 41.1, 2.4, 41.3))
    done = export(folder, layer_of((collected(*parts), "x"), kind="MultiPolygon"))
    (area,) = areas(folder)
    assert area.symmetric_difference(unary_union(parts)).area < 1e-12
    assert not done.notes


def test_an_area_drawn_over_itself_keeps_the_spot(folder):
    stroke = (
        "Polygon((2.1 41.1, 2.4 41.1, 2.4 41.3, 2.2 41.3, 2.2 41.2, 2.3 41.2, 2.3 41.4, 2.1 41.4,"
        " 2.1 41.1))"
    )
    done = export(folder, layer_of((stroke, "x")))
    (area,) = areas(folder)
    assert area.covers(box(2.21, 41.21, 2.29, 41.29))
    assert area.area == pytest.approx(0.08)
    assert notes(done) == ["It was not valid and has been repaired."]


def test_overlapping_parts_give_the_class_of_the_place(folder):
    """Their overlap lies in one image, what surrounds it in another."""
    parts = (box(2.3, 41.1, 2.52, 41.3), box(2.3, 41.1, 2.5, 41.3))
    layer = layer_of((collected(*parts), "x"), kind="MultiPolygon")
    export(folder, source(layer, CLASSIFICATION))
    assert labels_of(folder) == ["x"] and not labels_of(folder, "b.geojson")


# Kinds that are none of 3.22's polygons


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
@pytest.mark.parametrize("kind", SURFACES)
def test_surfaces_become_areas(folder, kind, assign, task):
    """Where QGIS has not that kind, it reads it from the file as polygons."""
    layer = surface_layer(folder.parent / "surfaces.gpkg", kind)
    done = export(folder, source(layer, task), assign=assign)
    assert not done.problems
    assert labels_of(folder) == ["x"]
    if task is DETECTION:
        assert boxes(folder) == [(2.1, 41.1, 2.3, 41.2)]
    if task is SEGMENTATION:
        (area,) = areas(folder)
        assert area.symmetric_difference(box(2.1, 41.1, 2.3, 41.2)).area < 1e-12
        assert not done.notes


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
def test_a_surface_over_two_images_is_on_both(folder, assign, task):
    wkt = SURFACES["PolyhedralSurfaceZ"].replace("2.3 41", "2.95 41")
    layer = mixed_layer(folder.parent / "mixed.gpkg", (wkt, "x"))
    done = export(folder, source(layer, task), assign=assign)
    assert not done.problems
    assert labels_of(folder, "b.geojson") == ["x"]
    assert labels_of(folder) == ["x"] * (assign is not Assign.LARGEST)


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("kind", SURFACES)
def test_surfaces_in_collections_become_areas(folder, kind, task):
    dimensions = " Z" if kind.endswith("Z") else ""
    wkt = f"GeometryCollection{dimensions}({SURFACES[kind]})"
    layer = mixed_layer(folder.parent / "mixed.gpkg", (wkt, "x"))
    done = export(folder, source(layer, task))
    if layer.getFeature(1).geometry().isEmpty():  # 3.22 reads no such collection
        assert "no geometry" in only(done.problems) and kind.startswith("Poly")
    else:
        assert not done.problems
        assert labels_of(folder) == ["x"]


@pytest.mark.skipif(not hasattr(QgsWkbTypes.Type, "TIN"), reason="QGIS knows them since 3.40")
@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("kind", SURFACES)
def test_layers_of_surfaces_in_memory(folder, kind, task):
    layer = layer_of((SURFACES[kind], "x"), kind=kind)
    assert not export(folder, source(layer, task)).problems
    assert labels_of(folder) == ["x"]


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("wkt", ["PolyhedralSurface EMPTY", "TIN EMPTY", "MultiSurface EMPTY",
                                 "MultiPolygon(EMPTY)",
                                 "GeometryCollection(TIN EMPTY)"])  # fmt: skip
def test_an_area_without_parts_is_listed(folder, wkt, task):
    layer = mixed_layer(folder.parent / "mixed.gpkg", (wkt, "x"))
    done = export(folder, source(layer, task))
    assert (done.written_count, len(done.problems)) == (0, 1)
    assert "no geometry" in only(done.problems) or "without any part" in only(done.problems)
    assert not labels_of(folder)


def test_empty_parts_are_not_written(folder):
    parts, square = QgsMultiPolygon(), QgsGeometry.fromWkt(SQUARE)
    for part in (QgsPolygon(), square.constGet().clone(), QgsPolygon()):
        assert parts.addGeometry(part)
    layer = layer_of((QgsGeometry(parts), "x"), kind="MultiPolygon")
    export(folder, layer)
    assert [part.bounds for part in areas(folder)[0].geoms] == [(2.1, 41.1, 2.2, 41.2)]


def test_the_walls_of_a_building_are_none_of_its_area(folder):
    """Seen from above, they are lines on its outline."""
    floor = "((2.1 41.1 0, 2.2 41.1 0, 2.2 41.2 0, 2.1 41.2 0, 2.1 41.1 0))"
    roof = floor.replace(" 0,", " 9,").replace(" 0)", " 9)")
    wall = "((2.1 41.1 0, 2.2 41.1 0, 2.2 41.1 9, 2.1 41.1 9, 2.1 41.1 0))"
    wkt = f"PolyhedralSurface Z({floor}, {wall}, {roof})"
    done = export(folder, mixed_layer(folder.parent / "mixed.gpkg", (wkt, "x")))
    assert areas(folder)[0].symmetric_difference(box(2.1, 41.1, 2.2, 41.2)).area < 1e-12
    assert not [what for what in notes(done) if "left out" in what]


@pytest.mark.parametrize(
    "wkt", ["Point(2 41)", "LineString(2 41, 3 42)", "GeometryCollection EMPTY"]
)
def test_what_is_no_area_has_no_polygons(wkt):
    flat = flat_polygons(QgsGeometry.fromWkt(wkt))
    assert flat.polygons.isEmpty() and flat.has_left_over is ("EMPTY" not in wkt)
    assert valid_area(QgsGeometry.fromWkt(wkt)).isEmpty()
    assert flat_polygons(QgsGeometry()).polygons.isEmpty()
