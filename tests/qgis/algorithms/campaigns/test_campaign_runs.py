"""Import and export in Processing: what the toolbox shows, and what they do."""

import json
import shutil

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsVectorLayer,
)
from support import layers as edits
from support.folders import changed, snapshot
from support.geojson import as_bytes, detection
from support.subjects.campaign_algorithms import EXPORT, IMPORT, KINDS, algorithm

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
    with qtbot.waitSignal(task.executed) as signal:
        QgsApplication.taskManager().addTask(task)
    succeeded, results = signal.args
    assert succeeded
    assert results["ANNOTATION_COUNT"] == 4
