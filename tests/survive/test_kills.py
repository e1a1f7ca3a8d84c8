"""At any kill the folder is whole and SCANEO can import it; the next opening goes on."""

import sys
from random import Random

import pytest
from survive.deeds import DEEDS
from survive.kills import Trial

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_a_kill_loses_nothing(deed, tmp_path):
    """Some at random moments, more before each so manieth call that changes something."""
    trial = Trial(deed, tmp_path)
    trial.at_random(4, Random(deed.name))
    trial.at_each_call(12)
    assert trial.figures.kills >= 16
