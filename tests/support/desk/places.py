"""The places, in degrees, the names and the colours of the campaigns that a desk has."""

WEST, SOUTH, EAST, NORTH = 2.0, 41.5, 2.5, 42.0  # of a.tif and b.tif
COLORS = {"water": "#0048f0", "urban": "#8d99ae", "field": "#f2c14e"}
ROW = ("a.tif", "b.tif", "c.tif", "d.tif")
"""Images side by side: they touch, and don't overlap."""
