"""Files in which something is wrong, what is said of each, and how much of each is shown."""

from support.geojson import (
    LABELS,
    RING,
    as_bytes,
    classification,
    collection,
    corners_of,
    detection,
    feature,
    one_of_each,
    segmentation,
    spai,
)

GOOD = one_of_each()


def whole(*features):
    """A file of these features between good ones of each task."""
    return as_bytes(collection(*GOOD[:2], *features, *GOOD[2:]))


def less(content, name):
    """The feature without one of its properties."""
    kept = {key: value for key, value in content["properties"].items() if key != name}
    return {**content, "properties": kept}


def raw(text):
    """A file with a feature spelt just so."""
    return whole("@").replace(b'"@"', text.encode())


def nan(task, geometry="null"):
    return f'{{"geometry": {geometry}, "properties": {{"label": "water", "task": "{task}"}}}}'


DEEP = "[" * 100_000 + "]" * 100_000

# what the file holds; where and what is said; how many annotations are shown
FILES = {
    "cut off": (whole()[:-300], "line 1, column ", "cut off", 0),
    "empty": (b"", "line 1, column 1", "cut off", 0),
    "not UTF-8": (whole().replace(b"urban", b"urb\xe0"), "line 1, byte ", "not UTF-8", 0),
    "no JSON": (b"<html></html>", "line 1, column 1", "not JSON", 0),
    "no collection": (as_bytes(GOOD[1]), "", "not a GeoJSON FeatureCollection", 0),
    "a list": (as_bytes(GOOD), "", "not a GeoJSON FeatureCollection", 0),
    "deep": (DEEP.encode(), "line 1, column 1", "nested too deep", 0),
    "a deep feature": (raw(DEEP), "line 1, column ", "nested too deep", 0),
    "NaN in a position": (
        raw(nan("segmentation", '{"type": "Polygon", "coordinates": [[[NaN, 1]]]}')),
        "feature 3",
        "NaN or Infinity",
        4,
    ),
    "Infinity in a property": (raw(nan("classification", "-Infinity")), "feature 3", "Infinity", 4),
    "NaN beside the features": (
        whole().replace(b'{"type": "FeatureCollection"', b'{"x": NaN, "type": "FeatureCollection"'),
        "",
        "NaN or Infinity",
        4,
    ),
    "a number beyond all": (
        raw('{"properties": {"label": "a", "task": "detection", "bbox": [[1, 1e999], [2, 3]]}}'),
        "feature 3",
        "no ring",
        4,
    ),
    "no label": (whole(less(detection(), "label")), "feature 3", "no label", 4),
    "NUL in a task": (
        raw('{"properties": {"label": "water", "task": "detection\\u0000"}}'),
        "feature 3",
        "“detection\u2400”",
        4,
    ),
    "no task": (whole(less(detection(), "task")), "feature 3", "no task", 4),
    "no properties": (whole({"type": "Feature"}), "feature 3", "no properties", 4),
    "no feature": (whole(None), "feature 3", "no properties", 4),
    "a label that is a number": (whole(classification(7)), "feature 3", "not a text", 4),
    "a label that is a list": (whole(segmentation(["a"])), "feature 3", "not a text", 4),
    "a label of half a letter": (whole(detection("\ud83d")), "feature 3", "no file can keep", 4),
    "two points": (whole(segmentation(ring=RING[:2])), "feature 3", "fewer than three", 4),
    "longitude": (
        whole(segmentation(ring=[[181, 1], *RING])),
        "feature 3",
        "Longitude 181 is out of range (-180 to 180)",
        4,
    ),
    "latitude": (
        whole(segmentation(ring=[[1, -91], *RING])),
        "feature 3",
        "Latitude -91 is out of range (-90 to 90)",
        4,
    ),
    "a geometry of half a letter": (
        whole(feature("segmentation", "water", {"type": "\ud83d"})),
        "feature 3",
        "not a Polygon",
        4,
    ),
    "no geometry": (whole(feature("segmentation", "a", None)), "feature 3", "not a Polygon", 4),
    "no bbox": (whole(less(detection(), "bbox")), "feature 3", "has no bbox", 5),
    "another bbox": (
        whole(detection(properties={"bbox": corners_of((1, 2, 3, 4))})),
        "feature 3",
        "bbox and the ring disagree",
        5,
    ),
    "a bbox that is none": (
        whole(detection(properties={"bbox": [1, 2, 3, 4]})),
        "feature 3",
        "bbox is not two corners",
        5,
    ),
    "a byte-order mark": (b"\xef\xbb\xbf" + whole(), "", "byte-order mark", 4),
    "a class twice": (whole(classification("water")), "feature 3", "“water” twice", 5),
}

TWICE = {"labels": [*LABELS["labels"], {"name": "water", "color": "#ffffff"}]}
# what a spai.json holds; where and what is said
SPAI = {
    "cut off": (as_bytes(LABELS)[:-5], "line 1, column ", "cut off"),
    "not UTF-8": (b'{"labels": [{"name": "\xe9"}]}', "line 1, byte ", "not UTF-8"),
    "no list": (b'{"labels": 5}', "", "no list of labels"),
    "deep": (b'{"labels": ' + DEEP.encode(), "line 1, column ", "nested too deep"),
    "two of one name": (as_bytes(TWICE), "label 4", "“water” is listed twice"),
    "reddish": (as_bytes(spai(water="reddish")), "label 1", "The colour of “water” is “reddish”"),
    "#12": (as_bytes(spai(water="#12")), "label 1", "The colour of “water” is “#12”"),
    "a number": (as_bytes(spai(water=12)), "label 1", "The colour of “water” is 12"),
    "no colour": (as_bytes({"labels": [{"name": "water"}]}), "label 1", "“water” is null"),
    "no name": (as_bytes({"labels": [{"color": "#000000"}]}), "label 1", "no name"),
    "a byte-order mark": (b"\xef\xbb\xbf" + as_bytes(LABELS), "", "byte-order mark"),
}
