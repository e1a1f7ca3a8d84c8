"""Which images a feature belongs to by its place."""

import pytest
from scaneo_bridge.core.mapping.mapping import Assign
from shapely.geometry import box, shape
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
    only,
    source,
    two_images,
    written,
)
from support.subjects.layer_places import OVER, counts

LARGEST, TOUCHED, CLIPPED = Assign


# By place


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_the_image_that_it_overlaps_most(folder, task):
    done = export(folder, source(layer_of((OVER, "x")), task))
    assert counts(folder) == {"b.geojson": 1}
    assert (done.written_count, done.annotation_count, done.image_count) == (1, 1, 1)


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_every_image_that_it_touches(folder, task):
    done = export(folder, source(layer_of((OVER, "x")), task), assign=TOUCHED)
    assert counts(folder) == {"a.geojson": 1, "b.geojson": 1}
    assert written(folder) == written(folder, "b.geojson")
    assert (done.written_count, done.annotation_count, done.image_count) == (1, 2, 2)


def test_areas_are_cut_to_their_images(folder):
    hole = OVER[:-1] + ", (2.45 41.12, 2.45 41.18, 2.55 41.18, 2.55 41.12, 2.45 41.12))"
    export(folder, layer_of((hole, "x")), assign=CLIPPED)
    (left,), (right,) = areas(folder), areas(folder, "b.geojson")
    gap = box(2.45, 41.12, 2.55, 41.18)
    assert left.symmetric_difference(box(2.4, 41.1, 2.5, 41.2) - gap).area < 1e-12
    assert right.symmetric_difference(box(2.5, 41.1, 2.7, 41.2) - gap).area < 1e-12


def test_boxes_are_cut_to_their_images(folder):
    export(folder, source(layer_of((OVER, "x")), DETECTION), assign=CLIPPED)
    assert boxes(folder) == [pytest.approx((2.4, 41.1, 2.5, 41.2))]
    assert boxes(folder, "b.geojson") == [pytest.approx((2.5, 41.1, 2.7, 41.2))]


def test_an_area_that_lies_in_several_images_is_whole_in_each(tmp_path):
    folder = tmp_path / "campaign"
    for name in "abc":
        write_image(folder / f"{name}.tif")
    export(folder, layer_of((SQUARE, "x")), assign=CLIPPED)
    for name in "abc":
        (area,) = areas(folder, f"{name}.geojson")
        assert area.equals(box(2.1, 41.1, 2.2, 41.2)), name


def test_a_hundred_pieces(tmp_path):
    folder = tmp_path / "campaign"
    for x in range(10):
        for y in range(10):
            write_image(folder / f"{x}{y}.tif", grid=(2 + x / 10, 0.01, 0, 42 - y / 10, 0, -0.01))
    layer = layer_of((box_wkt(1.95, 40.95, 3.05, 42.05), "x"))
    done = export(folder, layer, source(layer, DETECTION), assign=CLIPPED)
    assert len(counts(folder)) == done.image_count == 100
    assert done.annotation_count == 200
    assert sum(areas(folder, name)[0].area for name in counts(folder)) == pytest.approx(1)


@pytest.mark.parametrize("assign", [TOUCHED, CLIPPED, LARGEST])
@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_a_common_border_is_no_overlap(folder, task, assign):
    layer = layer_of((box_wkt(2.4, 41.1, 2.5, 41.2), "x"), (box_wkt(2.5, 41.1, 2.6, 41.2), "y"))
    export(folder, source(layer, task), assign=assign)
    assert labels_of(folder) == ["x"]
    assert labels_of(folder, "b.geojson") == ["y"]


def test_tiles_in_metres_share_borders(tmp_path):
    """A feature for each tile, just as large."""
    folder = tmp_path / "campaign"
    rows = []
    for x in range(3):
        for y in range(3):
            west, north = 4e5 + 1000 * x, 46e5 - 1000 * y
            write_image(folder / f"{x}{y}.tif", "EPSG:32631", (west, 100, 0, north, 0, -100))
            rows.append((box_wkt(west, north - 1000, west + 1000, north), f"{x}{y}"))
    layer = layer_of(*rows, crs="EPSG:32631")
    export(folder, layer, source(layer, CLASSIFICATION))
    for name in counts(folder):
        assert labels_of(folder, name) == [name[:2], name[:2]]
    assert len(counts(folder)) == 9


