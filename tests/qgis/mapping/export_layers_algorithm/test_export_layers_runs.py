"""`scaneo:exportlayers`: what the toolbox shows, and what it does."""

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition, QgsVectorFileWriter
from support.folders import contents, snapshot, write_files
from support.geojson import LABELS, collection, one_of_each
from support.images import write_image
from support.sources import SQUARE, areas, boxes, labels_of, layer_of, written
from support.subjects.export_layers_algorithm import (
    CLIPPED,
    LARGEST,
    NAME,
    TOUCHED,
    algorithm,
    rows,
)

ADD, REPLACE = range(2)


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
