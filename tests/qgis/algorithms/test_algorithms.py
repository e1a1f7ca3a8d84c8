"""The Processing provider: in the toolbox, in a model, in batch, and headless in qgis_process."""

import json
import shutil
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.workspace.layer_sources import campaign_of, table_of
from support import layers as edits
from support.counts import is_well_counted
from support.folders import changed, snapshot, write_files
from support.geojson import LABELS, as_bytes, collection, detection, one_of_each, segmentation
from support.headless import results
from support.images import write_image

pytest_plugins = ["support.headless"]

IMPORT, EXPORT = "scaneo:importcampaign", "scaneo:exportcampaign"
KINDS = ("CLASSIFICATION", "DETECTION", "SEGMENTATION", "IMAGES")


class Log(QgsProcessingFeedback):
    """A feedback that keeps what it is told, and can cancel at the first sign of progress."""

    def __init__(self, cancel=False):
        super().__init__(False)
        self.errors, self.warnings, self.infos, self.steps = [], [], [], []
        self.progressChanged.connect(self.step)
        self._cancel = cancel

    def step(self, percent):
        self.steps.append(percent)
        if self._cancel:
            self.cancel()

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def pushInfo(self, info):
        self.infos.append(info)


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    """The provider, as the plugin adds it where there is no window."""
    plugin = classFactory(None)
    plugin.initProcessing()
    yield QgsApplication.processingRegistry().providerById("scaneo")
    plugin.unload()


@pytest.fixture
def processing(provider):
    import processing

    return processing


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def folder(tmp_path):
    """Two images, of which one has annotations of each task."""
    folder = tmp_path / "coast"
    write_image(folder / "a.tif")
    write_image(folder / "2024" / "b.tif")
    return write_files(folder, {"spai.json": LABELS, "a.geojson": collection(*one_of_each())})


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(name)


# What the toolbox shows


def described(definitions):
    return {definition.name(): definition.type() for definition in definitions}


def is_optional(definition):
    flag = QgsProcessingParameterDefinition.Flag.FlagOptional
    return bool(definition.flags() & flag)


def test_the_import_has_the_parameters_and_results_that_are_documented():
    found = algorithm(IMPORT)
    assert described(found.parameterDefinitions()) == {
        "FOLDER": "file",
        "WORKSPACE": "fileDestination",
        "CONFLICTS": "enum",
        "RECOVER": "boolean",
    }
    folder, workspace, conflicts, recover = found.parameterDefinitions()
    assert not recover.defaultValue(), "nobody's open edits are saved without a word"
    assert folder.behavior() == QgsProcessingParameterFile.Behavior.Folder
    assert not is_optional(folder)
    assert is_optional(workspace)
    assert not workspace.createByDefault(), "left empty, it is the folder's own"
    assert (len(conflicts.options()), conflicts.defaultValue()) == (3, 0)
    assert described(found.outputDefinitions()) == {
        "WORKSPACE": "outputFile",
        **dict.fromkeys(KINDS, "outputVector"),
        "IMAGE_COUNT": "outputNumber",
        "ANNOTATION_COUNT": "outputNumber",
        "PROBLEM_COUNT": "outputNumber",
        "CONFLICT_COUNT": "outputNumber",
    }


def test_the_export_has_the_parameters_and_results_that_are_documented():
    found = algorithm(EXPORT)
    assert described(found.parameterDefinitions()) == {
        "WORKSPACE": "file",
        "FOLDER": "file",
        "CONFLICTS": "enum",
        "EMPTY": "enum",
    }
    workspace, folder, conflicts, empty = found.parameterDefinitions()
    assert (len(conflicts.options()), conflicts.defaultValue()) == (3, 0)
    assert (len(empty.options()), empty.defaultValue()) == (2, 0)
    assert not is_optional(workspace)
    assert folder.behavior() == QgsProcessingParameterFile.Behavior.Folder
    assert is_optional(folder)
    assert described(found.outputDefinitions()) == {
        "FOLDER": "outputFolder",
        "FILES_WRITTEN": "outputNumber",
        "FILES_UNCHANGED": "outputNumber",
        "ANNOTATION_COUNT": "outputNumber",
        "PROBLEM_COUNT": "outputNumber",
    }


@pytest.mark.parametrize("name", [IMPORT, EXPORT])
def test_the_toolbox_explains_them(name, provider):
    found = algorithm(name)
    assert provider.name() == "SCANEO"
    assert found.group() and found.groupId()
    for text in (found.displayName(), found.shortDescription(), found.shortHelpString()):
        assert len(text) > 15
    for definition in (*found.parameterDefinitions(), *found.outputDefinitions()):
        assert definition.description()
    assert found.tags()
    assert not found.icon().isNull()


