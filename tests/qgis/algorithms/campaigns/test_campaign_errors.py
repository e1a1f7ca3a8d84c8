"""Import and export in Processing: what they tell, what stops them, and how they are cancelled."""

import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException
from support import layers as edits
from support.folders import snapshot, write_files
from support.geojson import LABELS, collection, detection, one_of_each, segmentation
from support.images import write_image
from support.processing import Log
from support.subjects.campaign_algorithms import EXPORT, IMPORT, algorithm

# Problems and errors


def test_problems_are_in_the_log_and_stop_nothing(processing, folder, log):
    write_files(
        folder,
        {
            "2024/b.geojson": b'{"type": "FeatureCollection", "features": [{',
            "a.geojson": collection(detection("marsh"), segmentation()),
        },
    )
    done = processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)
    assert (done["ANNOTATION_COUNT"], done["PROBLEM_COUNT"]) == (2, 2)
    broken, unlisted = log.errors
    assert broken.startswith("2024/b.geojson, line 1, column ")
    assert "a.geojson" in unlisted and "marsh" in unlisted


def test_what_can_not_be_exported_is_in_the_log(processing, folder, log):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    far = "Polygon((50 50, 51 50, 51 51, 50 51, 50 50))"
    edits.add(workspace, "detection", None, wkt=far)
    done = processing.run(EXPORT, {"WORKSPACE": workspace}, feedback=log)
    assert (done["PROBLEM_COUNT"], done["FILES_WRITTEN"]) == (1, 0)
    (error,) = log.errors
    assert error.startswith("detection, feature ")


def test_open_edits_are_not_exported_and_that_is_said(processing, folder, log, qgis_new_project):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    layer = edits.task_layer(workspace, "detection")
    qgis_new_project.addMapLayer(layer)
    assert layer.startEditing()
    assert layer.deleteFeature(edits.first(layer, "a.tif").id())
    context = QgsProcessingContext()
    context.setProject(qgis_new_project)
    done = processing.run(EXPORT, {"WORKSPACE": workspace}, feedback=log, context=context)
    assert done["FILES_WRITTEN"] == 0
    (warning,) = log.warnings
    assert "detection" in warning
    layer.rollBack()
    qgis_new_project.clear()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_import_under_open_edits_is_refused(
    processing, folder, log, tmp_path, qgis_new_project, logged_errors, elsewhere
):
    parameters = {"FOLDER": str(folder)}
    if elsewhere:
        parameters["WORKSPACE"] = str(tmp_path / "mine.gpkg")
    workspace = processing.run(IMPORT, parameters)["WORKSPACE"]
    layer = edits.task_layer(workspace, "detection")
    qgis_new_project.addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(qgis_new_project)
    assert layer.startEditing()
    processing.run(IMPORT, parameters, feedback=log, context=context)  # nothing was edited yet
    assert layer.deleteFeature(edits.first(layer, "a.tif").id())
    before = Path(workspace).read_bytes()
    with pytest.raises(QgsProcessingException):
        processing.run(IMPORT, parameters, feedback=log, context=context)
    (error, *_) = log.errors
    assert "detection" in error and "Save or discard" in error
    assert Path(workspace).read_bytes() == before
    layer.rollBack()
    processing.run(IMPORT, parameters, context=context)
    qgis_new_project.clear()
    logged_errors.clear()


def no_folder(folder):
    return IMPORT, {"FOLDER": str(folder / "none")}, "none"


def no_image(folder):
    (folder / "empty").mkdir()
    return IMPORT, {"FOLDER": str(folder / "empty")}, "empty"


def no_workspace(folder):
    return EXPORT, {"WORKSPACE": str(folder / "none.gpkg")}, "none.gpkg"


def no_geopackage(folder):
    return EXPORT, {"WORKSPACE": str(folder / "a.geojson")}, "a.geojson"


def another_geopackage(folder):
    path = folder / "a.gpkg"
    path.write_bytes(b"")
    return IMPORT, {"FOLDER": str(folder), "WORKSPACE": str(path)}, "a.gpkg"


@pytest.mark.parametrize(
    "wrong", [no_folder, no_image, no_workspace, no_geopackage, another_geopackage]
)
def test_an_error_is_one_that_processing_shows(folder, log, wrong, logged_errors):
    name, parameters, named = wrong(folder)
    before = snapshot(folder)
    found = algorithm(name)
    with pytest.raises(QgsProcessingException) as error:
        found.run(parameters, QgsProcessingContext(), log, {}, False)
    assert named in str(error.value)
    assert "Traceback" not in str(error.value)
    assert snapshot(folder) == before
    logged_errors.clear()


# Cancelling


@pytest.fixture
def big(tmp_path):
    folder = tmp_path / "big"
    first = write_image(folder / "00.tif")
    write_files(folder, {"spai.json": LABELS, "00.geojson": collection(*one_of_each())})
    for number in range(1, 40):
        for ending in (".tif", ".geojson"):
            shutil.copyfile(first.with_suffix(ending), folder / f"{number:02}{ending}")
    return folder


def test_an_import_that_is_cancelled_leaves_nothing(big, logged_errors):
    before = snapshot(big)
    with pytest.raises(QgsProcessingException, match="ancelled"):
        algorithm(IMPORT).run(
            {"FOLDER": str(big)}, QgsProcessingContext(), Log(cancel=True), {}, False
        )
    assert snapshot(big) == before
    assert not list(big.glob("*.gpkg*")) and not list(big.glob(".*"))
    logged_errors.clear()


def test_an_export_that_is_cancelled_writes_nothing(processing, big, logged_errors):
    workspace = processing.run(IMPORT, {"FOLDER": str(big)})["WORKSPACE"]
    for number in range(5):
        edits.delete(workspace, "segmentation", f"{number:02}.tif")
    before = snapshot(big)
    with pytest.raises(QgsProcessingException, match="ancelled"):
        algorithm(EXPORT).run(
            {"WORKSPACE": workspace}, QgsProcessingContext(), Log(cancel=True), {}, False
        )
    assert snapshot(big) == before
    assert processing.run(EXPORT, {"WORKSPACE": workspace})["FILES_WRITTEN"] == 5
    logged_errors.clear()
