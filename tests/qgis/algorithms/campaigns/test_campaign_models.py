"""Import and export in a model, in batch, and headless in qgis_process."""

import json
import shutil

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from support import layers as edits
from support.folders import changed, snapshot, write_files
from support.geojson import LABELS, collection, detection, one_of_each
from support.headless import results
from support.images import write_image
from support.subjects.campaign_algorithms import EXPORT, IMPORT, KINDS, algorithm
from support.words.counts import is_well_counted

pytest_plugins = ["support.headless"]


# Models and batches


def source(value, of=None):
    kind = QgsProcessingModelChildParameterSource
    if of is None:
        return [kind.fromModelParameter(value)]
    return [kind.fromChildOutput(of, value)]


@pytest.fixture
def model():
    """A model that imports a campaign and exports what it imported."""
    made = QgsProcessingModelAlgorithm("there and back", "tests")
    folder = QgsProcessingParameterFile(
        "campaign", "Campaign", QgsProcessingParameterFile.Behavior.Folder
    )
    made.addModelParameter(folder, QgsProcessingModelParameter("campaign"))
    importing = QgsProcessingModelChildAlgorithm(IMPORT)
    importing.setChildId("import")
    importing.addParameterSources("FOLDER", source("campaign"))
    exporting = QgsProcessingModelChildAlgorithm(EXPORT)
    exporting.setChildId("export")
    exporting.addParameterSources("WORKSPACE", source("WORKSPACE", of="import"))
    made.addChildAlgorithm(importing)
    made.addChildAlgorithm(exporting)
    return made


def test_in_a_model(processing, model, folder, log):
    before = snapshot(folder)
    context = QgsProcessingContext()
    results, succeeded = model.run({"campaign": str(folder)}, context, log)
    assert succeeded, log.errors
    imported, exported = results["CHILD_RESULTS"]["import"], results["CHILD_RESULTS"]["export"]
    assert imported["ANNOTATION_COUNT"] == exported["ANNOTATION_COUNT"] == 4
    assert exported["FOLDER"] == str(folder)
    assert exported["FILES_WRITTEN"] == 0
    assert snapshot(folder) == before


def test_a_model_goes_on_with_the_layers(processing, folder, log, tmp_path):
    """The results are layers that any other algorithm takes."""
    made = QgsProcessingModelAlgorithm("boxes", "tests")
    parameter = QgsProcessingParameterFile(
        "campaign", "Campaign", QgsProcessingParameterFile.Behavior.Folder
    )
    made.addModelParameter(parameter, QgsProcessingModelParameter("campaign"))
    importing = QgsProcessingModelChildAlgorithm(IMPORT)
    importing.setChildId("import")
    importing.addParameterSources("FOLDER", source("campaign"))
    centroids = QgsProcessingModelChildAlgorithm("native:centroids")
    centroids.setChildId("centroids")
    centroids.addParameterSources("INPUT", source("DETECTION", of="import"))
    output = QgsProcessingModelOutput("points", "points")
    output.setChildId("centroids")
    output.setChildOutputName("OUTPUT")
    centroids.setModelOutputs({"points": output})
    made.addChildAlgorithm(importing)
    made.addChildAlgorithm(centroids)
    context = QgsProcessingContext()
    target = str(tmp_path / "points.geojson")
    (points,) = (output.name() for output in made.destinationParameterDefinitions())
    parameters = {"campaign": str(folder), points: target}
    results, succeeded = made.run(parameters, context, log)
    assert succeeded, log.errors
    layer = QgsProcessingUtils.mapLayerFromString(results[points], context)
    assert layer.featureCount() == 2


def test_in_batch(processing, folder, log):
    """Batch runs the same algorithm, row by row, in one context."""
    folders = [folder, *(folder.with_name(f"copy {number}") for number in range(3))]
    for copy in folders[1:]:
        shutil.copytree(folder, copy)
    before = [snapshot(each) for each in folders]
    context, found = QgsProcessingContext(), algorithm(IMPORT)
    rows = [{"FOLDER": str(each)} for each in folders]
    results = [processing.run(found, row, context=context, feedback=log) for row in rows]
    assert [row["WORKSPACE"] for row in results] == [str(each / "scaneo.gpkg") for each in folders]
    assert [row["ANNOTATION_COUNT"] for row in results] == [4] * 4
    assert [snapshot(each) for each in folders] == before


