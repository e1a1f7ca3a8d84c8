"""Which images a feature belongs to: by the name that it gives, else by its place."""

import pytest
from osgeo import osr
from scaneo_bridge.core.base.errors import ScaneoError
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

LARGEST, TOUCHED, CLIPPED = Assign


@pytest.fixture
def folder(tmp_path):
    return two_images(tmp_path / "campaign")


def counts(folder):
    return {
        path.relative_to(folder).as_posix(): len(labels_of(folder, path.relative_to(folder)))
        for path in folder.rglob("*.geojson")
        if path.parent.name != "backups"
    }


OVER = box_wkt(2.4, 41.1, 2.7, 41.2)
"""A third of it in a.tif, two thirds in b.tif."""


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


# By name


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "campaign"
    for name in ("a.tif", "2024/a.tif", "2024/b.v2.tif", "2023/c.tiff", "c.tif", "2023/d.tiff"):
        write_image(folder / name)
    return folder


NAMES = {
    "a.tif": "a.geojson",
    "a": "a.geojson",
    "2024/a.tif": "2024/a.geojson",
    "2024/a": "2024/a.geojson",
    "2024\\a.tif": "2024/a.geojson",
    "./2024/a.tif": "2024/a.geojson",
    "b.v2.tif": "2024/b.v2.geojson",
    "b.v2": "2024/b.v2.geojson",
    " b.v2.tif ": "2024/b.v2.geojson",
    "C:\\data\\campaign\\2024\\b.v2.tif": "2024/b.v2.geojson",
    "/data/campaign/2024/a.tif": "2024/a.geojson",
    "d": "2023/d.geojson",
    "d.tiff": "2023/d.geojson",
}


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
@pytest.mark.parametrize("name", NAMES)
def test_the_image_that_it_names(tree, name, task):
    layer = layer_of((SQUARE, "x", name), fields=("label:string", "image:string"))
    done = export(tree, source(layer, task, image_field="image"))
    assert not done.problems, done.problems
    assert counts(tree) == {NAMES[name]: 1}


def test_the_absolute_path_of_each_image(tree):
    rows = [(SQUARE, path.stem, str(path)) for path in sorted(tree.rglob("*.tif"))]
    layer = layer_of(*rows, fields=("label:string", "image:string"))
    done = export(tree, source(layer, image_field="image"))
    assert not done.problems, done.problems
    assert counts(tree) == {
        "a.geojson": 1,
        "2024/a.geojson": 1,
        "2024/b.v2.geojson": 1,
        "c.geojson": 1,
    }


@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_what_lies_elsewhere_may_name_its_image(folder, task):
    layer = layer_of((box_wkt(10, 10, 11, 11), "x", "a"), fields=("label:string", "image:string"))
    assert not export(folder, source(layer, task, image_field="image")).problems
    assert labels_of(folder) == ["x"]


@pytest.mark.parametrize(
    "name", ["e.tif", "b.v3.tif", "tif", "/", "<b>e</b>", "../e", "2023/b.v2.tif", "/x/2023/b.v2"]
)
def test_an_unknown_name(tree, name):
    layer = layer_of((SQUARE, "x", name), fields=("label:string", "image:string"))
    done = export(tree, source(layer, image_field="image"))
    assert f"There is no image “{name}”" in only(done.problems)
    assert not done.files


def test_a_name_that_two_images_have(tmp_path):
    folder = tmp_path / "campaign"
    for year in (2023, 2024):
        write_image(folder / str(year) / "a.tif")
    layer = layer_of((SQUARE, "x", "a.tif"), fields=("label:string", "image:string"))
    done = export(folder, source(layer, image_field="image"))
    assert "can be any of 2023/a.tif, 2024/a.tif" in only(done.problems)
    assert "path below the folder" in done.problems[0].mend


@pytest.mark.parametrize("assign", Assign)
@pytest.mark.parametrize("task", [CLASSIFICATION, DETECTION, SEGMENTATION])
def test_a_name_comes_before_the_place_and_nothing_is_cut(folder, task, assign):
    layer = layer_of((OVER, "x", "a"), fields=("label:string", "image:string"))
    export(folder, source(layer, task, image_field="image"), assign=assign)
    assert counts(folder) == {"a.geojson": 1}
    if task is not CLASSIFICATION:
        assert shape(written(folder)[0]["geometry"]).bounds == (2.4, 41.1, 2.7, 41.2)


