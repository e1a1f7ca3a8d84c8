"""The one rule of which image something belongs to, in QGIS's expression and by another library."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeature,
    QgsGeometry,
)
from scaneo_bridge.core.images.areas import valid_area
from scaneo_bridge.core.images.assignment import Tie, assign, assigned_expression, is_on
from scaneo_bridge.core.images.image_index import ImageIndex
from scaneo_bridge.core.images.overlap import BEND, THIN, ImageFootprint
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.validation import make_valid

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SQUARE = MultiPolygon([box(2, 41, 2.5, 41.5)])
TILTED = MultiPolygon([Polygon([(2, 41), (2.5, 41.1), (2.4, 41.6), (1.9, 41.5)])])
SPLIT = MultiPolygon([box(179.8, 41, 180, 41.5), box(-180, 41, -179.7, 41.5)])
FOOTPRINTS = {"upright": SQUARE, "tilted": TILTED, "over the antimeridian": SPLIT}

sides = st.one_of(
    st.sampled_from([0, 0.25, 0.5, 0.5 - 4e-5, 0.5 + 4e-5, 0.5 - 3e-4, -4e-5, 4e-5, 0.50001]),
    st.floats(-0.3, 0.8),
)
"""Along a side of a footprint: on its ends, about a sliver from them, and anywhere."""


@st.composite
def shapes(draw, at):
    """Boxes and rings around a footprint, sound or not."""
    west, south = at
    if draw(st.booleans()):
        x, y = draw(sides), draw(sides)
        wide, high = (draw(st.sampled_from([1e-5, 1e-4, 1e-3, 0.1, 0.5])) for _ in "xy")
        return box(west + x, south + y, west + x + wide, south + y + high)
    ring = draw(st.lists(st.tuples(sides, sides), min_size=3, max_size=7, unique=True))
    return Polygon([(west + x, south + y) for x, y in ring])


def by_expression(footprint, drawn):
    context, scope = QgsExpressionContext(), QgsExpressionContextScope()
    scope.setVariable("there", "a.tif")
    scope.setVariable("outline", footprint.asWkt())
    context.appendScope(scope)
    feature = QgsFeature()
    feature.setGeometry(drawn)
    context.setFeature(feature)
    expression = QgsExpression(assigned_expression("there", "outline"))
    answer = expression.evaluate(context)
    assert not expression.hasParserError() and not expression.hasEvalError()
    assert answer in (None, "a.tif") or answer.isNull()
    return answer == "a.tif"


def thickest(area, other):
    """The thickness of the thickest part of an overlap, by shapely, and how thick counts."""
    parts = getattr(area.intersection(other), "geoms", [area.intersection(other)])
    least = min(BEND * other.area**0.5, THIN * 2 * area.area / area.length)
    return max([2 * one.area / one.length for one in parts if one.area], default=0.0), least


@pytest.mark.parametrize("footprint", FOOTPRINTS.values(), ids=FOOTPRINTS)
def test_the_expression_says_what_the_function_says(footprint):
    outline = QgsGeometry.fromWkt(footprint.wkt)
    west, south, *_ = footprint.geoms[0].bounds

    @few
    @given(shapes((west, south)))
    def check(area):
        drawn = QgsGeometry.fromWkt(area.wkt)
        answer = is_on(ImageFootprint("a.tif", outline), valid_area(drawn))
        if area.is_valid:
            found, least = thickest(area, footprint)
            if abs(found - least) < 1e-3 * least:
                return  # the last digits decide
            assert answer is (found > least)
            assert by_expression(outline, drawn) is answer
            return
        whole = make_valid(area)
        if not whole.area or not whole.intersects(footprint.buffer(4 * BEND)):
            assert not answer or whole.intersects(footprint)
        elif any(one.area for one in getattr(whole, "geoms", [whole])) and whole.intersects(
            footprint.buffer(-4 * BEND)
        ):
            assert by_expression(outline, drawn)

    check()


@pytest.mark.parametrize("wkt", ["", "Polygon EMPTY", "MultiPolygon EMPTY"])
def test_without_a_footprint_nothing_is_on_it(wkt):
    drawn = QgsGeometry.fromWkt(box(2, 41, 3, 42).wkt)
    outline = QgsGeometry.fromWkt(wkt)
    assert not is_on(ImageFootprint("a.tif", outline), drawn)
    assert not by_expression(QgsGeometry(), drawn)


def test_a_line_along_the_border_beside_a_part_within_counts_for_nothing():
    """GEOS answers with a collection there: of a polygon and a line."""
    comb = Polygon([(1, 41), (2, 41), (2, 41.2), (2.1, 41.2), (2.1, 41.3), (1, 41.3)])
    drawn, outline = QgsGeometry.fromWkt(comb.wkt), QgsGeometry.fromWkt(SQUARE.wkt)
    assert comb.intersection(SQUARE).geom_type == "GeometryCollection"
    assert is_on(ImageFootprint("a.tif", outline), drawn) and by_expression(outline, drawn)


tiles = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6)


@few
@given(tiles, shapes((2.0, 41.0)), st.sampled_from(Tie))
def test_the_image_that_it_overlaps_most_by_another_library(corners, area, tie):
    if not area.is_valid:
        return
    images = {f"{n}.tif": box(2 + x, 41 + y, 2.5 + x, 41.5 + y) for n, (x, y) in enumerate(corners)}
    index = ImageIndex(
        ImageFootprint(name, QgsGeometry.fromWkt(MultiPolygon([one]).wkt))
        for name, one in images.items()
    )
    found = assign(QgsGeometry.fromWkt(area.wkt), index, tie=tie)
    sizes = {}
    for name, one in images.items():
        thick, least = thickest(area, one)
        if abs(thick - least) < 1e-3 * least:
            return
        if thick > least:
            sizes[name] = area.intersection(one).area
    best = max(sizes.values(), default=0.0)
    alike = [name for name, size in sizes.items() if size >= best * (1 - 1e-7)]
    if found.image is not None:
        assert found.image in alike
        assert tie is Tie.NEAREST or not found.is_tie
    elif alike:
        assert tie is Tie.NONE and found.is_tie and len(alike) > 1
    else:
        assert not found.is_tie
    if len(alike) == 1:
        assert found.image == alike[0] and not found.is_tie


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_footprint_without_bounds_is_found_by_nothing(number):
    broken = QgsGeometry.fromWkt(SQUARE.wkt)
    broken.moveVertex(number, number, 1)
    index = ImageIndex([ImageFootprint("a.tif", broken), ImageFootprint("b.tif", QgsGeometry())])
    assert assign(QgsGeometry.fromWkt(box(2.1, 41.1, 2.2, 41.2).wkt), index).image is None
