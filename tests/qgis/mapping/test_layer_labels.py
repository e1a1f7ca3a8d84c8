"""The labels that layers give: where they come from."""

import pytest
from qgis.core import (
    NULL,
    QgsExpressionContextUtils,
    QgsGraduatedSymbolRenderer,
    QgsInvertedPolygonRenderer,
    QgsNullSymbolRenderer,
    QgsProject,
    QgsRendererRange,
)
from qgis.PyQt.QtCore import QDate
from scaneo_bridge.core.base.colors import PALETTE
from scaneo_bridge.core.base.errors import ScaneoError
from scaneo_bridge.core.mapping.mapping import LabelFrom
from support.sources import (
    CLASSIFICATION,
    DETECTION,
    SEGMENTATION,
    export,
    labels_of,
    only,
    source,
    spai_of,
)
from support.subjects.layer_labels import (
    BLUE,
    GREEN,
    GREY,
    RED,
    categorized,
    kinds,
    rule,
    ruled,
    single,
    symbol,
)

EXPRESSION, FIXED, CATEGORIES = LabelFrom


def graduated(layer, *ranges, field="size"):
    made = [QgsRendererRange(low, high, symbol(color), text) for low, high, color, text in ranges]
    layer.setRenderer(QgsGraduatedSymbolRenderer(field, made))
    return layer


# Where the label comes from


def test_a_field(folder):
    export(folder, source(kinds("a", "b"), label="kind"))
    assert labels_of(folder) == ["a", "b"]


def test_a_field_whose_name_is_no_word(folder):
    layer = kinds("a", fields=("my kind:string", "size:double"))
    export(folder, source(layer, label='"my kind"'))
    assert labels_of(folder) == ["a"]


@pytest.mark.parametrize(
    ("expression", "label"),
    [
        ('upper("kind") || \'-\' || "size"', "A-1"),
        ("CASE WHEN \"size\" > 5 THEN 'large' ELSE 'small' END", "small"),
        ("'x'", "x"),
        ('"SIZE"', "1"),
        ("$area > 0", "1"),
        ("round(x_min($geometry), 1)", "2.1"),
        ("attribute($currentfeature, 'kind')", "a"),
        ("attributes()['kind']", "a"),
        ("@layer_name", "layer"),
        ("@campaign", "coast"),
        ("$id", "1"),
        ("geom_to_wkt(point_n($geometry, 1))", "Point (2.1 41.1)"),
    ],
)
def test_an_expression(folder, expression, label):
    project = QgsProject()
    QgsExpressionContextUtils.setProjectVariable(project, "campaign", "coast")
    done = export(folder, source(kinds("a"), label=expression, project=project))
    assert not done.problems, done.problems
    assert labels_of(folder) == [label]


def test_a_fixed_label(folder):
    export(folder, source(kinds("a", "b"), label="water", kind=FIXED))
    assert labels_of(folder) == ["water", "water"]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (EXPRESSION, '"nothing"', "has no field “nothing”"),
        (EXPRESSION, "", "has no label expression"),
        (EXPRESSION, "  ", "has no label expression"),
        (EXPRESSION, '"kind" ||', "can't be read"),
        (FIXED, "", "Give it one"),
        (FIXED, " \t\u00a0", "Give it one"),
        (FIXED, "a\0b", "Rename it"),
    ],
)
def test_a_label_that_can_not_be_is_refused_with_a_sentence(kind, value, said):
    with pytest.raises(ScaneoError, match=f"layer layer.*{said}"):
        source(kinds("a"), label=value, kind=kind)


@pytest.mark.parametrize("value", [NULL, None, "", " ", "\t\n", "\u00a0"])
def test_a_feature_without_a_label_is_listed(folder, value):
    done = export(folder, source(kinds(value, "b"), label="kind"))
    assert only(done.problems) == "It has no label."
    assert labels_of(folder) == ["b"]
    assert list(spai_of(folder)) == ["b"]


def test_an_expression_that_fails_for_a_feature_is_listed(folder):
    done = export(folder, source(kinds("1", "b"), label="'n' || to_int(\"kind\")"))
    assert labels_of(folder) == ["n1"]
    assert [problem.fid for problem in done.problems] == [2]


@pytest.mark.parametrize(
    ("kind", "value", "label"),
    [
        ("integer", 7, "7"),
        ("integer", 0, "0"),
        ("double", 7.0, "7"),
        ("double", 7.5, "7.5"),
        ("int8", 12345678901234, "12345678901234"),
        ("date", QDate(2024, 2, 1), "2024-02-01"),
        ("boolean", True, "true"),
    ],
)
def test_labels_that_are_no_text(folder, kind, value, label):
    layer = kinds(value, fields=(f"kind:{kind}", "size:double"))
    export(folder, source(layer, label="kind"))
    assert labels_of(folder) == [label]


@pytest.mark.parametrize(
    "expression",
    ["$geometry", "array(1, 2)", "map('a', 1)", "array()", "make_interval(1)", "$currentfeature"],
)
def test_a_label_that_is_nothing_to_read_is_listed(folder, expression):
    label = f'if("kind" = \'a\', {expression}, "kind")'
    done = export(folder, source(kinds("a", "b"), label=label))
    assert only(done.problems) == "The label is not a text."
    assert list(spai_of(folder)) == ["b"]


