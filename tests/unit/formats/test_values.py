"""What is read of a small file at once is what is read of it feature by feature."""

import json
from pathlib import Path
from random import Random

import pytest
from fuzz.mutation import mutate_json
from fuzz.seeds import seeds
from hypothesis import example, given
from hypothesis import strategies as st
from scaneo_bridge.core.base.large_bytes import LargeBytes
from scaneo_bridge.core.formats.geojson import reader, values
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.geojson.values import read_features, values_of
from scaneo_bridge.core.formats.scaneo.content import has_no_feature, read_annotations
from support.files.any_document import documents
from support.files.same_values import differences, spelt
from support.geojson import as_bytes, classification, collection, detection, one_of_each

SEEDS = list(seeds().values())
GOOD = as_bytes(collection(*one_of_each()))

# Texts of JSON, spelt as nobody would

numbers = st.sampled_from([
    *("0", "-0", "-0.0", "0.0", "1", "1.0", "1e5", "1E-400", "1e400", "2.1000", "41.1", "90"),
    *("180.00000000000001", "0.1000000000000000055511151231257827", "9" * 400, "9" * 5000),
    *("01", "1.", "+1", "-", "NaN", "Infinity", "-Infinity"),
])  # fmt: skip
texts = st.sampled_from([
    *('""', '"features"', '"type"', '"]"', '"[{"', r'"\"["', r'"\\"', r'"\\\"]"', r'"\ud83d"'),
    *(r'"\ud83d\ude00"', r'"\u005b"', '"é"', '"\t"', '"label"', r'"l\u0061bel"', '"water"'),
    *('"segmentation"', '"classification"', '"detection"', '"FeatureCollection"', r'"\u0000"'),
])  # fmt: skip
names = st.sampled_from([
    *('"type"', '"features"', r'"f\u0065atures"', '"crs"', '"bbox"', '"id"', '"geometry"'),
    *('"properties"', '"label"', '"task"', '"coordinates"', '"name"', '"[]"', r'"\""'),
])  # fmt: skip
spaces = st.sampled_from(["", "", "", " ", "\n\t", "\r"])
crs = st.sampled_from(['"EPSG:25831"', '"EPSG:4258"', '"EPSG:4326"', "null"])


@st.composite
def arrays(draw, inside):
    items = [draw(spaces) + one for one in draw(st.lists(inside, max_size=4))]
    return "[" + f",{draw(spaces)}".join(items) + draw(spaces) + "]"


@st.composite
def objects(draw, inside):
    """Names may come twice."""
    members = draw(st.lists(st.tuples(names, spaces, inside), max_size=5))
    return "{" + ",".join(f"{name}{space}:{space}{value}" for name, space, value in members) + "}"


nested = st.integers(1, 450).map(lambda levels: "[" * levels + "]" * levels)
anything = st.recursive(
    numbers | texts | st.sampled_from(["null", "true", "false", "nul", ""]) | nested,
    lambda inner: arrays(inner) | objects(inner),
    max_leaves=8,
)
plain = st.sampled_from([json.dumps(one) for one in one_of_each()])
one_more = st.builds("{{{}:{},".format, names, anything)


@st.composite
def spelt_features(draw):
    """A feature with other numbers and members than it had."""
    text = draw(plain)
    for _ in range(draw(st.integers(0, 3))):
        old = draw(st.sampled_from(["41.1", "2.1", "2.3", '"urban"', '"task"', "null", "{"]))
        text = text.replace(old, draw(numbers | texts | one_more), draw(st.sampled_from([1, -1])))
    return text


@st.composite
def collections(draw):
    """Collections whose members may come twice."""
    features = st.tuples(st.just('"features"'), arrays(spelt_features() | plain | anything))
    kinds = st.tuples(st.just('"type"'), st.just('"FeatureCollection"'))
    other = st.tuples(names, anything) | st.tuples(st.just('"crs"'), crs)
    more = draw(st.lists(other | features | kinds, max_size=3))
    members = draw(st.permutations([draw(kinds), draw(features), *more]))
    text = draw(spaces) + "{" + ",".join(f"{name}: {value}" for name, value in members) + "}"
    before = draw(st.sampled_from([*[b""] * 8, b"\xef\xbb\xbf", b"\xff"]))
    after = draw(st.sampled_from([*[b""] * 8, b"\n", b"\0", b"x", b"\xa0", b"{}"]))
    return before + text.encode() + after


@given(documents() | collections())
@example(b'{"type": "FeatureCollection", "features": [1], "features": [ ]}')
@example(b'{"type": "FeatureCollection", "features": [NaN], "features": [1]}')
@example(b'{"features": [1], "features": 1, "type": "FeatureCollection"}')
def test_both_ways_read_the_same(data):
    assert not differences(data)


