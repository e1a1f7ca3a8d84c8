"""Files of which is known what they have in common are merged as any others: it is only quicker."""

import json

from hypothesis import given
from hypothesis import strategies as st
from scaneo_bridge.core.formats.scaneo.merge.matching import Matching, Version
from scaneo_bridge.core.formats.scaneo.union.disagreements import Keep
from scaneo_bridge.core.formats.scaneo.union.union import Person, Source, unite
from support.geojson import classification, detection, segmentation

NEAR = (41.11, 2.1, 41.21, 2.3)  # nine tenths of the usual box
FEATURES = [
    detection("a"),
    detection("b"),
    detection("a", NEAR),
    detection("a", id=7),
    {**detection("a"), "more": "é"},
    segmentation("a"),
    segmentation("a", note=1),
    classification("a"),
    {**detection("a"), "bbox": None},
    {"type": "Feature", "properties": {"task": "another", "label": "a"}, "geometry": None},
]
TEXTS = [*map(json.dumps, FEATURES), *(json.dumps(one, indent=1) for one in FEATURES), "{}", "7"]
"""Some are equal though they are spelt otherwise."""


@st.composite
def files(draw):
    """The texts of a file's features, of which any may be there several times."""
    texts = draw(st.lists(st.sampled_from(TEXTS), max_size=8))
    gap = draw(st.sampled_from([", ", ",", " ,\n\t "]))
    return f'{{"type": "FeatureCollection", "features": [{gap.join(texts)}]}}'.encode()


def pairs_of(base, theirs, first):
    matching = Matching(base, theirs)
    matching.match_same(index for index in base.shown if index in first)
    key = base.content_key(max(base.shown)) if base.shown else None
    taken = matching.take({0: key})
    matching.match_changed(index for index in base.shown if index not in matching.pairs)
    return dict(matching.pairs), list(matching.free), taken


@given(files(), files(), files(), st.sets(st.integers(0, 7)))
def test_features_are_paired_alike_whatever_is_known_of_them(base, between, theirs, first):
    wanted = pairs_of(Version(base), Version(theirs), first)
    old, new = Version(base), Version(theirs)
    assert pairs_of(old, Version(theirs, old), first) == wanted
    assert pairs_of(Version(base, new), new, first) == wanted
    assert pairs_of(old, Version(theirs, Version(between, old)), first) == wanted


@given(files(), files(), files(), st.sampled_from(Keep), st.booleans())
def test_people_are_united_alike_whatever_is_known_of_their_files(one, two, base, keep, in_place):
    def united(old, mine, yours):
        people = [Person(0, mine), Person(1, yours)]
        return unite(people, old, mine if in_place else old, None, 0.5, keep, in_place)

    old = Source(base)
    mine = Source(one, old)
    known = united(old, mine, Source(two, mine))
    assert known == united(Source(base), Source(one), Source(two))
