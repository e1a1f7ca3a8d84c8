"""An image with very many annotations: opening, editing and exporting take memory in proportion."""

import json
import tracemalloc

from scaneo_bridge.core.scaneo.feature_text import box_text
from scaneo_bridge.core.scaneo.geometry import Box
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
    relabel(found.workspace, "detection", "a.tif", "water")
    most, export = peak(lambda: exported(found.workspace))
    assert most < MOST * len(data)
    assert export.counts.changed >= 1
    written = json.loads((folder / "a.geojson").read_bytes())["features"]
    assert len(written) == COUNT
    assert sum(one["properties"]["label"] == "water" for one in written) == export.counts.changed
