"""What the checks find in the shapes and the places of annotations, and what they let pass."""

import json

import pytest
import shapely.wkb
from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.base.geometry import area_wkb, as_wkb
from scaneo_bridge.core.base.model import Annotation, Image, Task
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.ground import ImageGround
from scaneo_bridge.core.formats.scaneo.checks.overlaps import MOST
from scaneo_bridge.core.formats.scaneo.checks.shapes import read_shape, read_shapes
from shapely.geometry import MultiPolygon, box
from support.checks import IMAGE, PIXEL, area, broken, check, ground_of, spain, square
from support.geojson import (
    BOX,
    classification,
    collection,
    corners_of,
    detection,
    feature,
    one_of_each,
    ring_of,
    segmentation,
)

BOW_TIE = [[2.1, 41.1], [2.2, 41.2], [2.2, 41.1], [2.1, 41.2], [2.1, 41.1]]


def only(findings, rule):
    """The one finding of a rule."""
    (finding,) = [one for one in findings if one.rule.id == rule]
    return finding


def test_a_sound_image_has_nothing_to_tell():
    assert broken(check(*one_of_each())) == []


def test_a_finding_says_where_and_what():
    twin = segmentation(ring=square(2.1, 41.1))
    finding = only(check(classification(), twin, twin), "twin")
    assert str(finding.problem) == (
        "a.geojson, feature 3: It is the same as feature 2. Delete one of the two."
    )
    assert (finding.image, finding.task, finding.which) == ("a.tif", Task.SEGMENTATION, 2)
    assert finding.label == "water"
    assert shapely.wkb.loads(finding.wkb).bounds == pytest.approx((2.1, 41.1, 2.11, 41.11))


# Areas


def test_an_area_that_crosses_itself_is_found():
    assert broken(check(segmentation(ring=BOW_TIE))) == ["area-crossing"]


def test_parts_of_an_area_that_lie_on_one_another_are_found():
    crossing = area(square(2.1, 41.1), square(2.105, 41.105))
    assert broken(check(crossing)) == ["area-crossing"]


def test_one_that_crosses_itself_among_sound_ones_is_the_one_that_is_found():
    sound = [segmentation(ring=square(2.1 + number / 10, 41.5)) for number in range(3)]
    finding = only(check(*sound[:2], segmentation(ring=BOW_TIE), sound[2]), "area-crossing")
    assert finding.which == 2
    assert shapely.wkb.loads(finding.wkb).bounds == (2.1, 41.1, 2.2, 41.2)
    assert len(shapely.wkb.loads(finding.mended).geoms) == 2


def test_what_is_found_comes_in_the_order_of_the_file_whatever_its_task():
    flat, far = detection(box=(41.1, 2.1, 41.1, 2.2)), segmentation(ring=square(3, 41))
    found = check(far, flat, segmentation(ring=BOW_TIE), detection(box=(43, 2.1, 43.1, 2.2)))
    rules = ["outside", "box-flat", "area-crossing", "outside"]
    assert broken(found, "label-alike", "label-unlisted") == rules


SOUND = as_wkb(MultiPolygon([box(2.1, 41.1, 2.2, 41.2)]))


@pytest.mark.parametrize("wkb", [SOUND[:-8], SOUND[:5], b"x" * 40, b"", None])
@pytest.mark.parametrize("task", [Task.DETECTION, Task.SEGMENTATION])
def test_a_shape_that_is_broken_hides_no_other(wkb, task):
    one, other = Annotation(task, "water", SOUND, 0), Annotation(task, "field", SOUND, 2)
    numbered = [*read_shapes([one, Annotation(task, "water", wkb, 1), other])]
    shapes = [shape for _, shape in numbered]
    assert [index for index, _ in numbered] == [0, 2]
    assert [shape.annotation for shape in shapes] == [one, other]
    assert all(shape.repaired is shape.geometry for shape in shapes)
    assert [as_wkb(shape.geometry) for shape in shapes] == [SOUND, SOUND]


TANGLED = {
    "a line": [[2, 41], [2.25, 41.25], [2.5, 41.5], [2, 41]],
    "a star in one stroke": [[2.25, 41.4], [2.15, 41.1], [2.4, 41.3], [2.1, 41.3], [2.35, 41.1]],
}
"""Nothing is covered, or the middle of the star is, or is not."""


