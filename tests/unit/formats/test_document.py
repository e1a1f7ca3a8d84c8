"""A GeoJSON file's bytes with known places."""

import json

import pytest
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from support.geojson import as_bytes, collection, exact, exact_features, one_of_each

FEATURES = one_of_each()
WHOLE = as_bytes(collection(*FEATURES, crs={"é": True, "n": [1.5e-7, None, "\\"]}), indent=1)
NEW = '{"new": 1e-7}'

SPELLINGS = {
    "as SCANEO writes it": as_bytes(collection(*FEATURES)),
    "compact": as_bytes(collection(*FEATURES), separators=(",", ":")),
    "indented": as_bytes(collection(*FEATURES), indent=2),
    "with tabs and lines of Windows": WHOLE.replace(b" ", b"\t").replace(b"\n", b"\r\n"),
    "one feature": as_bytes(collection(FEATURES[0]), indent=2),
    "none": as_bytes(collection(), indent=2),
    "none, spread": b'{"type": "FeatureCollection", "features": [ \n ]}',
    "features first": as_bytes({"features": FEATURES, "type": "FeatureCollection", "x": [1]}),
    "escaped key": b'{"type": "FeatureCollection", "f\\u0065atures": [{}, 1]}',
    "two members of one name": b'{"features": [1], "type": "x", "features": [ 2 , 3 ], '
    b'"type": "FeatureCollection"}',
    "space everywhere": b' {\n "type" : "FeatureCollection" , "features" : [ 1 , \n 2 ] } \n',
    "features that are none": b'{"type":"FeatureCollection","features":[null,5,"]",[],{"a":[{}]}]}',
}


@pytest.fixture(params=SPELLINGS.values(), ids=SPELLINGS)
def data(request):
    return request.param


def features(data):
    return json.loads(data.decode("utf-8-sig"))["features"]


def test_features_are_found_where_they_are(data):
    document = read_document(data)
    assert [feature.value for feature in document.features] == features(data)
    spelt = [document.text_of(place) for place in range(len(document.features))]
    assert [exact(text) for text in spelt] == exact_features(data)


def test_no_change_changes_no_character(data):
    document = read_document(data)
    if document.features:
        assert document.rewrite({}, []) == data


def test_one_is_replaced_and_no_other_character(data):
    document = read_document(data)
    for index, feature in enumerate(document.features):
        expected = data[: feature.start] + NEW.encode() + data[feature.end :]
        assert document.rewrite({index: NEW}, []) == expected


def test_one_is_deleted(data):
    document = read_document(data)
    for index in range(len(document.features)):
        rest = features(data)
        del rest[index]
        assert features(document.rewrite({index: None}, [])) == rest


def test_all_are_deleted(data):
    document = read_document(data)
    rewritten = document.rewrite(dict.fromkeys(range(len(document.features))), [])
    assert json.loads(rewritten) == {**json.loads(data), "features": []}


def test_new_ones_come_at_the_end(data):
    rewritten = read_document(data).rewrite({}, [NEW, "2"])
    assert features(rewritten) == [*features(data), json.loads(NEW), 2]


def test_new_ones_in_place_of_all_others(data):
    document = read_document(data)
    rewritten = document.rewrite(dict.fromkeys(range(len(document.features))), [NEW])
    assert features(rewritten) == [json.loads(NEW)]


def test_new_ones_are_indented_as_the_others():
    lines = read_document(SPELLINGS["indented"]).rewrite({}, ["{}"]).decode().split("\n")
    assert lines[-3:] == ["    {}", "  ]", "}"]


def test_a_byte_order_mark_goes_with_the_first_rewrite():
    document = read_document(b"\xef\xbb\xbf" + WHOLE)
    assert document.bom
    assert document.rewrite({0: "{}"}, []) == read_document(WHOLE).rewrite({0: "{}"}, [])


def test_nan_and_infinity_are_noted_where_they_are():
    document = read_document(
        b'{"type": "FeatureCollection", "a": 1e999, "features": [NaN, 1, {"x": -Infinity}, "NaN"]}'
    )
    assert document.strict
    assert [feature.strict for feature in document.features] == [False, True, False, True]
    assert not read_document(b'{"type": "FeatureCollection", "features": [], "x": NaN}').strict


