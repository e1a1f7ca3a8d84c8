"""An export of layers: rights and places, and images that are elsewhere."""

import os
import sys
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsFeedback, QgsRasterLayer
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.mapping.export import export_layers, preview_layers
from scaneo_bridge.core.mapping.found_images import ImageFiles, project_images
from scaneo_bridge.core.mapping.mapping import (
    CampaignMapping,
    Existing,
    ImagesFrom,
    LabelSource,
    LayerMapping,
)
from scaneo_bridge.core.mapping.plan import plan_export
from support.folders import contents, snapshot, write_files
from support.geojson import LABELS, collection, one_of_each
from support.images import write_image
from support.layers import task_layer
from support.raising import gdal_raises
from support.rights import no_right, public_folder
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    SQUARE,
    box_wkt,
    boxes,
    export,
    export_plan,
    labels_of,
    layer_of,
    only,
    plan_of,
    source,
    spai_of,
    two_images,
    written,
)

# Rights and places


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_can_not_be_written(layer):
    with public_folder() as place:
        folder = two_images(place / "campaign")
        before = snapshot(folder)
        with no_right(folder, 0o555):
            for target in (folder, folder / "new"):
                plan = plan_of(target, layer, images=folder)
                for run in (preview_layers, export_layers):
                    with pytest.raises(ScaneoError, match="can't be written"):
                        run(plan, QgsFeedback())
        assert snapshot(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_file_that_we_may_not_read(layer):
    with public_folder() as place:
        folder = two_images(place / "campaign")
        write_files(folder, {"a.geojson": collection(*one_of_each())})
        folder.chmod(0o777)
        with no_right(folder / "a.geojson", 0o000):
            done = export_layers(plan_of(folder, layer), QgsFeedback())
        assert "a.geojson" in only(done.problems)
        assert done.feature_count == done.written_count + 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_nothing_behind_a_link_is_written(tmp_path, layer):
    outside = tmp_path / "outside"
    outside.mkdir()
    images = two_images(tmp_path / "images" / "sub").parent
    folder = tmp_path / "campaign"
    folder.mkdir()
    (folder / "sub").symlink_to(outside, target_is_directory=True)
    with pytest.raises(ScaneoError, match="nothing is written there"):
        export_layers(plan_of(folder, layer, images=images), QgsFeedback())
    assert not list(outside.iterdir()) and [path.name for path in folder.iterdir()] == ["sub"]


def test_a_folder_that_is_a_file(folder, layer):
    plan = plan_of(folder / "a.tif", layer, images=folder)
    for run in (preview_layers, export_layers):
        with pytest.raises(ScaneoError):
            run(plan, QgsFeedback())


def test_a_folder_without_images(tmp_path, layer):
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(ScaneoError, match="Choose the folder that holds the images"):
            export_layers(plan_of(place, layer), QgsFeedback())
    assert not list(tmp_path.iterdir())


# Images elsewhere


@pytest.mark.parametrize("copy", [False, True])
def test_images_in_a_folder_of_the_campaign_get_their_files_beside_them(tmp_path, layer, copy):
    folder = tmp_path / "campaign"
    two_images(folder / "images" / "2024")
    write_image(folder / "images" / "odd.tif", crs=None)
    done = export(folder, layer, images=folder / "images", copy_images=copy)
    names = {"images/2024/a.geojson", "images/2024/b.geojson", "spai.json"}
    assert contents(folder).keys() == names
    assert not done.copied
    assert [note.path for note in done.notes] == ["images/odd.tif"]


@pytest.mark.parametrize("copy", [False, True])
def test_a_campaign_in_the_folder_of_the_images(tmp_path, layer, copy):
    images = two_images(tmp_path / "images")
    folder = images / "campaign"
    export(folder, layer, images=images, copy_images=copy)
    assert contents(folder).keys() == {"a.geojson", "b.geojson", "spai.json"}
    again = export(folder, layer, images=images, copy_images=copy)
    assert not again.files and not again.copied and not again.notes


def with_company(path):
    """An image with its overviews and its statistics beside it."""
    write_image(path, size=600)
    dataset = gdal.Open(str(path))
    dataset.BuildOverviews("NEAREST", [2])
    dataset.GetRasterBand(1).ComputeStatistics(False)
    del dataset
    found = {one.name for one in path.parent.glob(path.name + ".*")}
    assert found == {path.name + ".ovr", path.name + ".aux.xml"}
    return path


def test_images_stay_where_they_are(tmp_path, layer):
    images = two_images(tmp_path / "images" / "2024").parent
    before = snapshot(images)
    folder = tmp_path / "campaign"
    done = export(folder, layer, images=images)
    assert contents(folder).keys() == {"2024/a.geojson", "2024/b.geojson", "spai.json"}
    assert snapshot(images) == before and not done.copied
    assert not list(folder.rglob("*.tif"))


def test_images_are_copied_with_what_belongs_to_them(tmp_path):
    images = tmp_path / "images"
    for name in ("a.tif", "sub/b.tif"):
        (images / name).parent.mkdir(parents=True, exist_ok=True)
        with_company(images / name)
    write_files(images, {"notes.txt": b"mine", "a.geojson": b"{}", "spai.json": b"{}"})
    before = snapshot(images)
    folder = tmp_path / "campaign"
    fields = ("label:string", "image:string")
    layer = layer_of((SQUARE, "x", "a"), (SQUARE, "x", "b"), fields=fields)
    done = export(folder, source(layer, image_field="image"), images=images, copy_images=True)
    assert sorted(done.copied) == ["a.tif", "sub/b.tif"]
    copies = {name for name in snapshot(folder) if not name.endswith("json")}
    assert copies == {
        f"{name}{end}" for name in ("a.tif", "sub/b.tif") for end in ("", ".ovr", ".aux.xml")
    }
    for name in copies:
        assert (folder / name).read_bytes() == (images / name).read_bytes()
    assert snapshot(images) == before
    now = snapshot(folder)
    again = export(folder, source(layer, image_field="image"), images=images, copy_images=True)
    assert not again.copied and not again.files
    assert snapshot(folder) == now


@pytest.mark.parametrize("raises", [False, True])
def test_an_image_that_is_none_is_copied_as_it_is(tmp_path, layer, raises):
    images = write_files(two_images(tmp_path / "images"), {"odd.tif": b"no image"})
    with gdal_raises(raises):
        done = export(tmp_path / "campaign", layer, images=images, copy_images=True)
    assert sorted(done.copied) == ["a.tif", "b.tif", "odd.tif"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_an_image_that_we_may_not_read_is_not_copied_in_part(layer):
    with public_folder() as place:
        images = two_images(place / "images")
        target = place / "campaign"
        target.mkdir()
        target.chmod(0o777)
        with (
            no_right(images / "a.tif", 0o000),
            pytest.raises(ScaneoError, match=r"a\.tif can't be read.*Nothing was written"),
        ):
            plan = plan_of(target, layer, images=images, copy_images=True)
            export_layers(plan, QgsFeedback())
        assert not list(target.iterdir())


def test_an_image_that_is_there_is_not_overrun(tmp_path, layer):
    images = two_images(tmp_path / "images")
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", size=20, grid=(2.0, 0.025, 0.0, 42.0, 0.0, -0.05))
    before = snapshot(folder)
    done = export(folder, layer, images=images, copy_images=True)
    assert done.copied == ["b.tif"]
    assert snapshot(folder)["a.tif"] == before["a.tif"]


def raster(path, project):
    layer = QgsRasterLayer(str(path), path.stem)
    assert layer.isValid()
    project.addMapLayer(layer)
    return layer


def test_the_rasters_of_the_project(tmp_path, layer, qgis_new_project):
    places = {"a.tif": tmp_path / "one" / "a.tif", "b.tif": tmp_path / "two" / "b.tif"}
    two_images(tmp_path / "made")
    for name, path in places.items():
        path.parent.mkdir()
        os.rename(tmp_path / "made" / name, path)
        raster(path, qgis_new_project)
        raster(path, qgis_new_project)
    qgis_new_project.addMapLayer(layer)
    assert project_images(qgis_new_project) == sorted(places.values())
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), SEGMENTATION, LabelSource(value="label")),),
        ImagesFrom.RASTERS,
        folder=str(tmp_path / "campaign"),
    )
    done = export_plan(plan_export(qgis_new_project, mapping))
    assert sorted(done.copied) == ["a.tif", "b.tif"]
    assert labels_of(tmp_path / "campaign") == ["water"]
    assert not export_plan(plan_export(qgis_new_project, mapping)).files
    qgis_new_project.clear()


