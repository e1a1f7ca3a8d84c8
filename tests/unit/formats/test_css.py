"""Colours as web pages write them."""

import pytest
from scaneo_bridge.core.base.colors import read_color

COLORS = {
    "#0048f0": "#0048f0",
    "#ABCDEF": "#abcdef",
    "#fff": "#ffffff",
    "#1aF8": "#11aaff",
    "#0048f080": "#0048f0",
    "rgb(120, 80, 20)": "#785014",
    "RGB(120,80,20)": "#785014",
    "rgba(120, 80, 20, 0.5)": "#785014",
    "rgb(120 80 20 / 50%)": "#785014",
    "rgb(100%, 0%, 50%)": "#ff0080",
    "rgb(300, -5, 127.5)": "#ff0080",
    "rgb(none 0 1e2)": "#000064",
    "hsl(120, 100%, 25%)": "#008000",
    "hsl(240deg 100% 50%)": "#0000ff",
    "hsla(.5turn, 100%, 50%, 1)": "#00ffff",
    "hsl(-120, 100%, 50%)": "#0000ff",
    "hwb(0 0% 50%)": "#800000",
    "hwb(90 60% 60%)": "#808080",
    "red": "#ff0000",
    "RebeccaPurple": "#663399",
    " lightgoldenrodyellow\n": "#fafad2",
    "transparent": "#000000",
}


@pytest.mark.parametrize(("text", "color"), COLORS.items(), ids=COLORS)
def test_a_colour(text, color):
    assert read_color(text) == color


@pytest.mark.parametrize(
    "value",
    ["reddish", "#12", "#12345", "0048f0", "#0048f0f", "#00g8f0", "", " ", None, 72, ["#0048f0"],
     "rgb(1, 2)", "rgb(1 2 3 4)", "rgb(1, 2, 3, 4, 5)", "rgb(1, 2, x)", "rgb()", "rgb(1deg, 2, 3)",
     "hsl(1e999deg, 50%, 50%)", "hsl(50%, 50%, 50%)", "currentcolor", "var(--water)", "grün",
     "rgb(" + "1" * 10_000 + ", 2, 3)", "rgb(1, 2, 3", True],
)  # fmt: skip
def test_a_colour_that_is_none(value):
    assert read_color(value) is None
