"""What the tests of the palette share: its labels, and a hand for it."""

from scaneo_bridge.core.base.model import Label
from scaneo_bridge.core.workspace.summary import LabelCount

WIDTH = 284  # what a dock of 300 pixels leaves
COLORS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e", "marsh": "#787878"}
COAST = [("water", 1234), ("urban", 12), ("field", 0)]
ODD = ["<b>bold</b> & 'co'", '"R&&D"', "מים (ים)", "two\nlines\tand a tab", "x" * 300]


def listed(*entries):
    return [LabelCount(Label(name, COLORS.get(name, "#123456")), count) for name, count in entries]


def unlisted(name="marsh", count=3):
    return LabelCount(Label(name, COLORS["marsh"]), count, listed=False)