# Runs


def test_import_then_export(processing, folder, log):
    before = snapshot(folder)
    imported = processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)
    workspace = folder / "scaneo.gpkg"
    assert imported["WORKSPACE"] == str(workspace)
    counts = {name: imported[f"{name}_COUNT"] for name in ("IMAGE", "ANNOTATION", "PROBLEM")}
    assert counts == {"IMAGE": 2, "ANNOTATION": 4, "PROBLEM": 0}
    for kind, count in zip(KINDS, (1, 2, 1, 2)):
        layer = QgsVectorLayer(imported[kind], kind, "ogr")
        assert (layer.isValid(), layer.featureCount()) == (True, count)
    assert log.steps and (log.errors, log.warnings) == ([], [])
    assert snapshot(folder) == before

    exported = processing.run(EXPORT, {"WORKSPACE": str(workspace)}, feedback=log)
    assert exported == {
        "FOLDER": str(folder),
        "FILES_WRITTEN": 0,
        "FILES_UNCHANGED": 2,
        "ANNOTATION_COUNT": 4,
        "PROBLEM_COUNT": 0,
    }
    assert snapshot(folder) == before


def test_export_writes_what_was_edited(processing, folder, log):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    before = snapshot(folder)
    edits.delete(workspace, "segmentation", "a.tif")
    edits.add(workspace, "detection", "2024/b.tif")
    done = processing.run(EXPORT, {"WORKSPACE": workspace}, feedback=log)
    assert (done["FILES_WRITTEN"], done["FILES_UNCHANGED"], done["ANNOTATION_COUNT"]) == (2, 1, 4)
    assert changed(before, snapshot(folder)) == {"a.geojson", "2024/b.geojson"}
    told = "\n".join(log.infos)
    assert "a.geojson" in told and "2024/b.geojson" in told and "backups" in told


def test_the_workspace_can_be_elsewhere(processing, folder, tmp_path):
    elsewhere = tmp_path / "work" / "mine.gpkg"
    before = snapshot(folder)
    parameters = {"FOLDER": str(folder), "WORKSPACE": str(elsewhere)}
    done = processing.run(IMPORT, parameters)
    assert done["WORKSPACE"] == str(elsewhere)
    assert elsewhere.exists() and not (folder / "scaneo.gpkg").exists()
    assert snapshot(folder) == before
    done = processing.run(EXPORT, {"WORKSPACE": str(elsewhere)})
    assert done["FOLDER"] == str(folder)


def test_another_folder_gets_all_files_but_the_images(processing, folder, tmp_path):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    target = tmp_path / "target"
    done = processing.run(EXPORT, {"WORKSPACE": workspace, "FOLDER": str(target)})
    assert done["FOLDER"] == str(target)
    for name in ("a.geojson", "spai.json"):
        assert (target / name).read_bytes() == (folder / name).read_bytes()
    assert not list(target.rglob("*.tif"))


def test_what_another_folder_holds_otherwise_is_counted_and_told(processing, folder, log, tmp_path):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    target = tmp_path / "target"
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("scaneo.gpkg"))
    content = json.loads((target / "a.geojson").read_bytes())
    before = as_bytes({**content, "features": [*content["features"], detection("field")]})
    (target / "a.geojson").write_bytes(before)
    done = processing.run(EXPORT, {"WORKSPACE": workspace, "FOLDER": str(target)}, feedback=log)
    assert done["FILES_WRITTEN"] == 1
    assert "a.geojson: +0 ~0 -1" in log.infos
    (warning,) = log.warnings
    assert "gave way" in warning and warning.endswith(": a.geojson")
    (kept,) = (target / ".scaneo_bridge" / "backups").glob("*/a.geojson")
    assert kept.read_bytes() == before


def test_an_import_over_a_workspace_keeps_its_edits_and_says_so(processing, folder, log):
    workspace = processing.run(IMPORT, {"FOLDER": str(folder)})["WORKSPACE"]
    edits.delete(workspace, "segmentation", "a.tif")
    done = processing.run(IMPORT, {"FOLDER": str(folder)}, feedback=log)
    assert done["ANNOTATION_COUNT"] == 3
    assert any("1 image" in info and "not exported" in info for info in log.infos)


def test_in_a_thread_as_the_toolbox_runs_them(folder, log, qtbot):
    from qgis.core import QgsProcessingAlgRunnerTask

    context = QgsProcessingContext()
    task = QgsProcessingAlgRunnerTask(algorithm(IMPORT), {"FOLDER": str(folder)}, context, log)
    with qtbot.waitSignal(task.executed, timeout=30000) as signal:
        QgsApplication.taskManager().addTask(task)
    succeeded, results = signal.args
    assert succeeded
    assert results["ANNOTATION_COUNT"] == 4


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


