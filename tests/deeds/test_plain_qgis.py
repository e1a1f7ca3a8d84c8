"""How many deeds labelling takes in QGIS Desktop without a plugin: see plain_qgis.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from deeds.counts import PLAIN_QGIS
from deeds.ground import (
    BOXES,
    IMAGES,
    LABELS,
    alternating,
    stored_labels,
    write_geopackage,
    write_images,
)
from support.deeds import record
from support.qgis_desktop import run_in_qgis

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent


def test_deeds(xvfb_run: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    write_images(folder, IMAGES)
    write_geopackage(folder / "plain.gpkg")

    said = run_in_qgis(
        xvfb_run,
        HERE / "plain_qgis.py",
        tmp_path / "profiles",
        DEEDS_FOLDER=str(folder),
        DEEDS_TESTS=str(HERE.parent),
    )

    report = folder / "report.json"
    assert report.exists(), said
    deeds = json.loads(report.read_text(encoding="utf-8"))
    assert "error" not in deeds, deeds["error"]
    stored = {name: stored_labels(folder / "plain.gpkg", name) for name in deeds}
    assert stored == {
        "boxes_one_label": [LABELS[0]] * BOXES,
        "boxes_two_labels": alternating(BOXES),
        "classes": alternating(IMAGES),
    }
    record("plain_qgis", deeds)
    assert deeds == PLAIN_QGIS
