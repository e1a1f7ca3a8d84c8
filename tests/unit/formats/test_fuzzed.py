"""The laws that `make fuzz` holds over millions of inputs, for what it begins with and found."""

import pytest
from fuzz.campaign_laws import check_all
from fuzz.laws import Broken, check_text, require
from fuzz.seeds import seeds

SEEDS = seeds()


@pytest.mark.parametrize("data", SEEDS.values(), ids=SEEDS)
def test_the_laws_hold_for_a_seed(data):
    check_all(data)


def test_a_broken_law_is_told():
    with pytest.raises(Broken, match="no byte changes"):
        require(False, "no byte changes")
    with pytest.raises(Broken, match="shown and stored"):
        check_text("\ud83d")
