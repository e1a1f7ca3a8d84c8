"""A file that is too large for memory is stored, and read again, in pieces."""

from random import Random

import pytest
from scaneo_bridge.core.base import large_bytes as large
from scaneo_bridge.core.base.large_bytes import LargeBytes
from scaneo_bridge.core.store import regular_files as regular
from scaneo_bridge.core.workspace.geopackage import packing
from scaneo_bridge.core.workspace.records import export_records as origins
from scaneo_bridge.core.workspace.records.export_records import versions_of
from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import FILES
from support.geojson import as_bytes, collection, detection
from support.layers import relabel


@pytest.fixture
def boxes():
    """A file of boxes whose numbers can't be packed well."""
    random = Random(7)
    ground = ((2 + random.random() / 2, 41 + random.random() / 2) for _ in range(2000))
    return as_bytes(collection(*(detection(box=box(*corner)) for corner in ground)))


def box(west, south):
    return south, west, south + 0.01, west + 0.01


def test_it_is_whole_through_imports_and_exports(monkeypatch, boxes, campaign, opened, exported):
    for module, name, size in (
        (regular, "LARGE", 10_000),
        (packing, "LARGE", 10_000),
        (large, "_PIECE", 5_000),
        (packing, "_WRITTEN", 1_000),
        (origins, "_PIECE", 1_000),
    ):
        monkeypatch.setattr(module, name, size)
    folder = campaign({**FILES, "a.geojson": boxes})
    workspace = opened(folder).workspace.path
    held = [boxes]
    for label in ("field", "water"):
        relabel(workspace, "detection", "a.tif", label)
        exported(workspace)
        held.append((folder / "a.geojson").read_bytes())
    assert len(set(held)) == 3
    with Workspace.open(workspace) as now:
        assert isinstance(now.file_data("a.geojson"), LargeBytes)
        assert now.content("a.geojson") == held[2]
        assert [bytes(one) for one in versions_of(now.database, "a.geojson")] == held[:2]
        count = next(iter(now.database.rows("SELECT count(*) FROM detection")))
        assert count.GetFieldAsInteger(0) >= 2000
    assert not opened(folder).edited
