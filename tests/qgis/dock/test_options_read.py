"""Options of labelling as they are read again: what was never chosen is as it is at first."""

from dataclasses import dataclass

import pytest
from scaneo_bridge.ui.work import settings as settings_module

pytest_plugins = ["support.desk.fixtures"]


@dataclass(frozen=True)
class Switches:
    off: bool = False
    on: bool = True


@pytest.fixture
def switches(settings, monkeypatch):
    monkeypatch.setattr(settings_module, "Options", Switches)
    return settings


def test_a_switch_that_nobody_touched_is_as_at_first(switches):
    assert switches.options() == Switches(off=False, on=True)


@pytest.mark.parametrize("chosen", [Switches(True, True), Switches(False, False)])
def test_a_switch_is_as_it_was_left(switches, chosen):
    switches.remember_options(chosen)
    assert switches.options() == chosen
