"""What the tests of edits and changes that come together share."""

from scaneo_bridge.core.workspace.workspace import Workspace
from support.campaign import features_of
from support.geojson import detection

FAR = (41.02, 2.31, 41.04, 2.33)
"""A box that touches no other one."""


def with_new(features):
    return [*features, detection("urban", FAR)]


def reversed_with_new(features):
    """As SCANEO gives a file back: newest first."""
    return [detection("urban", FAR), *features[::-1]]


def relabelled(place, label):
    def edit(features):
        features[place]["properties"]["label"] = label
        return features

    return edit


def without(place):
    return lambda features: [one for at, one in enumerate(features) if at != place]


def labels_of(folder, task, name="a.geojson"):
    features = features_of(folder, name)
    found = [one["properties"] for one in features if one["properties"]["task"] == task]
    return sorted(one["label"] for one in found)


def rows_of(workspace, image="a.tif"):
    with Workspace.open(workspace, writable=False) as known:
        return known.annotations(image)
