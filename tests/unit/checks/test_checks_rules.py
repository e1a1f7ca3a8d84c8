"""The list of rules: each is said well, and all that is reported is one of them."""

import os
import subprocess
import sys

import pytest
from scaneo_bridge.core.base.model import Problem, Severity
from scaneo_bridge.core.base.rules import RULES, rule_of
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from support.checks import KNOWN, check
from support.geojson import detection


def test_each_rule_has_an_id_of_its_own():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids) > 40


def test_an_id_is_for_ever():
    """People filter by it, and models do."""
    assert {rule.id for rule in RULES} >= KNOWN


@pytest.mark.slow
def test_another_rule_reddens_no_test_of_rules(root, tmp_path):
    """A made-up one, which finds something in most samples."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "tests/unit",
        "-k",
        "checks or spread",
        "-p",
        "support.another_rule",
    ]
    command += ["-m", "not slow", "-p", "no:pytest_qgis", "-p", "no:pytest-qt", "-q"]
    kept = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "base")],
        cwd=root,
        env=dict(kept, PYTHONPATH=str(root / "tests"), HYPOTHESIS_PROFILE="quick"),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_a_heading_and_its_mend_a_sentence(rule):
    assert rule.title[0].isupper() or rule.title[0] == "“"
    assert not rule.title.endswith(".")
    assert len(rule.title) < 70, "a dock is 300 pixels wide"
    assert rule.mend == "" or rule.mend.endswith(".")
    assert rule.mend or not rule.in_files


def test_a_problem_says_its_rule_and_is_as_bad_as_that():
    for rule in RULES:
        problem = rule.problem("a.geojson", "It is odd.", "Mend it.", "feature 3")
        assert problem == Problem(
            "a.geojson", "It is odd.", "Mend it.", "feature 3", rule.severity, rule.id
        )
        assert rule_of(problem) is rule


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b'\xef\xbb\xbf{"type": "FeatureCollection", "features": [1, {}], "x": NaN}',
        b'{"type": "FeatureCollection", "features": [{"properties": {"task": "detection"}}]}',
    ],
)
def test_whatever_reading_reports_is_in_the_list(data):
    problems = [*read_annotations("a.geojson", data).problems, *read_labels(data).problems]
    assert problems
    for problem in problems:
        assert rule_of(problem).severity is problem.severity


def test_what_stops_scaneo_is_an_error():
    stops = (
        "no-image", "label-twice", "label-nameless", "label-colorless", "task-missing",
        "label-missing", "bbox-missing", "label-broken", "label-unlisted", "file-bom",
        "name-doubled",
    )  # fmt: skip
    severities = {rule.id: rule.severity for rule in RULES}
    assert {severities[rule] for rule in stops} == {Severity.ERROR}
    assert severities["label-unused"] is severities["task-unknown"] is Severity.INFO


@pytest.mark.parametrize("task", ["detecton", "Segmentation", " classification"])
def test_a_misspelt_task_is_told(task):
    box = detection()
    box["properties"]["task"] = task
    (found,) = [one for one in check(box) if one.rule.id == "task-misspelt"]
    assert f"“{task}”" in found.problem.what and found.which == 0
    assert found.problem.mend == f"Write “{task.strip().lower().replace('ecton', 'ection')}”."


def test_a_task_of_another_program_is_for_information(task="points"):
    box = detection()
    box["properties"]["task"] = task
    (found,) = [one for one in check(box) if one.rule.id.startswith("task-")]
    assert found.rule.id == "task-unknown" and found.rule.severity is Severity.INFO
