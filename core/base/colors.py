"""Colours for labels that have none.

The first seven are Okabe and Ito's (Color Universal Design, 2008); the others were added one by
one, each the farthest in CIELAB from all before it as people with normal vision, protanopia,
deuteranopia and tritanopia see it (Machado et al., 2009). The nearest two are 15 apart.
"""

from __future__ import annotations

import colorsys
from collections.abc import Collection, Iterator

PALETTE = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#8700f0",
    "#692d0f", "#c3f0c3", "#5a3c5a", "#3c2da5", "#69ff87", "#9678ff", "#e1004b", "#690f78",
    "#b4a54b", "#ffb4d2", "#87c387", "#3c693c", "#963c00", "#a54b87", "#d20fb4", "#961ed2",
)  # fmt: skip


def distinct_colors(taken: Collection[str]) -> Iterator[str]:
    """Colours that are not among ``taken``, without end and none twice."""
    used = {color.lower() for color in taken}
    for color in _all_colors():
        if color not in used:
            used.add(color)
            yield color


def _all_colors() -> Iterator[str]:
    yield from PALETTE
    turn = 0
    while True:  # past 24, hues by the golden angle: distinct, though not for everybody
        turn += 1
        red, green, blue = colorsys.hls_to_rgb(turn * 0.618034 % 1, 0.35 + turn % 4 * 0.1, 0.7)
        yield f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
