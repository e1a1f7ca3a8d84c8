"""Colours that people can tell apart, colour-blind ones too."""

from itertools import combinations, islice

import pytest
from scaneo_bridge.core.base.colors import PALETTE, distinct_colors, read_color

# Machado, Oliveira and Fernandes (2009), table 1, severity 1.0: on linear RGB.
VISIONS = {
    "normal": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protanopia": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deuteranopia": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritanopia": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}
TO_XYZ = [  # sRGB, D65
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
]
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def linear(color):
    values = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def lab(color, vision):
    seen = [min(max(value, 0), 1) for value in times(VISIONS[vision], linear(color))]
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in (xyz / white for xyz, white in zip(times(TO_XYZ, seen), WHITE))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, vision):
    pairs = zip(lab(one, vision), lab(other, vision))
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_measure_itself():
    assert distance("#000000", "#ffffff", "normal") == pytest.approx(100, abs=0.1)
    assert lab("#ff0000", "normal") == pytest.approx((53.24, 80.09, 67.20), abs=0.1)
    red, green = "#d40000", "#527500"  # a pair that deuteranopes mix up
    assert distance(red, green, "deuteranopia") < 0.3 * distance(red, green, "normal")


@pytest.mark.parametrize("vision", VISIONS)
def test_everybody_can_tell_the_colours_apart(vision):
    nearest = min(combinations(PALETTE, 2), key=lambda pair: distance(*pair, vision))
    assert distance(*nearest, vision) >= 14.9, nearest


def test_colours_never_end_and_never_come_twice():
    colors = list(islice(distinct_colors([]), 500))
    assert tuple(colors[: len(PALETTE)]) == PALETTE
    assert len(set(colors)) == 500
    assert all(read_color(color) == color for color in colors)


def test_a_colour_that_is_taken_is_left_out():
    taken = [PALETTE[0].upper(), PALETTE[2]]
    assert next(distinct_colors(taken)) == PALETTE[1]
    assert not {PALETTE[0], PALETTE[2]} & set(islice(distinct_colors(taken), 100))
