"""``scaneo:checkcampaign``: a folder that was broken by hand is found out, explained and mended."""

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsVectorLayer,
)
from scaneo_bridge import classFactory
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from support.files.broken import BY_HAND, LASTING, MENDABLE, break_folder, sound_folder
from support.folders import changed, contents, snapshot
from support.geojson import exact_features
from support.headless import results
from support.processing import Log

pytest_plugins = ["support.headless"]

CHECK = "scaneo:checkcampaign"


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_processing):
    plugin = classFactory(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def run(log):
    """Runs the algorithm, and answers what it gives with the rows of its layer as dictionaries."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CHECK)
    context = QgsProcessingContext()

    def run(folder, mend=False, output="TEMPORARY_OUTPUT"):
        parameters = {"FOLDER": str(folder), "MEND": mend, "OUTPUT": output}
        found, ok = algorithm.run(parameters, context, log)
        assert ok
        layer = context.takeResultLayer(found["OUTPUT"])
        return found, list(layer.getFeatures())

    return run


@pytest.fixture
def broken(tmp_path):
    return break_folder(tmp_path / "broken")


def test_a_folder_that_was_broken_by_hand_is_found_out_explained_and_mended(
    broken, run, log, opened, feedback
):
    before = snapshot(broken)
    found, rows = run(broken)
    assert {row["rule"] for row in rows} == MENDABLE | LASTING
    assert found["PROBLEM_COUNT"] == len(rows)
    assert found["ERROR_COUNT"] == sum(row["severity"] == "error" for row in rows) > 5
    assert (found["IMAGE_COUNT"], found["ANNOTATION_COUNT"]) == (7, 19)
    said = "\n".join([*log.errors, *log.warnings, *log.infos])
    for row in rows:
        assert row["what"].endswith("."), "each is explained"
        assert row["mend"].endswith(".")
        assert row["what"] in said
        assert row["title"] in said
    assert snapshot(broken) == before, "a check changes nothing"

    mended, rows = run(broken, mend=True)
    assert {row["rule"] for row in rows} == LASTING | BY_HAND
    assert mended["MENDED_COUNT"] == found["PROBLEM_COUNT"] - len(rows)
    read = read_labels((broken / "spai.json").read_bytes())
    assert read.problems == ()
    assert [label.name for label in read.labels] == [
        "water", "urban", "later", "field", "lake",
    ]  # fmt: skip
    assert opened(broken).annotation_count == 19 - 2, "but for the twin and the class given twice"

    restore_campaign(broken, "", feedback)
    restored = contents(broken)
    del restored["spai.json"]  # what SCANEO would stop on is not put back
    assert restored == {name: before[name][0] for name in restored}


def test_only_what_was_broken_is_written(broken, run):
    before = snapshot(broken)
    features = {
        name: exact_features(before[name][0]) for name in ("boxes.geojson", "areas.geojson")
    }
    run(broken, mend=True)
    assert changed(before, snapshot(broken)) == {
        "spai.json", "boxes.geojson", "areas.geojson", "classes.geojson",
    }  # fmt: skip
    boxes = exact_features((broken / "boxes.geojson").read_bytes())
    assert boxes[0] == features["boxes.geojson"][0]
    assert len(boxes) == 5
    areas = exact_features((broken / "areas.geojson").read_bytes())
    assert areas[2] == features["areas.geojson"][2]
    text = (broken / "areas.geojson").read_text(encoding="utf-8")
    assert text.count("\n  ") > 20, "what was not mended is indented as before"


def test_a_sound_folder_is_left_as_it_is(tmp_path, run):
    folder = sound_folder(tmp_path / "sound")
    before = snapshot(folder)
    found, rows = run(folder, mend=True)
    assert (found["PROBLEM_COUNT"], found["ERROR_COUNT"], found["MENDED_COUNT"]) == (0, 0, 0)
    assert rows == []
    assert snapshot(folder) == before


def test_each_problem_is_where_it_is_on_the_map(broken, run):
    _, rows = run(broken)
    (far,) = [row for row in rows if row["rule"] == "outside"]
    assert far.geometry().boundingBox().xMinimum() == 5
    assert (far["file"], far["image"], far["place"]) == ("areas.geojson", "areas.tif", "feature 3")
    assert (far["task"], far["label"], far["severity"]) == ("segmentation", "urban", "warning")
    (orphan,) = [row for row in rows if row["rule"] == "geojson-orphan"]
    assert orphan.geometry().isNull()
    assert (orphan["file"], orphan["image"], orphan["task"]) == ("gone.geojson", "", "")


def test_a_problem_is_told_as_bad_as_it_is(broken, run, log):
    run(broken)
    severity = {rule.title: rule.severity.value for rule in RULES}
    assert any("disagree" in text for text in log.warnings)
    assert any("has no bbox" in text for text in log.errors)
    assert any("“later”" in text for text in log.infos)
    assert set(severity.values()) == {"error", "warning", "info"}


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path, run):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CHECK)
    with pytest.raises(QgsProcessingException, match="There is no folder"):
        algorithm.run(
            {"FOLDER": str(tmp_path / "none")},
            QgsProcessingContext(),
            Log(),
            catchExceptions=False,
        )


def test_the_help_names_all_parameters():
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CHECK)
    text = algorithm.shortHelpString()
    assert algorithm.group() == "Campaigns"
    assert "Campaign folder:" in text
    assert "Mend:" in text
    assert "Output" in text


@pytest.mark.slow
def test_headless(qgis_process, broken, tmp_path):
    output = tmp_path / "problems.gpkg"
    arguments = ("--json", "run", CHECK, f"--FOLDER={broken}", f"--OUTPUT={output}")
    found = results(qgis_process(*arguments))
    assert found["PROBLEM_COUNT"] > 10
    layer = QgsVectorLayer(found["OUTPUT"], "problems", "ogr")
    assert len(list(layer.getFeatures())) == found["PROBLEM_COUNT"]
    del layer
    output.unlink()
    mended = results(qgis_process(*arguments, "--MEND=true"))
    assert mended["MENDED_COUNT"] == found["PROBLEM_COUNT"] - len(LASTING | BY_HAND)
    assert mended["PROBLEM_COUNT"] == len(LASTING | BY_HAND)
