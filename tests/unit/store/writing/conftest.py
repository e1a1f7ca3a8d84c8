"""Fixtures of the tests of a write."""

import pytest
from support.folders import write_files
from support.subjects.writing import OLD


@pytest.fixture
def folder(tmp_path):
    return write_files(tmp_path / "campaign", OLD)
