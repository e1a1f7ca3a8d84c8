"""Images that were replaced since the campaign was opened: what they are now is what counts."""

import os
import shutil

import pytest
from osgeo import gdal, ogr
from scaneo_bridge.core.base.model import ImageMark, ImageState
from scaneo_bridge.core.workspace.workspace import Workspace
from support.files.impostors import OVERVIEWS, VRT, WMS, write_as
from support.files.odd_files import make_odd
from support.files.older import make_version_3
from support.folders import write_files
from support.geojson import LABELS, classification, collection, detection, segmentation
from support.images import write_image
from support.layers import add, relabel

ELSEWHERE = (9.0, 0.05, 0.0, 10.0, 0.0, -0.1)


@pytest.fixture
def folder(tmp_path):
    """Two images, one of them in a folder: each with a box, an area and a class."""
    folder = tmp_path / "campaign"
    write_image(tmp_path / "outside" / "secret.tif", value=200)
    files = collection(classification("water"), detection("urban"), segmentation("water"))
    for name in ("a", "sub/b"):
        write_image(folder / f"{name}.tif")
    return write_files(folder, {"spai.json": LABELS, "a.geojson": files, "sub/b.geojson": files})


def text(words):
    def put(path):
        source = path.parents[1] / "outside" / "secret.tif"
        path.write_text(words.format(source=source, url="http://127.0.0.1:9"))

    return put


IMPOSTORS = {
    "VRT": (text(VRT), "a virtual raster"),
    "WMS": (text(WMS), "a map server"),
    "PNG": (lambda path: write_as(path, "PNG"), "a PNG image"),
    "empty": (text(""), "can't be read"),
    "half": (text("II*\0"), "can't be read"),
    "words": (text("nothing"), "no GeoTIFF"),
    "pipe": (lambda path: make_odd(path, "pipe"), "can't be read"),
    "device": (lambda path: make_odd(path, "device"), "can't be read"),
    "no place": (lambda path: write_image(path, None, None), "no georeference"),
}
BESIDE = {
    "overviews": ("a.tif.ovr", text(VRT), "a.tif.ovr"),
    "mask": ("a.tif.msk", text(WMS), "a.tif.msk"),
    "statistics": ("a.tif.aux.xml", text(OVERVIEWS.replace("{file}", "{url}")), "overviews"),
    "pipe": ("a.tfw", lambda path: make_odd(path, "pipe"), "a.tfw"),
}


def told(opened, name="a.tif"):
    return [one.what for one in opened.problems if one.path == name]


def west(workspace, table="images", name="a.tif"):
    """Where the shapes of an image begin."""
    source = ogr.Open(str(workspace))
    layer = source.GetLayerByName(table)
    layer.SetAttributeFilter(f"{'path' if table == 'images' else 'image'} = '{name}'")
    return [round(row.GetGeometryRef().GetEnvelope()[0], 6) for row in layer]


@pytest.mark.parametrize("kind", IMPOSTORS)
def test_what_took_the_place_of_an_image_is_told_until_it_is_good_again(folder, opened, kind):
    put, what = IMPOSTORS[kind]
    workspace = opened(folder).workspace.path
    image, aside = folder / "a.tif", folder.parent / "aside.tif"
    image.rename(aside)
    put(image)
    for _ in range(2):
        again = opened(folder)
        (said,) = told(again)
        assert what in said and told(again, "sub/b.tif") == [] and again.edited == []
        assert west(workspace) == west(workspace, "classification") == [2.0]
    image.unlink()
    aside.rename(image)
    assert told(opened(folder)) == []
    assert again.annotation_count == 6


@pytest.mark.parametrize("kind", BESIDE)
def test_what_came_beside_an_image_is_told_until_it_is_gone(folder, opened, kind):
    name, put, what = BESIDE[kind]
    workspace = opened(folder).workspace.path
    put(folder / name)
    for _ in range(2):
        (said,) = told(opened(folder))
        assert what in said and west(workspace) == [2.0]
    (folder / name).unlink()
    assert told(opened(folder)) == []


@pytest.mark.parametrize("name", ["a.tif", "sub/b.tif"])
def test_an_image_that_lies_elsewhere_now_has_its_footprint_there(folder, opened, exported, name):
    workspace = opened(folder).workspace.path
    write_image(folder / name, grid=ELSEWHERE)
    again = opened(folder)
    assert west(workspace, "images", name) == west(workspace, "classification", name) == [9.0]
    assert again.edited == [] and again.annotation_count == 6
    (said,) = told(again, name)
    assert "elsewhere" in said and "2 of 2" in said
    assert told(opened(folder), name) == [], "it is said once"
    add(workspace, "detection", None, "urban", "POLYGON((9.1 9.8,9.2 9.8,9.2 9.9,9.1 9.9,9.1 9.8))")
    done = exported(workspace)
    assert [file.path for file in done.files] == [name.replace(".tif", ".geojson")]
    assert not [one for one in done.problems if "outside" in one.what]


