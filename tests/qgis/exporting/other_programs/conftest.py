"""Fixtures of the tests of what other programs write into a workspace."""

import pytest
from support.subjects.other_programs import FILES


@pytest.fixture
def folder(campaign):
    return campaign(FILES)


@pytest.fixture
def workspace(folder, opened):
    return opened(folder).workspace.path