@pytest.mark.parametrize("ring", TANGLED.values(), ids=TANGLED)
def test_where_nobody_can_tell_what_an_area_covers_it_is_not_to_be_mended(ring):
    finding = only(check(segmentation(ring=ring)), "area-tangled")
    assert finding.rule.mend == ""


def strip(width, length=0.2, west=2.1, south=41.1):
    """An area that is so wide."""
    return segmentation(
        ring=[[west, south], [west + length, south], [west + length, south + width],
              [west, south + width], [west, south]]
    )  # fmt: skip


def test_an_area_thinner_than_half_a_pixel_is_a_sliver():
    assert broken(check(strip(PIXEL / 3))) == ["sliver"]
    assert broken(check(strip(PIXEL * 0.9))) == []


def test_one_pixel_is_no_sliver():
    assert broken(check(strip(PIXEL, PIXEL))) == []


def test_a_sliver_among_the_parts_of_an_area_is_shown_by_itself():
    thin = strip(PIXEL / 3, south=41.5)["geometry"]["coordinates"][0][0]
    finding = only(check(area(square(2.1, 41.1), thin)), "sliver")
    assert "1 of its 2 parts" in finding.problem.what
    assert shapely.wkb.loads(finding.wkb).bounds[1] == 41.5


def test_without_the_place_of_an_image_a_sliver_is_thinner_than_a_tenth_of_a_metre():
    assert broken(check(strip(PIXEL / 3), ground=None)) == []
    assert broken(check(strip(1e-7), ground=None)) == ["sliver"]


# Boxes


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ((41.1, 2.1, 41.1, 2.1), "is a point"),
        ((41.1, 2.1, 41.1, 2.2), "no height"),
        ((41.1, 2.1, 41.2, 2.1), "no width"),
        ((41.1, 2.1, 41.2, 2.1 + PIXEL / 4), "less than half a pixel"),
    ],
)
def test_a_box_that_is_none_is_found(sides, said):
    finding = only(check(detection(box=sides)), "box-flat")
    assert said in finding.problem.what


def test_a_box_that_is_none_has_a_place_all_the_same():
    assert broken(check(detection(box=(43, 2.1, 43, 2.2)))) == ["box-flat", "outside"]


def test_a_box_of_a_pixel_is_one():
    assert broken(check(detection(box=(41.1, 2.1, 41.1 + PIXEL, 2.1 + PIXEL)))) == []


@pytest.mark.parametrize(
    ("properties", "ring", "rule"),
    [
        ({"bbox": None}, ring_of(BOX), "bbox-missing"),
        ({"bbox": "none"}, ring_of(BOX), "bbox-broken"),
        ({"bbox": corners_of((41.3, 2.1, 41.4, 2.3))}, ring_of(BOX), "bbox-differs"),
        ({}, ring_of(BOX)[:3], "ring-broken"),
        ({}, [], "ring-broken"),
    ],
)
def test_a_box_whose_two_forms_are_at_odds_is_found(properties, ring, rule):
    one = detection(properties=properties)
    one["geometry"]["coordinates"] = [ring]
    finding = only(check(classification(), one), rule)
    assert (finding.which, finding.task, finding.label) == (1, Task.DETECTION, "urban")
    assert finding.wkb is not None


# Twins


AREA = [[2.1, 41.1], [2.3, 41.1], [2.25, 41.3], [2.2, 41.4], [2.1, 41.3]]


@pytest.mark.parametrize("start", range(5))
@pytest.mark.parametrize("step", [1, -1])
def test_twins_are_found_wherever_their_rings_begin_and_whichever_way_they_run(start, step):
    ring = AREA[::step]
    ring = ring[start:] + ring[:start]
    one, other = segmentation(ring=[*AREA, AREA[0]]), segmentation(ring=[*ring, ring[0]])
    assert broken(check(one, other)) == ["twin"]


def test_parts_in_another_order_are_a_twin():
    one, other = square(2.1, 41.1), square(2.3, 41.3)
    assert broken(check(area(one, other), area(other, one))) == ["twin"]


