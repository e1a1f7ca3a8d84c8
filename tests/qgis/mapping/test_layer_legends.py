"""Exported under a label if, and only if, the map paints it in that class: held to what is painted.

Each class has a colour of its own, and is called by it: what a feature's label says is what the
map must show at the feature's place.
"""

import random

import pytest
from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsMergedFeatureRenderer,
    QgsNullSymbolRenderer,
    QgsProperty,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtGui import QColor
from scaneo_bridge.core.mapping.mapping import LabelFrom
from support.images import write_image
from support.mapping.painted import painted_colors
from support.sources import DETECTION, box_wkt, export, layer_of, source, spai_of, written

RED, GREEN, BLUE, GREY, PINK = "#ff0000", "#00aa00", "#0000ff", "#808080", "#ff00aa"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "campaign"
    write_image(folder / "a.tif", grid=(2.0, 0.1, 0.0, 42.0, 0.0, -0.1))
    return folder


def squares(*values, kind="string(50)"):
    """A layer of squares in a row, each with a value of its field `kind`; `size` counts from 1."""
    rows = [
        (box_wkt(2.01 + 0.02 * at, 41.1, 2.02 + 0.02 * at, 41.11), value, at + 1)
        for at, value in enumerate(values)
    ]
    return layer_of(*rows, fields=(f"kind:{kind}", "size:double"), name=PINK)


def symbol(color, **properties):
    return QgsFillSymbol.createSimple({"color": color, "outline_style": "no", **properties})


def check(folder, layer):
    """Exports by the legend, and holds it to the map; answers the labels by feature."""
    painted = painted_colors(layer)
    for name in ("a.geojson", "spai.json"):
        (folder / name).unlink(missing_ok=True)
    done = export(folder, source(layer, DETECTION, kind=LabelFrom.CATEGORIES))
    listed = {problem.fid for problem in done.problems}
    labels = iter([feature["properties"]["label"] for feature in written(folder)])
    found = {fid: None if fid in listed else next(labels) for fid in painted}
    assert found == painted
    assert (
        all(name == color for name, color in spai_of(folder).items())
        if any(found.values())
        else True
    )
    return list(found.values())


def category(value, color, shown=True, drawn=None):
    return QgsRendererCategory(value, drawn or symbol(color), color, shown)


def categorized(layer, *categories, field="kind"):
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, list(categories)))
    return layer


# Categories

VALUES = ("a", "b", "", NULL, "A", "c")
CATEGORIES = {
    "each its own": [("a", RED), ("b", BLUE)],
    "a value twice": [("a", RED), ("b", BLUE), ("a", GREEN)],
    "twice, the last switched off": [("a", RED), ("a", GREEN, False)],
    "twice, the first switched off": [("a", RED, False), ("a", GREEN)],
    "the rest": [("a", RED), ("", GREY)],
    "the rest, first": [("", GREY), ("a", RED)],
    "the rest by NULL": [("a", RED), (NULL, GREY)],
    "the rest by nothing and by NULL": [("a", RED), (NULL, GREY), ("", PINK)],
    "the rest by NULL and by nothing": [("", GREY), ("a", RED), (NULL, PINK)],
    "the rest switched off": [("a", RED), ("", GREY, False)],
    "the rest by NULL switched off": [("a", RED), (NULL, GREY, False)],
    "one switched off": [("a", RED, False), ("b", BLUE), ("", GREY)],
    "all switched off": [("a", RED, False), ("", GREY, False)],
    "several values": [(["a", "b"], RED), (["c"], BLUE)],
    "several values, one twice": [(["a", "b"], RED), (["b", "c"], BLUE)],
    "several values and nothing": [(["a", ""], RED), ("b", BLUE)],
    "several values and NULL": [(["a", NULL], RED), ("b", BLUE)],
    "several switched off": [(["a", "b"], RED, False), ("", GREY)],
    "none": [],
}


@pytest.mark.parametrize("name", CATEGORIES)
def test_categories(folder, name):
    made = [category(*one) for one in CATEGORIES[name]]
    check(folder, categorized(squares(*VALUES), *made))


@pytest.mark.parametrize("kind", ["integer", "double", "int8"])
def test_categories_of_numbers(folder, kind):
    made = [category(1, RED), category("2", BLUE), category(3.0, GREEN), category([4, "5"], GREY)]
    layer = categorized(squares(1, 2, 3, 4, 5, NULL, 7, kind=kind), *made)
    assert check(folder, layer)[:3] == [RED, BLUE, GREEN]


@pytest.mark.parametrize("field", ['upper("kind")', '"size" > 2', "kind || ''", '"size" / 2', "1"])
def test_categories_of_an_expression(folder, field):
    values = ("A", "B", "1", "0", 1, 0, "1.5", 2, True, False)
    made = [category(value, f"#{number:02x}a0ff") for number, value in enumerate(values, 16)]
    check(folder, categorized(squares("a", "b", "1", NULL), *made, field=field))


# Ranges


def ranged(layer, *ranges, field="size"):
    made = [
        QgsRendererRange(low, high, symbol(color), color, *rest)
        for low, high, color, *rest in ranges
    ]
    layer.setRenderer(QgsGraduatedSymbolRenderer(field, made))
    return layer


