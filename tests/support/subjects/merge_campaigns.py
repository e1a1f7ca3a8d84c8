"""What the tests of `scaneo:mergecampaigns` share."""

import json

from support.geojson import spai

NAME = "scaneo:mergecampaigns"
BOTH, FIRST, LAST = range(3)
LABELS = spai(ship="#112233", boat="#445566", water="#0048f0")
HERE = (41.10, 2.10, 41.20, 2.30)  # south, west, north, east
NEARLY = (41.10, 2.10, 41.20, 2.31)  # IoU with HERE: 20/21
THERE = (41.50, 2.10, 41.60, 2.30)
FAR = (41.70, 2.30, 41.80, 2.40)
RING = [[2.1, 41.1], [2.3, 41.1], [2.3, 41.3], [2.1, 41.3], [2.1, 41.1]]
WIDER = [[2.1, 41.1], [2.32, 41.1], [2.32, 41.3], [2.1, 41.3], [2.1, 41.1]]


def features(folder, name="a.geojson"):
    return json.loads((folder / name).read_bytes())["features"]


def said(features):
    """What features say, whatever their order."""
    return sorted(json.dumps(one, sort_keys=True) for one in features)


def labelled(folder, name="a.geojson"):
    return sorted(one["properties"]["label"] for one in features(folder, name))


def colors(folder):
    listed = json.loads((folder / "spai.json").read_bytes())["labels"]
    return {one["name"]: one["color"] for one in listed}
