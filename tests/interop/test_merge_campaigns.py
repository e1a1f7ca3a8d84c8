"""What several annotators made of one campaign, each in their own SCANEO, merged for SCANEO."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from interop.scaneo_server import ScaneoServer
from interop.shown import expected, unordered
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan

pytestmark = pytest.mark.interop

DATA = Path(__file__).resolve().parents[1] / "data" / "scaneo_export"
IMAGE = "coast.tif"
SHIP = [[41.35, 2.20], [41.36, 2.18]]
ALMOST = [[41.35, 2.2001], [41.36, 2.18]]
BARGE = [[41.30, 2.10], [41.32, 2.08]]


def number_of(scaneo: ScaneoServer, campaign: str, image: str) -> int:
    return next(one["id"] for one in scaneo.images(campaign) if one["path"] == image)


def test_scaneo_imports_what_two_of_its_users_made(
    qgis_app: object, scaneo: ScaneoServer, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(DATA, tmp_path / "base"))
    ann = Path(shutil.copytree(base, tmp_path / "ann"))
    bob = Path(shutil.copytree(base, tmp_path / "bob"))

    campaign = scaneo.import_folder(ann)
    scaneo.add(number_of(scaneo, campaign, IMAGE), "detection", "water", bb=SHIP)
    scaneo.export(campaign)

    campaign = scaneo.import_folder(bob)
    image = number_of(scaneo, campaign, IMAGE)
    scaneo.add(image, "detection", "water", bb=ALMOST)
    scaneo.add(image, "detection", "field", bb=BARGE)
    gone = next(one for one in scaneo.annotations(image) if one["type"] == "segmentation")
    scaneo.delete(gone["id"])
    scaneo.export(campaign)

    done = merge_campaigns(MergePlan([ann, bob], tmp_path / "merged", base), QgsFeedback())

    assert (done.conflict_count, done.twin_count, done.problems) == (0, 1, [])
    shown = scaneo.snapshot(scaneo.import_folder(done.folder))
    assert shown == expected(done.folder), "what the files say"
    before, after = unordered(expected(base)), unordered(shown)
    boxes = Counter({one for one in expected(ann)[IMAGE] if one.task == "detection"})
    barge = Counter(one for one in expected(bob)[IMAGE] if one.bbox == (41.30, 2.08, 41.32, 2.10))
    assert barge.total() == 1
    lost = before[IMAGE] - after[IMAGE]
    assert [(one.task, one.label) for one in lost.elements()] == [("segmentation", gone["value"])]
    assert after[IMAGE] - before[IMAGE] == boxes - before[IMAGE] + barge
    assert {path: after[path] for path in after if path != IMAGE} == {
        path: before[path] for path in before if path != IMAGE
    }
