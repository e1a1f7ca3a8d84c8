"""Files of arbitrary features, for hypothesis."""

import json

from hypothesis import strategies as st
from support.geojson import (
    classification,
    collection,
    corners_of,
    feature,
    ring_of,
    segmentation,
)

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
members = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name not in ("type", "features")), values, max_size=3
)
labels = st.text(min_size=1, max_size=6).filter(lambda name: "\0" not in name)
longitudes, latitudes = st.floats(-180, 180), st.floats(-90, 90)
positions = st.tuples(longitudes, latitudes).map(list)
boxes = st.tuples(latitudes, longitudes, latitudes, longitudes).map(
    lambda box: (min(box[::2]), min(box[1::2]), max(box[::2]), max(box[1::2]))
)


@st.composite
def detections(draw):
    geometry = {"type": "Polygon", "coordinates": [ring_of(draw(boxes))]}
    corners = draw(st.none() | boxes.map(corners_of))
    properties = {} if corners is None else {"bbox": corners}
    return feature("detection", draw(labels), geometry, {**draw(members), **properties})


segmentations = st.builds(
    segmentation, labels, st.lists(positions, min_size=3, max_size=6), id=values
)
others = st.builds(feature, st.just("points"), labels, values, members)
features = st.lists(
    st.builds(classification, labels, id=values) | detections() | segmentations | others | values,
    max_size=6,
)


@st.composite
def documents(draw):
    """Files of arbitrary features, spelt in arbitrary ways, their members in any order."""
    content = collection(*draw(features), **draw(members))
    names = draw(st.permutations(list(content)))
    text = json.dumps(
        {name: content[name] for name in names},
        ensure_ascii=draw(st.booleans()),
        indent=draw(st.none() | st.integers(0, 3) | st.just("\t")),
        separators=draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,\r\n", "\t:")])),
    )
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode("utf-8")
