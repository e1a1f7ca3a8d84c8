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


def broken(findings, *without):
    """The ids of the rules that are broken, but for some that are about something else."""
    others = {"label-unused", *without}
    return [finding.rule.id for finding in findings if finding.rule.id not in others]


def area(*rings, label="water"):
    """An area of some parts, each an outline."""
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {**segmentation(label), "geometry": geometry}
