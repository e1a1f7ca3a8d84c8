"""Fixtures of the tests of the page of checks."""

import pytest
from support.checks import leave_out_later_rules
from support.subjects.checks_page import BROKEN, Checks, make


@pytest.fixture(autouse=True)
def rules_of_now(monkeypatch):
    leave_out_later_rules(monkeypatch)


@pytest.fixture
def folder(tmp_path):
    """Two images side by side: each has a box twice, and one a box with a label of its own."""
    return make(tmp_path, BROKEN)


@pytest.fixture
def checks(desk, folder):
    desk.open(folder)
    checks = Checks(desk)
    checks.start()
    return checks