def test_what_another_version_has_in_the_same_characters_is_shared():
    known = read_document(SPELLINGS["as SCANEO writes it"])
    changed = {**FEATURES[1], "properties": {**FEATURES[1]["properties"], "label": "changed"}}
    data = as_bytes(collection(FEATURES[3], {}, changed, FEATURES[2], FEATURES[2]))
    document = read_document(data, known)
    assert document.shared == {0: 3, 3: 2, 4: 2}
    for place, origin in document.shared.items():
        assert document.features[place].value is known.features[origin].value
    assert document.features == read_document(data).features


def test_what_only_begins_as_in_another_version_is_read():
    """A number has no end of its own: 1 is not the beginning of 12."""
    area = json.dumps(FEATURES[2])
    known, data = (
        f'{{"type": "FeatureCollection", "features": [{first}, {area}]}}'.encode()
        for first in ("1", "12")
    )
    document = read_document(data, read_document(known))
    assert [feature.value for feature in document.features] == [12, FEATURES[2]]
    assert document.shared == {1: 1}


def test_a_file_that_breaks_off_is_said_to_wherever_it_does():
    for end in range(len(WHOLE)):
        with pytest.raises(Unreadable, match="cut off") as caught:
            read_document(WHOLE[:end])
        assert caught.value.location.startswith("line ")


@pytest.mark.parametrize("word", ["true", "-Infinity", "NaN", "null", "1.5e-7", '"\\u00e9\\n"'])
def test_a_file_that_breaks_off_in_a_word_is_said_to(word):
    for end in range(len(word)):
        with pytest.raises(Unreadable, match="cut off"):
            read_document(f'{{"type": [{word[:end]}'.encode())


NO_JSON = {
    "empty": (b"", "cut off", "line 1, column 1"),
    "blank": (b" \n ", "cut off", ""),
    "a word": (b"hello", "not JSON", "line 1, column 1"),
    "a page": (b"<!DOCTYPE html><html></html>", "not JSON", "line 1, column 1"),
    "a comma too many": (b'{"type": "FeatureCollection",}', "double quotes", "line 1, column 30"),
    "a comma too many in features": (
        b'{"type": "FeatureCollection", "features": [1,]}',
        "not JSON",
        "line 1, column 46",
    ),
    "no comma": (b'{"type": 1\n "x": 2}', "Expecting ','", "line 2, column 2"),
    "no colon": (b'{"type" 1}', "Expecting ':'", "line 1, column 9"),
    "a name without quotes": (b"{type: 1}", "double quotes", "line 1, column 2"),
    "more behind": (b'{"type": "FeatureCollection", "features": []}\n x', "behind", "line 2"),
    "a control character": (b'{"a": "\n"}', "control character", "line 1, column 8"),
    "not UTF-8": (b'{"a":\n "caf\xe9"}', "not UTF-8", "line 2, byte 12"),
    "UTF-16": ('{"type": "é"}'.encode("utf-16"), "not UTF-8", "line 1, byte 1"),
    "half a pair": (b'{"a": "\xed\xa0\x80"}', "not UTF-8", ""),
    "deep lists": (b"[" * 100_000 + b"]" * 100_000, "nested too deep", "line 1"),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deep", "line 1"),
    "a deep feature": (
        b'{"type": "FeatureCollection", "features": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
        "nested too deep",
        "line 1, column 44",
    ),
}


@pytest.mark.parametrize(("data", "said", "place"), NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json(data, said, place):
    with pytest.raises(Unreadable, match=said) as caught:
        read_document(data)
    assert caught.value.location.startswith(place)
    assert caught.value.mend


@pytest.mark.parametrize(
    "content",
    [
        [],
        1,
        None,
        "FeatureCollection",
        {},
        FEATURES[0],
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": None},
        {"type": "FeatureCollection", "features": {}},
        {"type": ["FeatureCollection"], "features": []},
        {"type": "Topology", "features": []},
        {"features": []},
        collection(collection()) ["features"],
    ],
)  # fmt: skip
def test_what_is_no_feature_collection(content):
    with pytest.raises(Unreadable, match="not a GeoJSON FeatureCollection"):
        read_document(as_bytes(content))


def test_the_last_of_two_members_of_one_name_counts_when_it_is_none():
    with pytest.raises(Unreadable, match="not a GeoJSON FeatureCollection"):
        read_document(b'{"type": "FeatureCollection", "features": [1], "features": 2}')


def test_a_number_that_python_refuses():
    data = b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}"
    try:
        int("9" * 5000)
    except ValueError:
        with pytest.raises(Unreadable, match="number can't be read") as caught:
            read_document(data)
        assert caught.value.location == "line 1, column 44"
    else:  # a Python without the limit
        assert read_document(data).rewrite({}, []) == data
