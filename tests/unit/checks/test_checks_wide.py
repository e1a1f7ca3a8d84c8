"""What is more than half the globe wide: mostly an area across 180 degrees that nobody split."""

import pytest
from scaneo_bridge.core.base.geometry import as_wkb
from scaneo_bridge.core.base.model import Annotation, Image, Task
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.ground import ImageGround
from scaneo_bridge.core.formats.scaneo.checks.mends import SHAPES, mend_shape
from shapely.geometry import MultiPolygon, Polygon, box
from support.checks import ids
from support.geojson import LABELS, as_bytes, collection, segmentation

ACROSS = MultiPolygon([box(179.5, 9.5, 180, 10), box(-180, 9.5, -179.5, 10)])
UNSPLIT = Polygon([(179.9, 9.6), (-179.9, 9.6), (-179.9, 9.8), (179.9, 9.8)])
TWISTED = Polygon([(179.9, 9.6), (-179.9, 9.8), (-179.9, 9.6), (179.9, 9.8)])
SPLIT = MultiPolygon([box(179.9, 9.6, 180, 9.8), box(-180, 9.6, -179.9, 9.8)])


def rules(area, footprint):
    kind = "Polygon" if area.geom_type == "Polygon" else "MultiPolygon"
    parts = [area] if kind == "Polygon" else list(area.geoms)
    rings = [[[list(at) for at in part.exterior.coords]] for part in parts]
    feature = segmentation("water")
    feature["geometry"] = {"type": kind, "coordinates": rings[0] if kind == "Polygon" else rings}
    check = CampaignCheck(as_bytes(LABELS), [])
    image = Image("a.tif", "a.geojson")
    found = check.check_image(
        image, as_bytes(collection(feature)), ImageGround(as_wkb(footprint), 1e-3)
    )
    return ids(found)


@pytest.mark.parametrize("area", [UNSPLIT, TWISTED])
def test_it_is_told_and_nothing_else_is(area):
    assert rules(area, ACROSS) == ["wide"]


def test_what_is_split_is_sound():
    assert rules(SPLIT, ACROSS) == []


def test_on_an_image_of_the_whole_world_it_may_well_be_meant():
    world = MultiPolygon([box(-180, -90, 180, 90)])
    assert rules(box(-150, -10, 150, 10), world) == []


@pytest.mark.parametrize("rule", SHAPES)
@pytest.mark.parametrize("footprint", [ACROSS, MultiPolygon([box(-170, -60, 170, 60)])])
@pytest.mark.parametrize("area", [UNSPLIT, TWISTED])
@pytest.mark.parametrize("task", [Task.SEGMENTATION, Task.DETECTION])
def test_it_is_never_cut(rule, footprint, area, task):
    shape = MultiPolygon([area]) if task is Task.SEGMENTATION else area.envelope
    annotation = Annotation(task, "water", as_wkb(shape))
    assert mend_shape(rule, annotation, ImageGround(as_wkb(footprint), 1e-3)) is None