# Overlaps


def test_of_images_that_hold_it_the_nearest(tmp_path):
    folder = tmp_path / "campaign"
    for number in range(5):
        write_image(folder / f"{number}.tif", grid=(2 + number / 10, 0.05, 0.0, 42.0, 0.0, -0.1))
    layer = layer_of((box_wkt(2.40, 41.4, 2.44, 41.6), "x"))
    done = export(folder, layer)
    assert counts(folder) == {"2.geojson": 1}
    assert not done.notes


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_a_time_series_takes_the_first_and_says_so(tmp_path, task):
    folder = tmp_path / "campaign"
    for year in (2020, 2021, 2022):
        write_image(folder / str(year) / "a.tif")
    layer = layer_of((SQUARE, "x"))
    done = export(folder, source(layer, task))
    assert counts(folder) == {"2020/a.geojson": 1}
    (note,) = done.notes
    assert "several images" in note.what and "every image" in note.mend
    done = export(folder, source(layer, task), assign=TOUCHED)
    assert done.annotation_count == 3 and not done.notes


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
def test_an_image_over_the_antimeridian(tmp_path, task, assign):
    folder = tmp_path / "campaign"
    write_image(folder / "fiji.tif", "EPSG:4326", (175, 1, 0, -10, 0, -1))
    write_image(folder / "west.tif", "EPSG:4326", (165, 1, 0, -10, 0, -1))
    write_image(folder / "world.tif", "EPSG:4326", (-60, 12, 0, 50, 0, -10))
    layer = layer_of(
        (box_wkt(179, -13, 180, -12), "east"),
        (box_wkt(-180, -13, -179, -12), "west"),
        (box_wkt(0, -13, 1, -12), "middle"),
    )
    export(folder, source(layer, task), assign=assign)
    assert labels_of(folder, "fiji.geojson") == ["east", "west"]
    assert labels_of(folder, "world.geojson") == ["middle"]
    assert counts(folder) == {"fiji.geojson": 2, "world.geojson": 1}


def test_an_area_over_the_antimeridian_is_cut_to_images_on_both_sides(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "e.tif", "EPSG:4326", (-180, 1, 0, -10, 0, -1))
    write_image(folder / "w.tif", "EPSG:4326", (170, 1, 0, -10, 0, -1))
    layer = layer_of((box_wkt(178, -13, 181, -12), "x"))
    export(folder, layer)
    assert counts(folder) == {"w.geojson": 1}
    export(folder, layer, assign=CLIPPED, replaced=[SEGMENTATION])
    assert areas(folder, "w.geojson")[0].bounds == pytest.approx((178, -13, 180, -12))
    assert areas(folder, "e.geojson")[0].bounds == pytest.approx((-180, -13, -179, -12))


