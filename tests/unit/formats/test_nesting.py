"""How deep a file may be nested is a matter of its text, not of the calls that are under way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.formats.geojson import reader
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file
from support.geojson import as_bytes, collection, detection

texts = st.text(alphabet='[]{}",: \\a', max_size=6)
values = st.recursive(
    texts | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=40,
)
spellings = st.sampled_from([{}, {"indent": 1}, {"separators": (",", ":")}])


def depth_of(value):
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth_of, inside), default=0) if isinstance(value, (dict, list)) else 0


@given(values, spellings, st.integers(0, 8))
def test_it_is_as_deep_as_it_is(value, spelling, deepest):
    text = json.dumps(value, **spelling)
    before, reader.DEEPEST = reader.DEEPEST, deepest
    try:
        found = reader.is_too_deep(value, f"]{text}[", 1, 1 + len(text))
        assert found == (depth_of(value) > deepest)
    finally:
        reader.DEEPEST = before


def nested(levels):
    """A file of one box that has a member of so many levels: the box is one more."""
    text = as_bytes(collection(detection(x="HERE")))
    return text.replace(b'"HERE"', b"[" * levels + b"]" * levels)


def with_calls(number, deed):
    return deed() if not number else with_calls(number - 1, deed)


@pytest.mark.parametrize("calls", [0, 300])
def test_calls_that_are_under_way_change_nothing(calls):
    def deed():
        deep, deeper = nested(reader.DEEPEST - 1), nested(reader.DEEPEST)
        read = read_annotations("", deep)
        assert not read.problems
        assert merge_file(deep, read.annotations, deep).change().data == deep
        (problem,) = read_annotations("", deeper).problems
        assert "nested too deep" in problem.what

    with_calls(calls, deed)