def test_each_copy_but_the_first_is_a_twin():
    assert broken(check(*[detection()] * 4)) == ["twin"] * 3


@pytest.mark.parametrize(
    "other",
    [
        detection("field"),
        segmentation("urban", ring_of(BOX)),
        detection(box=(BOX[0] + 1e-12, *BOX[1:])),
    ],
)
def test_another_label_task_or_place_is_no_twin(other):
    assert "twin" not in broken(check(detection(), other))


def test_other_areas_with_the_same_bounds_are_no_twins():
    one, other = AREA, [*AREA[:3], [2.21, 41.4], AREA[4]]
    assert broken(check(segmentation(ring=one), segmentation(ring=other))) == []


def test_a_class_that_is_given_twice_is_found():
    finding = only(
        check(classification(), classification("urban"), classification()), "class-twice"
    )
    assert (finding.which, finding.task) == (2, Task.CLASSIFICATION)
    assert finding.wkb == spain().wkb
    assert "“water” twice: feature 1 gives it already." in finding.problem.what


# Overlaps


def test_areas_of_different_labels_that_overlap_are_found():
    one = segmentation("water", square(2.1, 41.1, 0.1))
    other = segmentation("field", square(2.15, 41.15, 0.1))
    finding = only(check(one, other), "overlap")
    assert "overlaps feature 1, which is “water”" in finding.problem.what
    assert finding.which == 1
    assert shapely.wkb.loads(finding.wkb).bounds == pytest.approx((2.15, 41.15, 2.2, 41.2))


@pytest.mark.parametrize(
    "other",
    [
        segmentation("water", square(2.15, 41.15, 0.1)),  # the same label
        segmentation("field", square(2.2, 41.1, 0.1)),  # it touches
        segmentation("field", square(2.2 - PIXEL, 41.1, 0.1)),  # by a pixel
        segmentation("field", square(2.3, 41.3, 0.1)),
        detection("field", (41.1, 2.1, 41.2, 2.2)),
    ],
    ids=["same label", "touching", "a pixel", "elsewhere", "a box"],
)
def test_these_do_not_overlap(other):
    assert broken(check(segmentation("water", square(2.1, 41.1, 0.1)), other)) == []


def test_a_long_edge_that_was_drawn_twice_is_no_overlap():
    one = [[2.1, 41.1], [2.3, 41.1], [2.1, 41.3], [2.1, 41.1]]
    near = [[2.3, 41.3], [2.1, 41.3 - PIXEL], [2.3 - PIXEL, 41.1], [2.3, 41.3]]
    far = [[2.3, 41.3], [2.1, 41.3 - 9 * PIXEL], [2.3 - 9 * PIXEL, 41.1], [2.3, 41.3]]
    assert broken(check(segmentation("water", one), segmentation("field", near))) == []
    assert broken(check(segmentation("water", one), segmentation("field", far))) == ["overlap"]


def test_a_lake_in_a_field_with_a_hole_for_it_is_no_overlap():
    hole = square(2.15, 41.15, 0.02)
    field = segmentation("field")
    field["geometry"]["coordinates"] = [[square(2.1, 41.1, 0.1), hole[::-1]]]
    assert broken(check(field, segmentation("water", hole))) == []


def test_where_all_overlap_the_list_ends():
    heap = [
        segmentation(("water", "field")[number % 2], square(2.1 + number / 1e4, 41.1, 0.1))
        for number in range(80)
    ]
    assert broken(check(*heap)).count("overlap") == MOST


# Places


def test_what_lies_outside_its_image_is_found():
    assert broken(check(detection(box=(43, 2.1, 43.1, 2.2)))) == ["outside"]
    assert broken(check(segmentation(ring=square(3, 41)))) == ["outside"]


def test_what_reaches_across_the_edge_is_found():
    assert broken(check(detection(box=(41.1, 2.4, 41.2, 2.6)))) == ["across-edge"]
    assert broken(check(segmentation(ring=square(2.495, 41.1)))) == ["across-edge"]


def test_what_only_touches_its_image_lies_outside():
    assert broken(check(segmentation(ring=square(2.5, 41.1)))) == ["outside"]


