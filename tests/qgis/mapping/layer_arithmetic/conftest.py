"""Fixtures of the tests of an export's numbers."""

import tempfile

import pytest


@pytest.fixture
def target():
    """Runs with a folder of its own for each example."""
    return tempfile.TemporaryDirectory
