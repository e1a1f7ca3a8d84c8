"""`scaneo:exportlayers`: in the toolbox, in a model and headless."""

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from support.folders import contents, snapshot, write_files
from support.geojson import LABELS, collection, one_of_each
from support.headless import results
from support.images import write_image
from support.sources import (
    SQUARE,
    areas,
    box_wkt,
    boxes,
    check_folder,
    labels_of,
    layer_of,
    two_images,
    written,
)

pytest_plugins = ["support.headless"]

NAME = "scaneo:exportlayers"
OVER = box_wkt(2.4, 41.1, 2.7, 41.2)
FAR = box_wkt(50, 41, 51, 42)
LARGEST, TOUCHED, CLIPPED = range(3)
ADD, REPLACE = range(2)


class Log(QgsProcessingFeedback):
    """A feedback that keeps what it is told."""

    def __init__(self):
        super().__init__(False)
        self.errors, self.warnings, self.infos = [], [], []

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def pushInfo(self, info):
        self.infos.append(info)


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def folder(tmp_path):
    return two_images(tmp_path / "campaign")


@pytest.fixture
def project(qgis_new_project):
    yield qgis_new_project
    qgis_new_project.clear()


@pytest.fixture
def run(project, log):
    """Runs the algorithm over the project, and holds it to its sum."""
    import processing

    def run(folder, assign=LARGEST, **parameters):
        context = QgsProcessingContext()
        context.setProject(project)
        parameters = {"FOLDER": str(folder), "ASSIGN": assign, **parameters}
        done = processing.run(NAME, parameters, context=context, feedback=log)
        problems = rows(done["PROBLEMS"])
        assert len(problems) == done["PROBLEM_COUNT"]
        assert done["FEATURE_COUNT"] == done["WRITTEN_COUNT"] + done["PROBLEM_COUNT"]
        if assign == LARGEST:
            assert done["WRITTEN_COUNT"] == done["ANNOTATION_COUNT"]
        for layer, fid, what, mend in problems:
            assert layer and isinstance(fid, int) and what.endswith(".") and mend.endswith(".")
        check_folder(folder, [path.name for path in folder.glob("*.geojson")])
        return done

    return run


def rows(table):
    assert [field.name() for field in table.fields()] == ["layer", "id", "what", "mend"]
    return [feature.attributes() for feature in table.getFeatures()]


@pytest.fixture
def layer(project):
    made = layer_of((SQUARE, "water"), (OVER, "urban"), (FAR, "far"), (None, "x"), name="shapes")
    project.addMapLayer(made)
    return made


def algorithm():
    return QgsApplication.processingRegistry().createAlgorithmById(NAME)


# What the toolbox shows


def test_the_parameters_and_results_that_are_documented():
    found = algorithm()
    parameters = {one.name(): one for one in found.parameterDefinitions()}
    assert {name: one.type() for name, one in parameters.items()} == {
        **dict.fromkeys(("CLASSIFICATION", "DETECTION", "SEGMENTATION"), "multilayer"),
        **dict.fromkeys(
            ("CLASSIFICATION_LABEL", "DETECTION_LABEL", "SEGMENTATION_LABEL"), "expression"
        ),
        "IMAGE_FIELD": "string",
        "SELECTED_ONLY": "boolean",
        "IMAGES": "file",
        "FOLDER": "file",
        "ASSIGN": "enum",
        "EXISTING": "enum",
        "COPY_IMAGES": "boolean",
        "PROBLEMS": "sink",
    }
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    assert {name for name, one in parameters.items() if one.flags() & optional} == {
        *("CLASSIFICATION", "DETECTION", "SEGMENTATION", "IMAGE_FIELD", "IMAGES", "PROBLEMS")
    }
    assert parameters["DETECTION_LABEL"].defaultValue() == '"label"'
    assert [parameters[name].defaultValue() for name in ("ASSIGN", "EXISTING")] == [0, 0]
    assert len(parameters["ASSIGN"].options()) == 3 and len(parameters["EXISTING"].options()) == 2
    assert {one.name() for one in found.outputDefinitions()} == {
        "FILES_WRITTEN", "FEATURE_COUNT", "WRITTEN_COUNT", "ANNOTATION_COUNT", "PROBLEM_COUNT",
        "DELETED_COUNT", "PROBLEMS",
    }  # fmt: skip
    for one in (*found.parameterDefinitions(), *found.outputDefinitions()):
        assert one.description()
    assert found.shortHelpString() and found.tags() and found.group()


# Runs


def test_the_defaults(run, folder, layer, log):
    done = run(folder, DETECTION=[layer])
    assert boxes(folder) == [(2.1, 41.1, 2.2, 41.2)]
    assert labels_of(folder, "b.geojson") == ["urban"]
    assert {name: done[name] for name in done if name != "PROBLEMS"} == {
        "FILES_WRITTEN": 3, "FEATURE_COUNT": 4, "WRITTEN_COUNT": 2, "ANNOTATION_COUNT": 2,
        "PROBLEM_COUNT": 2, "DELETED_COUNT": 0,
    }  # fmt: skip
    assert [row[:3] for row in rows(done["PROBLEMS"])] == [
        ["shapes", 3, "It lies outside every image."],
        ["shapes", 4, "It has no geometry."],
    ]
    assert any("4 features = 2 written + 2 listed" in info for info in log.infos)
    assert not log.errors