def test_of_images_across_the_antimeridian_the_nearest(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:4326", (170, 1, 0, -10, 0, -1))
    write_image(folder / "b.tif", "EPSG:4326", (175, 1, 0, -10, 0, -1))
    layer = layer_of((box_wkt(179.0, -15.5, 179.5, -14.5), "x"))
    export(folder, layer)
    assert counts(folder) == {"b.geojson": 1}


@pytest.mark.parametrize("place", [(1, 41), (2.25, 43), (-177.75, 41.5)])
@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
def test_outside_every_image(folder, task, assign, place):
    lon, lat = place
    layer = layer_of((box_wkt(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1), "x"))
    done = export(folder, source(layer, task), assign=assign)
    assert only(done.problems) == "It lies outside every image."
    assert not done.files


def test_a_point_on_a_common_border_goes_to_one_image(folder):
    done = export(folder, source(layer_of(("Point(2.5 41.5)", "x"), kind="Point"), CLASSIFICATION))
    assert sum(counts(folder).values()) == 1 and not done.problems


# Images that have no place, or no file


def test_the_file_that_was_asked_for_has_the_shape(folder):
    """The helper above is worth something: what is written is where it was drawn."""
    export(folder, layer_of((SQUARE, "x")))
    (feature,) = written(folder)
    assert shape(feature["geometry"]).equals(box(2.1, 41.1, 2.2, 41.2))


@pytest.mark.parametrize("place", [(4e5, 46e5), (2e5, 70e5)])
@pytest.mark.parametrize("task", [CLASSIFICATION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
def test_no_sliver_is_left_along_the_borders_of_tiles(tmp_path, assign, task, place):
    """Edges of footprints bend, those of areas don't: they overlap by some centimetres. (Boxes are
    the bounds of a turned square, and truly larger than it.)"""
    folder = tmp_path / "campaign"
    layer = layer_of(*tiles(folder, *place), crs="EPSG:32631")
    done = export(folder, source(layer, task), assign=assign)
    assert counts(folder) == {f"{label}.geojson": 1 for label in TILES}
    for label in TILES:
        assert labels_of(folder, f"{label}.geojson") == [label]
    assert done.annotation_count == 9
    assert not export(folder, source(layer, task), assign=assign).files


TILES = [f"{x}{y}" for x in range(3) for y in range(3)]
SIDE = 2560


def tiles(folder, west, north, grow=0):
    """Tiles of 256 pixels of 10 m that touch, and rows for areas as large, or larger."""
    for label in TILES:
        x, y = west + SIDE * int(label[0]), north - SIDE * int(label[1])
        write_image(folder / f"{label}.tif", "EPSG:32631", (x, 10, 0, y, 0, -10), 256)
        yield box_wkt(x - grow, y - SIDE - grow, x + SIDE + grow, y + grow), label


@pytest.mark.parametrize("task", [CLASSIFICATION, SEGMENTATION])
@pytest.mark.parametrize("assign", [TOUCHED, CLIPPED])
@pytest.mark.parametrize(("metres", "found"), [(0.3, 9), (3, 49)])
def test_an_overlap_of_some_metres_is_one(tmp_path, assign, task, metres, found):
    folder = tmp_path / "campaign"
    layer = layer_of(*tiles(folder, 4e5, 46e5, metres), crs="EPSG:32631")
    assert export(folder, source(layer, task), assign=assign).annotation_count == found


def test_an_overlap_in_an_image_of_large_pixels_is_one(tmp_path):
    """Pixels are 0.05 and 0.1 degrees wide there; a tenth of that is no sliver."""
    folder = two_images(tmp_path)
    layer = layer_of((box_wkt(2.4, 41.1, 2.505, 41.3), "x"), (box_wkt(2.995, 41, 3.4, 42), "y"))
    export(folder, source(layer), assign=TOUCHED)
    assert labels_of(folder) == ["x"] and labels_of(folder, "b.geojson") == ["x", "y"]


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("assign", Assign)
def test_what_is_thin_itself_is_found(tmp_path, assign, task):
    """Features of 1 m, a tenth of a pixel: within a tile, across a border and across a corner."""
    folder = tmp_path / "campaign"
    list(tiles(folder, 499000, 46e5))
    x, y = 499000 + SIDE, 46e5 - SIDE
    layer = layer_of(
        (box_wkt(x + 100, y - 1000, x + 101, y - 500), "within"),
        (box_wkt(x - 0.5, y - 1000, x + 0.5, y - 500), "along"),
        (box_wkt(x - 300, y - 1000, x + 300, y - 999), "across"),
        (box_wkt(x - 0.5, y - 0.5, x + 0.5, y + 0.5), "corner"),
        crs="EPSG:32631",
    )
    done = export(folder, source(layer, task), assign=assign)
    assert not done.problems
    assert done.annotation_count == (4 if assign is LARGEST else 1 + 2 + 2 + 4)


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_a_box_that_an_image_has_on_both_sides_of_the_antimeridian(tmp_path, task):
    """Cut to it, it would become a box around the world."""
    folder = tmp_path / "campaign"
    write_image(folder / "fiji.tif", "EPSG:4326", (175, 1, 0, -10, 0, -1))
    layer = layer_of((box_wkt(-178, -13, 178, -12), "x"))
    done = export(folder, source(layer, task), assign=CLIPPED)
    if task is DETECTION:
        assert "crosses the antimeridian" in only(done.problems)
        assert "Split" in done.problems[0].mend
    else:
        assert not done.problems and labels_of(folder, "fiji.geojson") == ["x"]