RANGES = {
    "shared borders": [(1, 2, RED), (2, 3, BLUE), (3, 4, GREEN)],
    "shared borders, downward": [(3, 4, GREEN), (2, 3, BLUE), (1, 2, RED)],
    "gaps": [(1, 1.5, RED), (3, 3, BLUE)],
    "one in the other": [(2, 3, RED), (0, 9, BLUE)],
    "one switched off": [(1, 2, RED, False), (2, 3, BLUE)],
    "none": [],
}


@pytest.mark.parametrize("name", RANGES)
def test_ranges(folder, name):
    check(folder, ranged(squares(*"abcdef"), *RANGES[name]))


def test_ranges_of_what_is_no_number(folder):
    check(folder, ranged(squares("1", "2", "x", NULL, ""), (1, 1, RED), (0, 5, BLUE), field="kind"))


# Rules


def rule(color, test="", children=(), drawn=None, **options):
    """A rule by the name of its colour; one without colour is a group."""
    made = QgsRuleBasedRenderer.Rule(
        drawn or (symbol(color) if color else None), 0, 0, test, color or "group", "",
        options.get("is_else", False),
    )  # fmt: skip
    made.setActive(options.get("is_active", True))
    for child in children:
        made.appendChild(child)
    return made


def ruled(layer, *rules):
    root = QgsRuleBasedRenderer.Rule(None)
    for one in rules:
        root.appendChild(one)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


A, B, C = (f"\"kind\" = '{value}'" for value in "abc")


def rest(color, **options):
    return rule(color, is_else=True, **options)


