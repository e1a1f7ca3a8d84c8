"""Whatever a folder's files hold, a check ends, and so does a mend: they never fail."""

import json

from hypothesis import example, given
from hypothesis import strategies as st
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from scaneo_bridge.core.formats.scaneo.checks.mend_labels import mend_label_file, mend_labels
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from support.checks import IMAGE, ground_of, spain

NUMBERS = st.one_of(
    st.sampled_from([2, 2.1, 2.5, 41, 41.1, 42, 0, -0.0, 180, 1e-300, 1e300, 10**400]),
    st.floats(1.9, 2.6),
    st.floats(40.9, 42.1),
    st.sampled_from([139.6, 139.8, 35.6, 35.8]),  # Tokyo, where what is swapped is out of range
    st.floats(),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
GROUNDS = st.sampled_from([spain(), ground_of((139.5, 35.5), (140, 35.5), (140, 36), (139.5, 36))])
RINGS = st.lists(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), max_size=3)
LABELS = st.sampled_from(["water", "Water", "wa ter", "field", "", "\ud800", 5, None])
FEATURES = st.fixed_dictionaries(
    {
        "properties": st.fixed_dictionaries(
            {"task": st.sampled_from(["classification", "detection", "segmentation", "x"]),
             "label": LABELS},
            optional={"bbox": st.one_of(JSON, st.lists(st.lists(NUMBERS, min_size=2, max_size=2),
                                                       min_size=2, max_size=2))},
        ),
        "geometry": st.one_of(
            JSON,
            st.builds(lambda rings: {"type": "Polygon", "coordinates": rings}, RINGS),
            st.builds(
                lambda parts: {"type": "MultiPolygon", "coordinates": parts},
                st.lists(RINGS, max_size=2),
            ),
        ),
    }
)  # fmt: skip
ENTRIES = st.one_of(
    JSON, st.fixed_dictionaries({"name": LABELS}, optional={"color": st.just("#123456")})
)

OUT_OF_RANGE = {
    "properties": {"task": "detection", "label": "water", "bbox": None},
    "geometry": {"type": "Polygon", "coordinates": [[[2, 2], [2, 2], [139.6, 2]]]},
}
"""A box without a height: swapped, most of its nothing would lie in Spain, and an end nowhere."""


def as_data(content):
    """JSON with all that Python writes and reads: NaN, Infinity, half a surrogate pair."""
    return json.dumps(content).encode("utf-8")


@given(
    st.lists(st.one_of(FEATURES, FEATURES, JSON), max_size=6),
    st.lists(ENTRIES, max_size=4),
    st.booleans(),
    GROUNDS,
)
@example([OUT_OF_RANGE], [], False, spain())
def test_no_campaign_makes_a_check_or_a_mend_fail(features, entries, has_mark, ground):
    features += features[:2]
    data = b"\xef\xbb\xbf" * has_mark + as_data({"type": "FeatureCollection", "features": features})
    labels = as_data({"labels": entries})
    check = CampaignCheck(labels, ())
    findings = [*check.check_image(IMAGE, data, ground), *check.finish()]
    assert {finding.rule for finding in findings} <= set(RULES)
    for finding in findings:
        assert finding.problem.what
        assert (finding.problem.rule, finding.problem.severity) == (
            finding.rule.id, finding.rule.severity,
        )  # fmt: skip

    listed = read_labels(labels).labels
    counts = {one.label: 1 for one in read_annotations("", data).annotations}
    after, renamed, _ = mend_labels(listed, findings, counts)
    mend_label_file(labels, after, findings)
    try:
        mended, _ = mend_file(data, findings, ground, renamed)
    except Unreadable:
        return
    again = CampaignCheck(labels, ()).check_image(IMAGE, mended, ground)
    lost = len(read_annotations("", data).annotations) - len(
        read_annotations("", mended).annotations
    )
    copies = [one for one in findings if one.rule.id in ("twin", "class-twice")]
    assert lost <= len(copies) + len(renamed), "nothing but copies is ever lost"
    mendable = {"file-bom", "bbox-missing", "bbox-differs", "swapped-unreadable"}
    assert mendable.isdisjoint(one.rule.id for one in again)


@given(st.binary(max_size=60))
def test_no_bytes_make_a_check_fail(data):
    check = CampaignCheck(data, ())
    assert isinstance(check.check_image(IMAGE, data, spain()), list)
    assert isinstance(check.finish(), list)
