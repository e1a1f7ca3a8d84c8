"""What the tests of the export of layers share."""

import pytest
from support.sources import two_images


@pytest.fixture
def folder(tmp_path):
    """A folder of two images."""
    return two_images(tmp_path / "campaign")
