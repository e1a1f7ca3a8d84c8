"""An image with very many annotations: opening, editing and exporting take memory in proportion."""

import json
import tracemalloc

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base import large_bytes
from scaneo_bridge.core.base.geometry import Box
from scaneo_bridge.core.campaign.checking.check_campaign import check_workspace
from scaneo_bridge.core.campaign.restoring.restore_campaign import restore_campaign
from scaneo_bridge.core.formats.scaneo.feature_text import box_text
from scaneo_bridge.core.store import regular_files as regular
from scaneo_bridge.core.workspace.geopackage import packing
from support.geojson import as_bytes, spai
from support.layers import relabel

COUNT = 20_000
LABELS = as_bytes(spai(urban="#808080", water="#0000ff"))
MOST = 4  # times the bytes of the file, in Python's objects: it was more than fifteen times as many


def large():
    """A file of boxes, which lie in the image."""
    steps = (number * 1e-9 + 1e-15 for number in range(COUNT))
    boxes = (box_text("urban", Box(41.1 + by, 2.1 + by, 41.2 + by, 2.2 + by)) for by in steps)
    return f'{{"type": "FeatureCollection", "features": [{", ".join(boxes)}]}}'.encode()


def peak(deed):
    """The most memory in bytes that Python's objects take while something is done."""
    tracemalloc.start()
    try:
        result = deed()
        return tracemalloc.get_traced_memory()[1], result
    finally:
        tracemalloc.stop()


def test_it_is_opened_and_exported_in_little_memory(campaign, opened, exported):
    data = large()
    folder = campaign({"a.geojson": data, "spai.json": LABELS})
    most, found = peak(lambda: opened(folder))
    assert found.annotation_count == COUNT
    assert most < MOST * len(data)
    relabel(found.workspace.path, "detection", "a.tif", "water")
    most, export = peak(lambda: exported(found.workspace.path))
    assert most < MOST * len(data)
    assert export.counts.changed >= 1
    written = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert len(written) == COUNT
    assert sum(one["properties"]["label"] == "water" for one in written) == export.counts.changed


def test_a_backup_of_it_is_put_back_in_little_memory(campaign, opened, exported):
    data = large()
    folder = campaign({"a.geojson": data, "spai.json": LABELS})
    workspace = opened(folder).workspace.path
    relabel(workspace, "detection", "a.tif", "water")
    exported(workspace)
    most, restored = peak(lambda: restore_campaign(folder, "", QgsFeedback()))
    (file,) = (one for one in restored.files if one.path == "a.geojson")
    assert (file.added, file.deleted) == (0, 0) and file.changed >= 1
    assert (folder / "a.geojson").read_bytes() == data
    assert most < 2.5 * len(data)


@pytest.fixture
def out_of_memory(monkeypatch):
    """What is kept out of memory of large files is of these, too; and pieces are smaller."""
    for module in (large_bytes, packing, regular):
        monkeypatch.setattr(module, "LARGE", 100)
    monkeypatch.setattr(large_bytes, "_NEAR", 2**14)
    monkeypatch.setattr(packing, "_WRITTEN", 2**16)


def test_it_is_checked_with_its_edits_in_little_memory(campaign, opened, out_of_memory):
    data = large()
    workspace = opened(campaign({"a.geojson": data, "spai.json": LABELS})).workspace.path
    relabel(workspace, "detection", "a.tif", "water")
    most, found = peak(lambda: check_workspace(workspace, QgsFeedback()))
    assert found.annotation_count == COUNT
    assert most < 2.3 * len(data)  # it was 2.8 times as much