def test_a_pixel_beyond_the_edge_is_none():
    beyond = PIXEL * 0.9
    edge = (41 - beyond, 2 - beyond, 42 + beyond, 2.5 + beyond)
    assert broken(check(detection(box=edge))) == []
    assert broken(check(segmentation(ring=square(2 - beyond, 41 - beyond)))) == []


def test_a_box_at_the_edge_of_a_tilted_image_may_have_its_corners_outside():
    # A UTM image far from its meridian: tilted by some degrees.
    tilted = ground_of((2.0, 41.0), (2.5, 41.05), (2.46, 41.55), (1.96, 41.5))
    whole = box(*shapely.wkb.loads(tilted.wkb).bounds)
    west, south, east, north = whole.bounds
    assert broken(check(detection(box=(south, west, north, east)), ground=tilted)) == []
    further = detection(box=(south, west, north, east + 10 * PIXEL))
    assert broken(check(further, ground=tilted)) == ["across-edge"]


@pytest.mark.parametrize("one", [detection(box=(2.1, 41.1, 2.2, 41.2)),
                                 segmentation(ring=[[y, x] for x, y in AREA])])  # fmt: skip
def test_latitude_and_longitude_that_are_swapped_are_found(one):
    assert broken(check(one)) == ["swapped"]


def test_what_fits_as_it_is_is_not_taken_for_swapped():
    diagonal = ground_of((41, 41), (42, 41), (42, 42), (41, 42))
    assert broken(check(segmentation(ring=square(41.2, 41.4)), ground=diagonal)) == []


def test_an_image_across_the_antimeridian_holds_what_is_on_both_sides():
    parts = [
        [[[179, 0], [180, 0], [180, 1], [179, 1]]],
        [[[-180, 0], [-179, 0], [-179, 1], [-180, 1]]],
    ]
    ground = ImageGround(area_wkb({"type": "MultiPolygon", "coordinates": parts}), PIXEL)
    inside = [segmentation(ring=square(179.5, 0.5)), segmentation(ring=square(-179.6, 0.5))]
    assert broken(check(*inside, ground=ground)) == []
    assert broken(check(segmentation(ring=square(0, 0.5)), ground=ground)) == ["outside"]


# Names and files


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        ("a.tif", []),
        ("2024/a.b.tif", []),
        ("a.tiff", ["image-suffix", "no-image"]),
        ("a.TIF", ["image-suffix", "no-image"]),
        ("a.tif/b.tif", ["name-doubled"]),
        ("x.tif.tif", ["name-doubled"]),
    ],
)
def test_names_that_scaneo_stumbles_over_are_found(path, rules):
    image = Image(path, path.rsplit(".", 1)[0] + ".geojson")
    assert broken(check(classification(), image=image)) == rules


def test_an_image_without_annotations_is_noted():
    assert broken(check()) == []
    empty = CampaignCheck(b'{"labels": []}', ())
    data = json.dumps(collection()).encode()
    assert broken(empty.check_image(IMAGE, data, None)) == []


@given(
    st.lists(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3), max_size=5)
)
def test_no_shape_makes_a_check_fail(rings):
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [[[list(p) for p in ring]] for ring in rings],
    }
    odd = feature("segmentation", "water", geometry)
    assert isinstance(check(odd, odd, segmentation("field", AREA)), list)


RINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=4, max_size=7)


@given(st.lists(st.lists(RINGS, min_size=1, max_size=2), max_size=5))
def test_shapes_that_are_read_together_are_those_that_are_read_one_by_one(areas):
    wkbs = [
        area_wkb({"type": "Polygon", "coordinates": [[list(p) for p in ring] for ring in rings]})
        for rings in areas
    ]
    annotations = [
        Annotation(Task.SEGMENTATION, "water", wkb, place) for place, wkb in enumerate(wkbs)
    ]
    at_once = [shape for _, shape in read_shapes(annotations)]
    assert _said(at_once) == _said(map(read_shape, annotations))


def _said(shapes):
    return [
        (
            shape.annotation,
            as_wkb(shape.geometry),
            shape.bounds,
            shape.repaired is shape.geometry,
            None if shape.repaired is None else as_wkb(shape.repaired),
        )
        for shape in shapes
    ]
