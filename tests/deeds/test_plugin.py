"""How many deeds labelling takes in QGIS Desktop with the plugin: see plugin_in_qgis.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from deeds.counts import PLUGIN
from deeds.ground import BOXES, IMAGES, LABELS, alternating, write_images
from support.deeds import record
from support.folders import write_files
from support.qgis_desktop import run_in_qgis

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent
IMAGES_OF = {"boxes_one_label": 1, "boxes_two_labels": 1, "classes": IMAGES}
SPAI = {"labels": [{"name": name, "color": "#0048f0"} for name in LABELS]}


def test_deeds(xvfb_run: str, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    paths = {name: write_images(folder / name, count) for name, count in IMAGES_OF.items()}
    for name in IMAGES_OF:
        write_files(folder / name, {"spai.json": SPAI})

    said = run_in_qgis(
        xvfb_run,
        HERE / "plugin_in_qgis.py",
        tmp_path / "profiles",
        root,
        DEEDS_FOLDER=str(folder),
        DEEDS_TESTS=str(HERE.parent),
    )

    report = folder / "report.json"
    assert report.exists(), said
    found = json.loads(report.read_text(encoding="utf-8"))
    assert "error" not in found, found["error"]
    images = {name: [file.name for file in files] for name, files in paths.items()}
    assert {name: stored for name, (_, stored) in found.items()} == {
        "boxes_one_label": [images["boxes_one_label"] + [LABELS[0]]] * BOXES,
        "boxes_two_labels": [images["boxes_two_labels"] + [one] for one in alternating(BOXES)],
        "classes": [list(pair) for pair in zip(images["classes"], alternating(IMAGES))],
    }
    deeds = {name: count for name, (count, _) in found.items()}
    record("plugin", deeds)
    assert deeds == PLUGIN
