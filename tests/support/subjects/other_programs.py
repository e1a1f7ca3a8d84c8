"""What the tests of what other programs write into a workspace share."""

import json

from scaneo_bridge.core.base.model import Severity
from support.geojson import LABELS, classification, collection, detection, segmentation

BOXES = [(41.1, 2.1, 41.2, 2.3), (41.3, 2.1, 41.4, 2.3), (41.55, 2.3, 41.6, 2.4)]
THIRD = 1 / 3
NEW = "POLYGON ((2.1 41.5, 2.2 41.5, 2.2 41.6, 2.1 41.6, 2.1 41.5))"
URBAN = "image = 'a.tif' AND label = 'urban'"
FILES = {
    "a.geojson": collection(
        classification("water", id="c"),
        detection("urban", BOXES[0], id=1, properties={"score": 0.5}),
        detection("field", BOXES[1], id=2, who="ana"),
        segmentation("water", [[2.1, 41.1], [2.3, 41 + THIRD], [2.2, 41.4], [2.1, 41.1]], id=3),
    ),
    "2024/b.geojson": collection(detection("urban", (41.1, 2 + THIRD, 41.2, 2.4), id=4)),
    "spai.json": LABELS,
}
TASKS = ["classification", "detection", "segmentation"]


def features(folder, name="a.geojson"):
    return json.loads((folder / name).read_text())["features"]


def kept(folder):
    """The features by their ids, of all files."""
    found = [one for name in ("a.geojson", "2024/b.geojson") for one in features(folder, name)]
    return {one.get("id"): one for one in found}


def urban_of(rows):
    """The box on the first image whose id is 1 in its file."""
    (found,) = [row for row in rows if (row["image"], row["label"]) == ("a.tif", "urban")]
    return found


def own(done):
    """What was told but for information."""
    return [one for one in done.problems if one.severity is not Severity.INFO]
