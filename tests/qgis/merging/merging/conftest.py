"""Fixtures of the tests of edits and changes that come together."""

import json

import pytest
from support.geojson import as_bytes


@pytest.fixture
def change(folder):
    """Changes a file as another program does: `edit` takes its features and answers new ones."""

    def run(edit, name="a.geojson"):
        content = json.loads((folder / name).read_bytes())
        features = edit(content["features"])
        (folder / name).write_bytes(as_bytes({**content, "features": features}, indent=1))

    return run
