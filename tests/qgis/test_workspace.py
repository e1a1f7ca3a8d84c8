"""A workspace that is broken says so: what can't be read must not look as if it weren't there."""

import pytest
from scaneo_bridge.core.layers.database import WorkspaceError
from scaneo_bridge.core.layers.workspace import Workspace
from support.geojson import LABELS, collection, segmentation

PAGE = 4096


def test_rows_that_end_in_an_error_are_no_rows(campaign, opened):
    many = collection(*(segmentation() for _ in range(3000)))
    workspace = opened(campaign({"a.geojson": many, "spai.json": LABELS}, ("a.tif",))).workspace
    with Workspace.open(workspace) as whole:
        assert len(whole.annotations("a.tif")) == 3000
    data = bytearray(workspace.read_bytes())
    middle = data.index(b"water", len(data) // 3) // PAGE * PAGE
    data[middle : middle + PAGE] = b"\xff" * PAGE
    workspace.write_bytes(data)
    with Workspace.open(workspace) as broken, pytest.raises(WorkspaceError, match="can't be"):
        broken.annotations("a.tif")
