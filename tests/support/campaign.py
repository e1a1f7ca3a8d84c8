"""The campaign that tests open, edit and open again: two images with their annotations."""

import json

from scaneo_bridge.core.base.model import Label
from support.geojson import LABELS, as_bytes, classification, collection, detection, one_of_each

FILES = {
    "a.geojson": as_bytes(collection(*one_of_each())),
    "2024/b.geojson": as_bytes(collection(*one_of_each())),
    "spai.json": as_bytes(LABELS),
}
NEWS = as_bytes(collection(*one_of_each(), detection("field"), classification("field")))
"""What somebody else makes of one of the files."""

WATER, URBAN, FIELD = (Label(one["name"], one["color"]) for one in LABELS["labels"])
RED = Label("red", "#ff0000")


def features_of(folder, name="a.geojson"):
    """The features that a file of the folder holds now."""
    return json.loads((folder / name).read_bytes())["features"]