RULES = {
    "each its own": lambda: [rule(RED, A), rule(BLUE, B)],
    "two at once": lambda: [rule(RED, A), rule(BLUE, f"{A} OR {B}")],
    "all, and above them one": lambda: [rule(GREY), rule(RED, A)],
    "one, and above it all": lambda: [rule(RED, A), rule(GREY)],
    "the rest": lambda: [rule(RED, A), rest(GREY)],
    "the rest, first": lambda: [rest(GREY), rule(RED, A)],
    "the rest twice": lambda: [rule(RED, A), rest(GREY), rest(PINK)],
    "one switched off, and the rest": lambda: [rule(RED, A, is_active=False), rest(GREY)],
    "the rest switched off": lambda: [rule(RED, A), rest(GREY, is_active=False)],
    "in a rule": lambda: [rule(RED, f"{A} OR {B}", [rule(BLUE, B)])],
    "in a group": lambda: [rule(None, f"{A} OR {B}", [rule(BLUE, B)]), rest(GREY)],
    "in a group that is off": lambda: [rule(None, A, [rule(BLUE, A)], is_active=False), rest(GREY)],
    "in a rule that is off": lambda: [rule(RED, A, [rule(BLUE, A)], is_active=False), rest(GREY)],
    "off, in a group": lambda: [rule(None, A, [rule(BLUE, A, is_active=False)]), rest(GREY)],
    "off, in a rule": lambda: [rule(RED, A, [rule(BLUE, A, is_active=False)]), rest(GREY)],
    "the rest of a group": lambda: [
        rule(None, f"{A} OR {B}", [rule(BLUE, B), rest(RED)]), rest(GREY),
    ],
    "the rest of a group, off": lambda: [
        rule(None, f"{A} OR {B}", [rule(BLUE, B), rest(RED, is_active=False)]), rest(GREY),
    ],
    "rules in the rest": lambda: [rule(RED, A), rest(None, children=[rule(BLUE, B), rest(GREY)])],
    "off, in the rest": lambda: [
        rule(RED, A), rest(None, children=[rule(BLUE, B, is_active=False)]), rest(GREY),
    ],
    "a size": lambda: [rule(RED, '"size" > 1'), rule(BLUE, '"size" > 2'), rest(GREY)],
    "by its shape": lambda: [rule(RED, "x(centroid($geometry)) > 2.04"), rest(GREY)],
    "a test that fails": lambda: [rule(RED, "no_such(1)"), rule(BLUE, '"missing" = 1'), rest(GREY)],
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_rules(folder, name):
    check(folder, ruled(squares("a", "b", "c", NULL), *RULES[name]()))


@pytest.mark.parametrize("seed", range(60))
def test_any_rules(folder, seed):
    chance = random.Random(seed)
    number = iter(range(1, 200))

    def made(depth):
        color = (
            f"#{next(number):02x}{chance.randrange(256):02x}7f" if chance.random() < 0.7 else None
        )
        inner = [made(depth - 1) for _ in range(chance.randrange(4))] if depth else []
        is_else = chance.random() < 0.3
        test = "" if is_else else chance.choice(["", A, B, f"{A} OR {C}", '"size" > 2'])
        return rule(color, test, inner, is_else=is_else, is_active=chance.random() < 0.8)

    check(folder, ruled(squares("a", "b", "c", NULL), *[made(2) for _ in range(3)]))


@pytest.mark.parametrize(("low", "high"), [(1000, 50000), (0, 500), (1e6, 0), (5, 10)])
def test_rules_for_some_scales(folder, low, high):
    """They are painted at those; what takes the rest gets none of theirs, at any."""
    layer = ruled(squares("a", "b", "c"), rule(RED, A), rule(BLUE, B), rest(GREY))
    expected = check(folder, layer)
    for one in layer.renderer().rootRule().children()[:2]:
        one.setMaximumScale(low)
        one.setMinimumScale(high)
    done = export(folder, source(layer, DETECTION, kind=LabelFrom.CATEGORIES))
    assert not done.problems and not done.files  # all of it is there already
    assert expected == [RED, BLUE, GREY]


# Symbols that paint nothing, or not in their middle


def line(color):
    made = symbol(color)
    made.changeSymbolLayer(0, QgsSimpleLineSymbolLayer(QColor(color), 0.1))
    return made


def hollow(color):
    return symbol(color, style="no", outline_style="solid", outline_color=color)


@pytest.mark.parametrize("outline", [line, hollow])
def test_outlines_above_do_not_hide_what_fills(folder, outline):
    rules = rule(RED, A), rule(BLUE, B), rule(GREY, drawn=outline(GREY))
    assert check(folder, ruled(squares("a", "b"), *rules)) == [RED, BLUE]


@pytest.mark.parametrize("outline", [line, hollow])
def test_outlines_alone_are_a_class(folder, outline):
    layer = categorized(squares("a", "b"), category("a", RED, drawn=outline(RED)))
    done = export(folder, source(layer, DETECTION, kind=LabelFrom.CATEGORIES))
    assert [problem.fid for problem in done.problems] == [2]
    assert spai_of(folder) == {RED: RED}


def given_by(expression, is_opacity):
    made, given = symbol(RED), QgsProperty.fromExpression(expression)
    if is_opacity:
        made.setDataDefinedProperty(QgsSymbol.Property.PropertyOpacity, given)
    else:
        key = QgsSymbolLayer.Property.PropertyLayerEnabled
        made.symbolLayer(0).setDataDefinedProperty(key, given)
    return made


def unseen(way):
    made = symbol(RED)
    if way == "opacity":
        made.setOpacity(0)
    elif way == "disabled":
        made.symbolLayer(0).setEnabled(False)
    elif way == "transparent":
        made = symbol("255,0,0,0")
    else:
        made = symbol(RED, style="no")
    return made


@pytest.mark.parametrize("way", ["opacity", "disabled", "transparent", "no brush"])
def test_what_paints_nothing_is_no_class(folder, way):
    made = category("a", RED, drawn=unseen(way)), category("b", BLUE)
    assert check(folder, categorized(squares("a", "b"), *made)) == [None, BLUE]
    rules = rule(GREY), rule(RED, A, drawn=unseen(way))
    assert check(folder, ruled(squares("a"), *rules)) == [GREY]


@pytest.mark.parametrize(
    ("expression", "is_opacity"), [('"size" > 1', False), ('if("size" > 1, 100, 0)', True)]
)
def test_what_depends_on_the_feature(folder, expression, is_opacity):
    made = category("a", RED, drawn=given_by(expression, is_opacity)), category("b", BLUE)
    assert check(folder, categorized(squares("a", "a", "b"), *made)) == [None, RED, BLUE]


def test_what_is_painted_later_by_its_level_is_above(folder):
    high = symbol(RED)
    high.symbolLayer(0).setRenderingPass(5)
    layer = ruled(squares("a", "b"), rule(RED, A, drawn=high), rule(GREY))
    assert check(folder, layer) == [RED, GREY]


# Renderers in others


def merged(renderer):
    return QgsMergedFeatureRenderer(renderer)


def inverted(renderer):
    return QgsInvertedPolygonRenderer(renderer)


@pytest.mark.parametrize("wrap", [merged, lambda inner: merged(merged(inner))])
def test_merged_features(folder, wrap):
    layer = categorized(squares("a", "b", "c"), category("a", RED), category("b", BLUE))
    layer.setRenderer(wrap(layer.renderer().clone()))
    assert check(folder, layer) == [RED, BLUE, None]


def test_inverted_polygons(folder):
    """The map paints all that is beside the features."""
    layer = categorized(squares("a", "a"), category("a", RED))
    layer.setRenderer(inverted(layer.renderer().clone()))
    assert check(folder, layer) == [None, None]
    layer.setRenderer(inverted(QgsSingleSymbolRenderer(symbol(RED))))
    assert check(folder, layer) == [None, None]


def test_one_symbol(folder):
    layer = squares("a", "b")
    layer.setRenderer(QgsSingleSymbolRenderer(symbol(PINK)))
    assert check(folder, layer) == [PINK, PINK]
    layer.setRenderer(QgsSingleSymbolRenderer(unseen("opacity")))
    done = export(folder, source(layer, DETECTION, kind=LabelFrom.CATEGORIES))
    assert len(done.problems) == 2


def test_no_symbol(folder):
    layer = squares("a")
    layer.setRenderer(QgsNullSymbolRenderer())
    assert check(folder, layer) == [None]