@pytest.mark.parametrize("name", [None, "", "  "])
def test_without_a_name_the_place_decides(folder, name):
    layer = layer_of((OVER, "x", name), fields=("label:string", "image:string"))
    export(folder, source(layer, image_field="image"))
    assert counts(folder) == {"b.geojson": 1}


def test_a_name_that_is_a_number(tmp_path):
    folder = tmp_path / "campaign"
    for name in ("7.tif", "8.tif"):
        write_image(folder / name)
    layer = layer_of((SQUARE, "x", 8), fields=("label:string", "image:integer"))
    export(folder, source(layer, image_field="image"))
    assert counts(folder) == {"8.geojson": 1}


def test_a_table_names_its_images(folder):
    table = layer_of((None, "x", "a.tif"), (None, "y", "b"), (None, "x", None), kind="NoGeometry",
                     fields=("label:string", "image:string"))  # fmt: skip
    done = export(folder, source(table, CLASSIFICATION, image_field="image"))
    assert (labels_of(folder), labels_of(folder, "b.geojson")) == (["x"], ["y"])
    assert "names no image" in only(done.problems)
    with pytest.raises(ScaneoError, match="no geometry"):
        source(table, CLASSIFICATION)
    for task in (DETECTION, SEGMENTATION):
        with pytest.raises(ScaneoError, match="no areas"):
            source(table, task, image_field="image")


def test_features_without_geometry_name_their_images(folder):
    layer = layer_of((None, "x", "a.tif"), fields=("label:string", "image:string"))
    done = export(folder, source(layer, CLASSIFICATION, image_field="image"))
    assert labels_of(folder) == ["x"] and not done.problems


# Images that have no place, or no file


def test_of_two_images_of_one_file_the_first_gets_it(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif")
    write_image(folder / "a.tiff")
    fields = ("label:string", "image:string")
    layer = layer_of(
        (SQUARE, "x", None), (SQUARE, "y", "a.tiff"), (SQUARE, "z", "a"), fields=fields
    )
    done = export(folder, source(layer, image_field="image"))
    assert labels_of(folder) == ["x", "z"]
    assert "a.tiff has no annotation file of its own" in only(done.problems)
    assert any(note.path == "a.tiff" for note in done.notes)


def test_an_image_without_a_file_of_its_own_is_not_found_by_its_place(folder):
    write_image(folder / "a.tiff", grid=(12.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    done = export(folder, layer_of((box_wkt(12.1, 41.1, 12.2, 41.2), "x")))
    assert only(done.problems) == "It lies outside every image."


def unreadable(path):
    path.write_bytes(b"II*\0 no image")


def without_crs(path):
    write_image(path, crs=None)


def without_place(path):
    write_image(path, grid=None)


def local(path):
    write_image(path, crs='LOCAL_CS["mine",UNIT["metre",1]]')


@pytest.mark.parametrize("make", [unreadable, without_crs, without_place, local])
def test_an_image_without_a_place_stops_nothing_and_can_be_named(folder, make):
    make(folder / "odd.tif")
    layer = layer_of(
        (SQUARE, "x", None), (SQUARE, "y", "odd"), fields=("label:string", "image:string")
    )
    done = export(folder, source(layer, image_field="image"))
    assert not done.problems
    assert (labels_of(folder), labels_of(folder, "odd.geojson")) == (["x"], ["y"])
    (note,) = done.notes
    assert note.path == "odd.tif" and note.mend


def test_an_image_in_another_system_than_the_layer(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", "EPSG:32631", (4e5, 1e3, 0, 46e5, 0, -1e3))
    to_mercator = osr.CoordinateTransformation(_srs(32631), _srs(3857))
    x, y, _ = to_mercator.TransformPoint(405000, 4595000)
    layer = layer_of((box_wkt(x - 10, y - 10, x + 10, y + 10), "x"), crs="EPSG:3857")
    export(folder, layer)
    assert labels_of(folder) == ["x"]


def _srs(code):
    made = osr.SpatialReference()
    made.ImportFromEPSG(code)
    made.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return made


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