@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_both_ways_read_the_same_of_broken_files(data, number):
    random = Random(number)
    assert not differences(data)
    assert not differences(mutate_json(data, random, 1 << 16) or b"")
    cut = random.randrange(len(data) + 1)
    for rest in (b"", data[cut:], data[cut + 1 :]):
        assert not differences(data[:cut] + bytes([random.randrange(256)]) + rest)


PLAIN = {
    "all tasks": GOOD,
    "indented": as_bytes(collection(*one_of_each()), indent=2),
    "compact": as_bytes(collection(*one_of_each()), separators=(",", ":")),
    "WGS 84 by its crs": as_bytes(collection(detection(), crs="urn:ogc:def:crs:OGC:1.3:CRS84")),
    "escapes": as_bytes(collection(detection('\\"é\n\\'), name='"')),
    "no feature of ours": as_bytes(collection(1, None, [], {"properties": {"label": "a"}})),
    "faults": as_bytes(collection(detection(""), classification(), classification())),
    "many": as_bytes(collection(*[detection() for _ in range(1000)])),
    "the same member twice": GOOD.replace(b'"label"', b'"label": 1, "label"'),
}


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
def test_most_files_are_read_at_once(data):
    assert differences(data) == []


def test_files_of_scaneo_are_read_at_once():
    home = Path(__file__).resolve().parents[2] / "data"
    files = [one.read_bytes() for one in home.rglob("*.geojson")]
    full = [data for data in files if read_annotations("", data).annotations]
    assert len(full) > 5
    assert [differences(data) for data in full] == [[]] * len(full)


LEFT = {
    "no feature": as_bytes(collection()),
    "a byte-order mark": b"\xef\xbb\xbf" + GOOD,
    "NaN": GOOD.replace(b"41.1", b"NaN"),
    "another crs": as_bytes(collection(detection(), crs="EPSG:25831")),
    "another datum": as_bytes(collection(detection(), crs="EPSG:4258")),
    "no collection": as_bytes(detection()),
    "no list": b'{"type": "FeatureCollection", "features": {"a": 1}}',
    "another encoding": GOOD.decode().encode("utf-16"),
    "a bracket in a text": as_bytes(collection(detection("]["))),
    "a byte behind it": GOOD + b"\0",
    "large": GOOD + b" " * (1 << 20),
    "spooled": LargeBytes([GOOD]),
}


@pytest.mark.parametrize("data", LEFT.values(), ids=LEFT)
def test_what_may_have_to_be_told_is_left_to_the_careful_reader(data):
    assert read_features(data) is None


@given(st.integers(1, 7), st.lists(st.sampled_from("[{"), max_size=24), texts, names, st.booleans())
def test_levels_are_counted_whatever_texts_hold(most, opened, text, name, is_beside):
    inner = text
    for one in opened:
        held = f"{text}, {inner}" if is_beside and one == "[" else inner
        inner = f"[{held}]" if one == "[" else f"{{{name}: {held}}}"
    data = b'{"type": "FeatureCollection", "features": [%s]}' % inner.encode()
    before, values._MOST_LEVELS = values._MOST_LEVELS, most
    try:
        is_read = read_features(data) is not None
    finally:
        values._MOST_LEVELS = before
    levels = len(opened) + 2
    has_odd_text = set("\t[]{}") & {*text, *(name if "{" in opened else "")}
    assert not is_read or levels <= 2 * most
    assert is_read or levels > most or has_odd_text


def test_no_level_that_the_careful_reader_refuses_is_read_at_once():
    assert 2 * values._MOST_LEVELS < reader.DEEPEST


MASKED = [("[", "]"), ('["]", ', ', "["]'), (r'["\"]", ', r', "\"["]'), (r'["\\]", ', r', "["]')]


@pytest.mark.parametrize(("begin", "end"), MASKED)
def test_brackets_in_texts_hide_no_level(begin, end):
    for levels in (reader.DEEPEST, reader.DEEPEST + 1):
        text = '{"type": "FeatureCollection", "features": [%s1%s]}'
        data = (text % (begin * levels, end * levels)).encode()
        assert not differences(data)
        is_told = bool(read_annotations("", data).broken)
        assert is_told == (levels > reader.DEEPEST)


@given(documents() | collections())
def test_values_are_those_of_the_document(data):
    try:
        document = read_document(data)
    except Unreadable:
        with pytest.raises(Unreadable):
            values_of(data)
        return
    found = values_of(data)
    assert spelt(found) == spelt(one.value for one in document.features)
    assert spelt(found[1:]) == spelt(one.value for one in document.features[1:])
    assert has_no_feature(data) == (not len(found)) == read_annotations("", data).is_empty