def test_all_tasks_with_labels_of_their_own(run, folder, layer, project):
    points = layer_of(("Point(2.1 41.1)",), kind="Point", fields=())
    done = run(
        folder,
        CLASSIFICATION=[points],
        DETECTION=[layer],
        SEGMENTATION=[layer],
        CLASSIFICATION_LABEL="'coast'",
        SEGMENTATION_LABEL='upper("label")',
    )
    assert labels_of(folder) == ["coast", "water", "WATER"]
    assert labels_of(folder, "b.geojson") == ["urban", "URBAN"]
    assert (done["FEATURE_COUNT"], done["ANNOTATION_COUNT"]) == (9, 5)


@pytest.mark.parametrize("given", ["object", "list", "id", "name", "path", "several"])
def test_layers_however_they_are_given(run, folder, layer, tmp_path, given):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    path = str(tmp_path / "shapes.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, path, QgsProcessingContext().transformContext(), options
    )
    value = {
        "object": layer,
        "list": [layer],
        "id": layer.id(),
        "name": "shapes",
        "path": path,
        "several": [layer.id(), path],
    }[given]
    done = run(folder, SEGMENTATION=value)
    times = 2 if given == "several" else 1
    assert labels_of(folder) == ["water"] * times
    assert done["PROBLEM_COUNT"] == 2 * times


@pytest.mark.parametrize(
    ("assign", "counts"), [(LARGEST, (1, 1)), (TOUCHED, (2, 1)), (CLIPPED, (2, 1))]
)
def test_the_images_of_a_feature(run, folder, layer, assign, counts):
    done = run(folder, assign, SEGMENTATION=[layer])
    assert (len(written(folder)), len(written(folder, "b.geojson"))) == counts
    assert done["ANNOTATION_COUNT"] == sum(counts)
    if assign == CLIPPED:
        assert areas(folder)[1].bounds == pytest.approx((2.4, 41.1, 2.5, 41.2))


def test_what_is_there_already(run, folder, layer, log):
    old = [*one_of_each()]
    write_files(folder, {"a.geojson": collection(*old), "spai.json": LABELS})
    run(folder, DETECTION=[layer], EXISTING=ADD)
    assert written(folder)[:4] == old and len(written(folder)) == 5
    done = run(folder, DETECTION=[layer], EXISTING=REPLACE)
    assert done["DELETED_COUNT"] == 2 and any("; 2 deleted" in info for info in log.infos)
    kept = [one for one in old if one["properties"]["task"] != "detection"]
    assert written(folder)[:2] == kept and len(written(folder)) == 3
    before = snapshot(folder)
    done = run(folder, DETECTION=[layer], EXISTING=REPLACE)
    assert done["FILES_WRITTEN"] == 0 and done["ANNOTATION_COUNT"] == 2
    assert snapshot(folder) == before


@pytest.mark.parametrize("copy", [False, True])
def test_images_elsewhere_and_a_folder_that_is_not_there_yet(run, folder, layer, tmp_path, copy):
    before = snapshot(folder)
    target = tmp_path / "made" / "by export"
    run(target, SEGMENTATION=[layer], IMAGES=str(folder), COPY_IMAGES=copy)
    assert contents(target).keys() == {"a.geojson", "b.geojson", "spai.json"}
    assert {path.name for path in target.glob("*.tif")} == ({"a.tif", "b.tif"} if copy else set())
    assert snapshot(folder) == before


def test_images_by_name_and_selected_features(run, folder, project):
    fields = ("label:string", "picture:string")
    layer = layer_of((SQUARE, "x", "b.tif"), (SQUARE, "y", ""), fields=fields)
    project.addMapLayer(layer)
    layer.selectByExpression("\"label\" = 'x'")
    done = run(folder, SEGMENTATION=[layer], IMAGE_FIELD="picture", SELECTED_ONLY=True)
    assert (labels_of(folder), labels_of(folder, "b.geojson")) == ([], ["x"])
    assert done["FEATURE_COUNT"] == 1


def test_tables_give_classes(run, folder, project):
    table = layer_of((None, "x", "b"), kind="NoGeometry", fields=("label:string", "image:string"))
    project.addMapLayer(table)
    run(folder, CLASSIFICATION=[table], IMAGE_FIELD="image")
    assert labels_of(folder, "b.geojson") == ["x"]


def test_notes_are_warnings(run, folder, log):
    bow_tie = layer_of(("Polygon((2.1 41.1, 2.3 41.3, 2.3 41.1, 2.1 41.3, 2.1 41.1))", "x"))
    write_image(folder / "c.tif", crs=None)
    run(folder, SEGMENTATION=[bow_tie])
    assert any("repaired" in warning for warning in log.warnings)
    assert any("c.tif" in warning for warning in log.warnings)


def test_the_table_of_problems_in_a_file(folder, layer, tmp_path):
    import processing

    path = str(tmp_path / "problems.csv")
    processing.run(NAME, {"FOLDER": str(folder), "SEGMENTATION": [layer], "PROBLEMS": path})
    text = (tmp_path / "problems.csv").read_text()
    assert text.splitlines()[0] == "layer,id,what,mend" and text.count("shapes") == 2


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
    with qtbot.waitSignal(task.executed, timeout=30000) as signal:
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
