"""`scaneo:exportlayers`: errors, in a model, in batch and headless."""

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from support.folders import snapshot
from support.headless import results
from support.sources import areas, labels_of, two_images
from support.subjects.export_layers_algorithm import NAME, algorithm

pytest_plugins = ["support.headless"]

# Errors


WRONG = {
    "no layer": ({}, "Choose a layer"),
    "no field": ({"SEGMENTATION_LABEL": "kind"}, "no field “kind”"),
    "no image field": ({"IMAGE_FIELD": "picture"}, "no field “picture”"),
    "no images": ({"IMAGES": "none"}, "no folder"),
    "no expression": ({"SEGMENTATION_LABEL": '"label" ||'}, "can't be read"),
    "no selection": ({"SELECTED_ONLY": True}, "No feature of the layer shapes is selected"),
    "a whole disk": ({"FOLDER": "/"}, "root of a disk"),
    "a raster": ({"DETECTION": "a.tif"}, "a is no vector layer"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_is_a_sentence_and_writes_nothing(
    folder, layer, project, log, name, tmp_path, logged_errors
):
    parameters, said = WRONG[name]
    if name != "no layer":
        parameters = {**parameters, "SEGMENTATION": [layer]}
    if "IMAGES" in parameters:
        parameters["IMAGES"] = str(tmp_path / "none")
    if "DETECTION" in parameters:
        raster = project.addMapLayer(QgsRasterLayer(str(folder / "a.tif"), "a"))
        parameters["DETECTION"] = [raster.id()]  # the project's: nothing else must keep it alive
    before = snapshot(folder)
    import processing

    with pytest.raises(QgsProcessingException) as error:
        processing.run(NAME, {"FOLDER": str(folder), **parameters}, feedback=log)
    told = f"{error.value} {log.errors}"
    assert said in told and "Traceback" not in told
    assert snapshot(folder) == before
    logged_errors.clear()


def test_cancelled_nothing_is_written(folder, layer, log, logged_errors):
    log.cancel()
    before = snapshot(folder)
    with pytest.raises(QgsProcessingException, match="ancelled"):
        parameters = {"FOLDER": str(folder), "SEGMENTATION": [layer]}
        algorithm().run(parameters, QgsProcessingContext(), log, {}, False)
    assert snapshot(folder) == before
    logged_errors.clear()


# Elsewhere


def test_in_a_thread_as_the_toolbox_runs_it(folder, layer, project, log, qtbot):
    context = QgsProcessingContext()
    context.setProject(project)
    virtual = QgsVectorLayer("?query=SELECT geometry, label FROM shapes&geometry=geometry:3:4326",
                             "query", "virtual")  # fmt: skip
    project.addMapLayer(virtual)
    parameters = {"FOLDER": str(folder), "SEGMENTATION": [layer, virtual]}
    parameters["PROBLEMS"] = "memory:"
    task = QgsProcessingAlgRunnerTask(algorithm(), parameters, context, log)
    with qtbot.waitSignal(task.executed) as signal:
        QgsApplication.taskManager().addTask(task)
    succeeded, results = signal.args
    assert succeeded, log.errors
    assert (results["FEATURE_COUNT"], results["ANNOTATION_COUNT"]) == (8, 4)
    table = QgsProcessingUtils.mapLayerFromString(results["PROBLEMS"], context)
    assert table.featureCount() == results["PROBLEM_COUNT"] == 4


def test_in_a_model(folder, layer, project, log):
    made = QgsProcessingModelAlgorithm("buffered", "tests")
    made.addModelParameter(QgsProcessingParameterVectorLayer("shapes", "Shapes"),
                           QgsProcessingModelParameter("shapes"))  # fmt: skip
    made.addModelParameter(
        QgsProcessingParameterFile(
            "campaign", "Campaign", QgsProcessingParameterFile.Behavior.Folder
        ),
        QgsProcessingModelParameter("campaign"),
    )
    source = QgsProcessingModelChildParameterSource
    buffer = QgsProcessingModelChildAlgorithm("native:buffer")
    buffer.setChildId("buffer")
    buffer.addParameterSources("INPUT", [source.fromModelParameter("shapes")])
    buffer.addParameterSources("DISTANCE", [source.fromStaticValue(0.01)])
    exporting = QgsProcessingModelChildAlgorithm(NAME)
    exporting.setChildId("export")
    exporting.addParameterSources("SEGMENTATION", [source.fromChildOutput("buffer", "OUTPUT")])
    exporting.addParameterSources("FOLDER", [source.fromModelParameter("campaign")])
    made.addChildAlgorithm(buffer)
    made.addChildAlgorithm(exporting)
    context = QgsProcessingContext()
    context.setProject(project)
    results, succeeded = made.run({"shapes": layer.id(), "campaign": str(folder)}, context, log)
    assert succeeded, log.errors
    done = results["CHILD_RESULTS"]["export"]
    assert (done["FEATURE_COUNT"], done["ANNOTATION_COUNT"], done["PROBLEM_COUNT"]) == (4, 2, 2)
    assert areas(folder)[0].bounds == pytest.approx((2.09, 41.09, 2.21, 41.21))


def test_in_batch(tmp_path, layer):
    """Batch runs one algorithm, row by row, in one context."""
    import processing

    context, found = QgsProcessingContext(), algorithm()
    for number in range(3):
        folder = two_images(tmp_path / str(number))
        done = processing.run(
            found, {"FOLDER": str(folder), "SEGMENTATION": [layer]}, context=context
        )
        assert (done["ANNOTATION_COUNT"], done["PROBLEM_COUNT"]) == (2, 2)
        assert labels_of(folder) == ["water"]


# Headless


@pytest.mark.slow
def test_headless(qgis_process, folder, layer, tmp_path):
    paths = []
    for name in ("one", "two"):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        paths.append(str(tmp_path / f"{name}.gpkg"))
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, paths[-1], QgsProcessingContext().transformContext(), options
        )
    problems = tmp_path / "problems.csv"
    done = qgis_process("--json", "run", NAME, *(f"--SEGMENTATION={path}" for path in paths),
                        f"--DETECTION={paths[0]}", "--DETECTION_LABEL='box'", f"--FOLDER={folder}",
                        f"--PROBLEMS={problems}")  # fmt: skip
    found = results(done)
    counts = ("FEATURE_COUNT", "ANNOTATION_COUNT", "PROBLEM_COUNT")
    assert [found[name] for name in counts] == [12, 6, 6]
    assert len(problems.read_text().splitlines()) == 7
    assert labels_of(folder) == ["box", "water", "water"]
    failed = qgis_process(
        "run", NAME, f"--SEGMENTATION={paths[0]}", f"--FOLDER={tmp_path / 'none'}"
    )
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "Choose the folder that holds the images" in said and "Traceback" not in said
    assert not (tmp_path / "none").exists()