def test_rasters_of_one_name_get_as_many_folders_as_tell_them_apart(tmp_path):
    files = [tmp_path / place / "a.tif" for place in ("2023/x", "2024/x")]
    for file, west in zip(files, (2.0, 2.5)):
        write_image(file, grid=(west, 0.05, 0.0, 42.0, 0.0, -0.1))
    folder = tmp_path / "campaign"
    layer = layer_of((SQUARE, "x"), (box_wkt(2.6, 41.1, 2.7, 41.2), "y"))
    export(folder, layer, images=ImageFiles(folder, files), copy_images=True)
    assert labels_of(folder, "2023/x/a.geojson") == ["x"]
    assert labels_of(folder, "2024/x/a.geojson") == ["y"]


def test_rasters_of_the_campaigns_folder_keep_their_place(tmp_path):
    folder = tmp_path / "campaign"
    inside = write_image(folder / "2024" / "a.tif")
    outside = write_image(tmp_path / "b.tif", grid=(2.5, 0.05, 0.0, 42.0, 0.0, -0.1))
    layer = layer_of((SQUARE, "x"), (box_wkt(2.6, 41.1, 2.7, 41.2), "y"))
    export(folder, layer, images=ImageFiles(folder, [inside, outside]), copy_images=True)
    assert contents(folder).keys() == {"2024/a.geojson", "b.geojson", "spai.json"}
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.tif")} == {
        "2024/a.tif",
        "b.tif",
    }


