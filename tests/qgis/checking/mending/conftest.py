"""Fixtures of the tests of mends."""

import pytest
from support.checks import leave_out_later_rules
from support.files.broken import break_folder, fine_image
from support.folders import write_files
from support.geojson import as_bytes, collection
from support.subjects.mending import LABELS


@pytest.fixture(autouse=True)
def rules_of_now(monkeypatch):
    leave_out_later_rules(monkeypatch)


@pytest.fixture
def broken(tmp_path):
    return break_folder(tmp_path / "broken")


@pytest.fixture
def make(tmp_path):
    """A campaign of one image with these features."""

    def make(*features, labels=LABELS):
        folder = tmp_path / "campaign"
        fine_image(folder / "a.tif")
        files = {"spai.json": labels, "a.geojson": as_bytes(collection(*features), indent=1)}
        return write_files(folder, files)

    return make
