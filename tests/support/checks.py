"""Campaigns under the rules, without QGIS: one image over the north-east of Spain."""

from scaneo_bridge.core.base.geometry import area_wkb
from scaneo_bridge.core.base.model import Image
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.ground import ImageGround
from support.geojson import LABELS, as_bytes, collection, segmentation

PIXEL = 0.001  # degrees
IMAGE = Image("a.tif", "a.geojson")


def square(west, south, size=0.01):
    """An area: a square of degrees."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def ground_of(*corners, pixel=PIXEL):
    """The place of an image with these corners."""
    return ImageGround(area_wkb({"type": "Polygon", "coordinates": [list(corners)]}), pixel)


def spain():
    """From 2 to 2.5 degrees east, 41 to 42 north."""
    return ground_of((2, 41), (2.5, 41), (2.5, 42), (2, 42))


def check(*features, labels=LABELS, ground=spain, image=IMAGE, problems=()):
    """What is found in a campaign of one image with these features."""
    labels = labels if labels is None or isinstance(labels, bytes) else as_bytes(labels)
    check = CampaignCheck(labels, problems)
    data = as_bytes(collection(*features)) if features else None
    place = ground() if callable(ground) else ground
    return [*check.check_image(image, data, place), *check.finish()]


# fmt: off
KNOWN = {
    "no-image", "folder-unreadable", "folder-linked", "folder-named", "name-broken",
    "name-doubled", "image-suffix", "file-shared", "geojson-orphan", "geojson-suffix", "masks",
    "files-empty", "mask-labelled", "image-gone", "image-unreadable", "image-unrectified",
    "image-placeless", "file-unreadable", "file-broken", "file-elsewhere", "file-datum",
    "file-bom", "file-nan", "labels-missing", "labels-broken", "label-nameless", "label-bare",
    "label-twice", "label-colorless", "label-color-unknown", "label-unlisted", "label-alike",
    "label-unused", "task-missing", "task-misspelt", "task-unknown", "label-missing",
    "label-broken", "feature-nan", "feature-elsewhere", "property-nan", "geometry-broken",
    "homeless", "bbox-missing", "bbox-broken", "bbox-differs", "ring-flat", "ring-broken",
    "ring-turned", "box-flat", "area-crossing", "area-tangled", "sliver", "twin", "class-twice",
    "twin-differs", "overlap", "wide", "placeless", "swapped", "swapped-unreadable", "outside",
    "across-edge",
}
# fmt: on
"""The rules that tests of rules know of each other. One that is added later stays out, for what it
finds in their samples is not their business: its own tests ask `of_rule`."""


def ids(findings):
    """The ids of the known rules that are broken, in the order in which they were found."""
    return [finding.rule.id for finding in findings if finding.rule.id in KNOWN]


def broken(findings, *without):
    """The same, but for rules that are about something else."""
    return [rule for rule in ids(findings) if rule not in {"label-unused", *without}]


def of_rule(findings, rule):
    """What breaks this rule."""
    return [finding for finding in findings if finding.rule.id == rule]


def area(*rings, label="water"):
    """An area of some parts, each an outline."""
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {**segmentation(label), "geometry": geometry}


def leave_out_later_rules(monkeypatch):
    """For tests of what is done with findings: a rule that is added later may find something in
    their samples, and what they list is not its business."""
    for name in ("check_image", "finish"):
        monkeypatch.setattr(CampaignCheck, name, _known(getattr(CampaignCheck, name)))


def _known(check):
    return lambda *given: [one for one in check(*given) if one.rule.id in KNOWN]
