"""Fixtures of the tests of annotations that go to another image."""

import pytest
from support.folders import write_files
from support.geojson import LABELS, collection
from support.subjects.other_image import FILE


@pytest.fixture
def folder(series):
    write_files(series, {"spai.json": LABELS, "a.geojson": FILE, "b.geojson": collection()})
    return series


@pytest.fixture
def workspace(folder, opened):
    return opened(folder).workspace.path