def test_a_folder_that_is_written_otherwise_is_the_same(tmp_path, qgis_new_project):
    folder = tmp_path / "campaign"
    raster(write_image(folder / "2024" / "a.tif"), qgis_new_project)
    (tmp_path / "x").mkdir()
    layer = layer_of((SQUARE, "x"))
    qgis_new_project.addMapLayer(layer)
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), SEGMENTATION, LabelSource(value="label")),),
        ImagesFrom.RASTERS,
        folder=f"{tmp_path}/x/../campaign",
    )
    assert Path(plan_export(qgis_new_project, mapping).folder) == folder
    export_plan(plan_export(qgis_new_project, mapping))
    assert contents(folder).keys() == {"2024/a.geojson", "spai.json"}
    qgis_new_project.clear()


def test_an_image_of_the_same_name_is_not_taken_for_another(tmp_path):
    """The folder has an a.tif of another place: the project's a.tif is not that one."""
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", grid=(50, 0.05, 0.0, 42.0, 0.0, -0.1))
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    outside = write_image(tmp_path / "elsewhere" / "a.tif")
    before = contents(folder)
    layer = layer_of((SQUARE, "x"))
    for copy in (True, False):
        plan = plan_of(folder, layer, images=ImageFiles(folder, [outside]), copy_images=copy)
        with pytest.raises(ScaneoError, match=r"a\.tif"):
            export_layers(plan, QgsFeedback())
        assert contents(folder) == before


def test_mapped_with_the_choices_of_the_user(folder, layer, qgis_new_project):
    write_files(folder, {"a.geojson": collection(*one_of_each()), "spai.json": LABELS})
    qgis_new_project.addMapLayer(layer)
    mapping = CampaignMapping(
        (LayerMapping(layer.id(), DETECTION, LabelSource(value="label")),),
        folder=f"  {folder} ",
        existing=Existing.REPLACE,
    )
    done = export_plan(plan_export(qgis_new_project, mapping))
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert len(written(folder)) == 3
    assert list(spai_of(folder)) == ["water", "urban", "field"]
    assert done.image_count == 2
    for wrong, said in (
        (CampaignMapping(folder=str(folder)), "No layer is mapped"),
        (CampaignMapping(mapping.layers), "No folder is chosen"),
        (
            CampaignMapping(mapping.layers, ImagesFrom.RASTERS, folder=str(folder)),
            "no local GeoTIFF",
        ),
    ):
        with pytest.raises(ScaneoError, match=said):
            plan_export(qgis_new_project, wrong)
    qgis_new_project.clear()
    with pytest.raises(ScaneoError, match="gone from the project"):
        plan_export(qgis_new_project, mapping)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_folder_behind_a_link_is_the_same(tmp_path):
    folder = tmp_path / "campaign"
    image = write_image(folder / "2024" / "a.tif")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    layer = layer_of((SQUARE, "x"))
    for place in (folder, tmp_path / "link"):
        for file in (image, tmp_path / "link" / "2024" / "a.tif"):
            export(place, layer, images=ImageFiles(place, [file]), copy_images=True)
    assert contents(folder).keys() == {"2024/a.geojson", "spai.json"}
    assert len(written(folder, "2024/a.geojson")) == 1


def test_a_campaigns_own_layers_are_known_in_its_folder(campaign_copy, opened):
    """What SCANEO wrote comes back from QGIS as it was; an area that is not valid is repaired."""
    folder = campaign_copy("scaneo_export")
    workspace = opened(folder).workspace.path
    sources = [
        source(task_layer(workspace, task.value), task, image_field="image")
        for task in (CLASSIFICATION, DETECTION, SEGMENTATION)
    ]
    done = export(folder, *sources)
    (note,) = (note for note in done.notes if "repaired" in note.what)
    assert note.location.startswith("feature ")
    assert done.feature_count - done.kept_count == sum(file.added for file in done.files) == 1
    assert not done.problems
    before = snapshot(folder)
    assert not export(folder, *sources).files
    assert snapshot(folder) == before
