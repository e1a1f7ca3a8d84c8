"""Fixtures of the tests of what an export of layers does to the folder."""

import pytest
from support.sources import SQUARE, box_wkt, layer_of


@pytest.fixture
def layer():
    return layer_of((SQUARE, "water"), (box_wkt(2.6, 41.1, 2.7, 41.2), "urban"))
