"""Which image a feature belongs to by the name that it gives; images without a place or a file."""

import pytest
from osgeo import osr
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.mapping.mapping import Assign
from shapely.geometry import shape
from support.images import write_image
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    box_wkt,
    export,
    labels_of,
    layer_of,
    only,
    source,
    written,
)
from support.subjects.layer_places import OVER, counts

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