def test_a_place_that_is_given_beside_an_image_counts(folder, opened):
    write_image(folder / "a.tif", grid=None)
    (folder / "a.tfw").write_text("0.05\n0\n0\n-0.1\n2.025\n41.95\n")
    workspace = opened(folder).workspace.path
    assert west(workspace) == [2.0]
    (folder / "a.tfw").write_text("0.05\n0\n0\n-0.1\n9.025\n41.95\n")
    opened(folder)
    assert west(workspace) == [9.0]


def test_marks_and_edits_stay(folder, opened):
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "water")
    with Workspace.open(workspace) as known:
        known.set_mark("a.tif", ImageMark(ImageState.DONE, flagged=True))
        known.database.execute(
            "INSERT INTO unsaved (task, content) VALUES ('classification', '{}')"
        )
        edits, counts = known.changes(), known.counts()
    for put in (lambda path: write_image(path, grid=ELSEWHERE), text(VRT)):
        put(folder / "a.tif")
        assert opened(folder).edited == ["a.tif"]
        with Workspace.open(workspace) as known:
            assert known.mark("a.tif") == ImageMark(ImageState.DONE, flagged=True)
            assert (known.changes(), known.counts()) == (edits, counts)
            unsaved = known.database.rows("SELECT content FROM unsaved")
            assert [row.GetFieldAsString(0) for row in unsaved] == ["{}"]


def test_an_image_that_looks_as_before_is_not_read(folder, opened):
    """A change that nothing shows stays unseen: so nothing was read."""
    workspace = opened(folder).workspace.path
    image = folder / "a.tif"
    before = image.stat()
    other = write_image(folder.parent / "other.tif", grid=ELSEWHERE)
    assert other.stat().st_size == before.st_size
    image.write_bytes(other.read_bytes())
    os.utime(image, ns=(before.st_atime_ns, before.st_mtime_ns))
    opened(folder)
    assert west(workspace) == [2.0]
    os.utime(image)
    opened(folder)
    assert west(workspace) == [9.0]


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_an_export_tells_of_an_edited_image_that_is_none(folder, opened, exported, kind):
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "water")
    (folder / "a.tif").unlink()
    make_odd(folder / "a.tif", kind)
    done = exported(workspace)
    assert [file.path for file in done.files] == ["a.geojson"]
    assert [one.path for one in done.problems if "can't be read" in one.what] == ["a.tif"]
    assert len(told(opened(folder))) == 1


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_folder_in_the_place_of_an_image_is_no_mask(folder, opened, is_edited):
    workspace = opened(folder).workspace.path
    if is_edited:
        relabel(workspace, "detection", "a.tif", "water")
    (folder / "a.tif").unlink()
    (folder / "a.tif").mkdir()
    again = opened(folder)
    said = " ".join(told(again))
    assert "gone from the folder" in said and "a folder with the name" in said
    assert "mask" not in said and again.annotation_count == 6


@pytest.mark.parametrize("put", [text(VRT), lambda path: write_image(path, grid=ELSEWHERE)])
def test_what_0_1_0_took_for_an_image_is_looked_at_once(folder, opened, put):
    """It opened a VRT by that name, and noted of no image how it looks."""
    workspace = opened(folder).workspace.path
    put(folder / "a.tif")
    make_version_3(workspace)
    assert len(told(opened(folder))) == 1


def test_what_is_beside_an_image_goes_along_under_its_new_name(folder, opened):
    gdal.Open(str(folder / "a.tif")).BuildOverviews("NEAREST", [2])
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "water")
    for suffix in ("tif", "tif.ovr", "geojson"):
        (folder / f"a.{suffix}").rename(folder / f"c.{suffix}")
    assert opened(folder).edited == ["c.tif"]
    text(VRT)(folder / "c.tif.ovr")
    assert len(told(opened(folder), "c.tif")) == 1 and west(workspace, name="c.tif") == [2.0]


def test_a_copy_of_the_folder_has_the_same_footprints(folder, opened):
    opened(folder)
    copy = shutil.copytree(folder, folder.parent / "copy")
    again = opened(copy)
    assert again.edited == [] and again.problem_count == 0 and west(again.workspace.path) == [2.0]