# Headless


@pytest.mark.slow
def test_headless(qgis_process, campaign_copy):
    folder = campaign_copy("scaneo_export")
    before = snapshot(folder)
    imported = results(qgis_process("--json", "run", IMPORT, f"--FOLDER={folder}"))
    assert imported["WORKSPACE"] == str(folder / "scaneo.gpkg")
    assert imported["IMAGE_COUNT"] == 4
    assert imported["PROBLEM_COUNT"] == 0
    found = sum(
        len(json.loads(file.read_bytes())["features"]) for file in folder.rglob("*.geojson")
    )
    assert imported["ANNOTATION_COUNT"] == found
    for kind in KINDS:
        assert QgsVectorLayer(imported[kind], kind, "ogr").isValid()

    workspace = f"--WORKSPACE={imported['WORKSPACE']}"
    exported = results(qgis_process("--json", "run", EXPORT, workspace))
    assert exported["FOLDER"] == str(folder)
    assert (exported["FILES_WRITTEN"], exported["FILES_UNCHANGED"]) == (0, 4)
    assert exported["ANNOTATION_COUNT"] == found
    assert snapshot(folder) == before

    edits.delete(imported["WORKSPACE"], "detection", "coast.tif")
    exported = results(qgis_process("--json", "run", EXPORT, workspace))
    assert exported["FILES_WRITTEN"] == 1
    assert exported["ANNOTATION_COUNT"] == found - 1
    assert changed(before, snapshot(folder)) == {"coast.geojson"}


@pytest.mark.slow
def test_headless_an_error_is_a_sentence_and_a_status(qgis_process, tmp_path):
    done = qgis_process("run", IMPORT, f"--FOLDER={tmp_path / 'none'}")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert str(tmp_path / "none") in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_headless_the_help_is_there(qgis_process):
    done = qgis_process("help", EXPORT)
    assert done.returncode == 0
    assert "FOLDER" in done.stdout and "WORKSPACE" in done.stdout


@pytest.mark.parametrize(("choice", "label"), [(1, "field"), (2, "water")])
@pytest.mark.parametrize("name", [IMPORT, EXPORT])
def test_a_parameter_says_who_is_right_in_a_conflict(processing, folder, log, name, choice, label):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    edits.relabel(workspace, "detection", "a.tif", "field")
    theirs = one_of_each()
    theirs[1]["properties"]["label"] = "water"
    write_files(folder, {"a.geojson": collection(*theirs)})
    with pytest.raises(QgsProcessingException, match=r"each in another way: a\.geojson"):
        processing.run(EXPORT, {"WORKSPACE": workspace})
    again = processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)
    assert again["CONFLICT_COUNT"] == 1
    place = {"FOLDER": str(folder)} if name == IMPORT else {"WORKSPACE": workspace}
    processing.run(name, {**place, "CONFLICTS": choice}, feedback=log)
    processing.run(EXPORT, {"WORKSPACE": workspace})
    features = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert features[1]["properties"]["label"] == label


def test_the_logs_count_one_thing_as_one(processing, tmp_path, log):
    folder = tmp_path / "one"
    write_image(folder / "a.tif")
    write_files(folder, {"spai.json": LABELS, "a.geojson": collection(detection(box=(1, 2, 1, 2)))})
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)["WORKSPACE"]
    edits.relabel(workspace, "detection", "a.tif", old="urban")
    processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)
    processing.run("scaneo:checkcampaign", {"FOLDER": str(folder), "MEND": True}, feedback=log)
    processing.run(EXPORT, {"WORKSPACE": workspace}, feedback=log)
    merge = {"FOLDERS": [str(folder)], "FOLDER": str(tmp_path / "merged")}
    processing.run("scaneo:mergecampaigns", merge, feedback=log)
    layers = {
        "DETECTION": f"{workspace}|layername=detection",
        "FOLDER": str(tmp_path / "layers"),
        "IMAGES": str(folder),
    }
    processing.run("scaneo:exportlayers", layers, feedback=log)
    said = "\n".join([*log.infos, *log.warnings, *log.errors])
    assert "1 image, 1 annotation" in said and "Edits of 1 image" in said
    assert is_well_counted(said)
