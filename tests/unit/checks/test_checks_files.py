"""What a check says of files that are sound, and yet stop what trains on the folder."""

from scaneo_bridge.core.base.model import Image, Severity
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from support.geojson import LABELS, as_bytes, classification, collection


def found(*files):
    """What a check of images with these features says of empty lists."""
    campaign = CampaignCheck(as_bytes(LABELS), [])
    for number, features in enumerate(files):
        image = Image(f"{number}.tif", f"{number}.geojson")
        campaign.check_image(image, as_bytes(collection(*features)), None)
    return [one.problem for one in campaign.finish() if one.rule.id == "files-empty"]


def test_empty_lists_are_told_once_with_their_number():
    (told,) = found([], [], [classification("water")])
    assert told.what.startswith("2 files have an empty list")
    assert told.severity is Severity.INFO
    (told,) = found([])
    assert told.what.startswith("1 file has an empty list")


def test_without_empty_lists_nothing_is_told():
    assert found([classification("water")]) == []