# Layers in the project


@pytest.fixture
def load(processing, qgis_new_project, monkeypatch):
    """Imports as the toolbox does, which loads the results into the project."""
    # there is no window: what pytest-qgis puts in its place has no tree of layers to select in
    monkeypatch.setattr("processing.gui.Postprocessing.iface", None, raising=False)

    def load(folder, feedback=None, **parameters):
        context = QgsProcessingContext()
        context.setProject(qgis_new_project)
        feedback = feedback or Log()
        # Processing keeps no reference to the algorithm while it loads the results
        found = algorithm(IMPORT)
        results = processing.runAndLoadResults(
            found, {"FOLDER": str(folder), **parameters}, feedback=feedback, context=context
        )
        assert feedback.errors == []
        return results

    yield load
    qgis_new_project.clear()


def names(group):
    return [node.name() for node in group.findLayers()]


def test_loaded_layers_are_grouped_and_styled(load, folder, qgis_new_project):
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    assert group.name() == "coast"
    assert names(group) == ["detection", "segmentation", "classification", "images"]
    for node in group.findLayers():
        layer = node.layer()
        assert layer.isValid()
        assert table_of(layer) == layer.name()
        if layer.name() != "images":
            labels = [category.value() for category in layer.renderer().categories()]
            assert labels[:3] == ["water", "urban", "field"]
            setup = layer.editorWidgetSetup(edits.field(layer, "label"))
            assert setup.type() == "ValueMap"


def test_layers_are_loaded_in_no_default_style(load, folder, qgis_new_project):
    """QGIS reads a QML beside the workspace for each of its tables; Processing always does."""
    load(folder)
    (detection,) = qgis_new_project.mapLayersByName("detection")
    detection.setReadOnly(True)
    detection.geometryOptions().setGeometryPrecision(0.5)
    detection.saveNamedStyle(str(folder / "scaneo.qml"))
    qgis_new_project.clear()
    load(folder)
    for layer in qgis_new_project.mapLayers().values():
        assert layer.readOnly() is (layer.name() == "images")
        assert layer.geometryOptions().geometryPrecision() == 0
    (images,) = qgis_new_project.mapLayersByName("images")
    assert images.renderer().type() == "singleSymbol"
    assert images.displayExpression() == '"path"'


def test_two_campaigns_are_loaded_into_two_groups(load, folder, qgis_new_project):
    shutil.copytree(folder, folder.with_name("other"))
    load(folder)
    load(folder.with_name("other"))
    groups = qgis_new_project.layerTreeRoot().children()
    assert {group.name() for group in groups} == {"coast", "other"}
    assert all(len(names(group)) == 4 for group in groups)


def test_two_campaigns_of_one_name_are_loaded_into_two_groups(load, folder, qgis_new_project):
    twin = folder.parent / "elsewhere" / folder.name
    shutil.copytree(folder, twin)
    load(folder)
    load(twin)
    groups = qgis_new_project.layerTreeRoot().children()
    assert [group.name() for group in groups] == ["coast", "coast"]
    for group, place in zip(groups, (twin, folder)):
        campaigns = {campaign_of(node.layer()) for node in group.findLayers()}
        assert (campaigns, len(names(group))) == ({place}, 4)


def test_layers_come_to_the_campaigns_group_whatever_it_is_called(load, folder, qgis_new_project):
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    group.setName("my bay")
    (layer,) = qgis_new_project.mapLayersByName("detection")
    qgis_new_project.removeMapLayer(layer)
    load(folder)
    (group,) = qgis_new_project.layerTreeRoot().children()
    assert group.name() == "my bay"


def test_what_is_loaded_can_be_edited_and_exported(load, processing, folder, qgis_new_project):
    results = load(folder)
    before = snapshot(folder)
    (layer,) = qgis_new_project.mapLayersByName("detection")
    assert layer.startEditing()
    request = QgsFeatureRequest().setFilterExpression("\"label\" = 'field'")
    (feature,) = layer.getFeatures(request)
    assert layer.changeAttributeValue(feature.id(), edits.field(layer, "label"), "water")
    assert layer.commitChanges(), layer.commitErrors()
    done = processing.run(EXPORT, {"WORKSPACE": results["WORKSPACE"]})
    assert done["FILES_WRITTEN"] == 1
    assert changed(before, snapshot(folder)) == {"a.geojson"}


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