def test_spaces_at_the_ends_of_a_label_stay(folder):
    export(folder, source(kinds(" a ", "a"), label="kind"))
    assert labels_of(folder) == [" a ", "a"]


ODD = {
    "html": "<b>water</b> & \"quotes\" 'single' \\ back" + "x" * 300,
    "arabic": "مياه عميقة",
    "hebrew": "\u202eמים\u202c",
    "emoji": "🌊",
    "lines": "one\ntwo\ttabs",
    "expression": "[% 1 + 1 %] $id @x",
    "path": "../../etc/passwd",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", LabelFrom)
def test_names_are_data(folder, name, kind):
    layer = categorized(kinds(ODD[name]), (ODD[name], RED, ODD[name]))
    label = ODD[name] if kind is FIXED else '"kind"'
    for task in (DETECTION, SEGMENTATION, CLASSIFICATION):
        assert not export(folder, source(layer, task, label=label, kind=kind)).problems
    assert labels_of(folder) == [ODD[name]] * 3
    assert list(spai_of(folder)) == [ODD[name]]


def test_half_a_character_is_listed(folder):
    done = export(folder, source(kinds("a"), label="char(55296)"))
    assert len(done.problems) == 1


# The layer's own categories


def test_categories_name_their_features(folder):
    layer = categorized(kinds("a", "b", "c"), ("a", RED, "alpha"), ("b", BLUE, "beta"))
    done = export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["alpha", "beta"]
    assert only(done.problems) == "It has no label."
    assert spai_of(folder) == {"alpha": RED, "beta": BLUE}


def test_the_category_of_all_others(folder):
    layer = categorized(kinds("a", "b", None), ("a", RED, "alpha"), ("", BLUE, "others"))
    export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["alpha", "others", "others"]
    assert spai_of(folder) == {"alpha": RED, "others": BLUE}


def test_what_the_legend_hides_has_no_label(folder):
    layer = categorized(
        kinds("a", "b", "c"), ("a", RED, "alpha"), ("b", BLUE, "beta"), ("", GREY, "rest")
    )
    renderer = layer.renderer().clone()
    renderer.updateCategoryRenderState(1, False)
    layer.setRenderer(renderer)
    done = export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["alpha", "rest"]
    assert only(done.problems) == "It has no label."


def test_a_rule_that_is_off_and_a_value_beyond_the_ranges(folder):
    off = rule("beta", BLUE, "\"kind\" = 'b'")
    off.setActive(False)
    layer = ruled(kinds("a", "b"), rule("alpha", RED, "\"kind\" = 'a'"), off)
    done = export(folder, source(layer, kind=CATEGORIES))
    assert [problem.fid for problem in done.problems] == [2]
    layer = graduated(kinds("a", "a"), (0, 1.5, RED, "small"))
    done = export(folder, source(layer, kind=CATEGORIES))
    assert [problem.fid for problem in done.problems] == [2]
    assert labels_of(folder) == ["alpha", "small"]


@pytest.mark.parametrize("renderer", [QgsNullSymbolRenderer, QgsInvertedPolygonRenderer])
def test_a_legend_that_names_nothing(folder, renderer):
    layer = kinds("a")
    layer.setRenderer(renderer())
    assert len(export(folder, source(layer, kind=CATEGORIES)).problems) == 1
    export(folder, source(layer, label="kind"))
    assert spai_of(folder) == {"a": PALETTE[0]}


def test_a_category_of_several_values(folder):
    layer = categorized(kinds("a", "b", "c"), (["a", "b"], RED, "first"), ("c", BLUE, "last"))
    export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["first", "first", "last"]
    assert spai_of(folder) == {"first": RED, "last": BLUE}


def test_categories_of_an_expression(folder):
    layer = categorized(
        kinds("a", "b"), ("A", RED, "alpha"), ("B", BLUE, "beta"), field='upper("kind")'
    )
    export(folder, source(layer, kind=CATEGORIES))
    assert spai_of(folder) == {"alpha": RED, "beta": BLUE}


def test_ranges_name_their_features(folder):
    layer = graduated(kinds("a", "a", "a"), (0, 1.5, RED, "small"), (1.5, 3, BLUE, "large"))
    export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["small", "large", "large"]
    assert spai_of(folder) == {"small": RED, "large": BLUE}


def test_rules_name_their_features(folder):
    layer = ruled(
        kinds("a", "b", "c", "c"),
        rule("alpha", RED, "\"kind\" = 'a'"),
        rule("ends", None, "\"kind\" = 'c'", [rule("late", BLUE, '"size" > 3')]),
        rule("rest", GREY, is_else=True),
    )
    export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["alpha", "rest", "rest", "late"]
    assert spai_of(folder)["alpha"] == RED
    assert spai_of(folder)["rest"] == GREY
    assert spai_of(folder)["late"] == BLUE


def test_one_symbol_names_its_features_by_the_layer(folder):
    layer = single(kinds("a", "b"), GREEN)
    layer.setName("fields")
    export(folder, source(layer, kind=CATEGORIES))
    assert labels_of(folder) == ["fields"] * 2
    assert spai_of(folder) == {"fields": GREEN}
