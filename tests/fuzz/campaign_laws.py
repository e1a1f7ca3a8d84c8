"""What holds for rules, mends and merges, whatever bytes they are given.

An input is a file, or two with a NUL between them, which no JSON has: the one that both sides
began with, and theirs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from fuzz.laws import AREA, DEEP, check, check_text, require
from fuzz.own_laws import check_own
from scaneo_bridge.core.base.model import Annotation, Image, Label
from scaneo_bridge.core.base.rules import RULES
from scaneo_bridge.core.formats.geojson.document import read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.change import change_file
from scaneo_bridge.core.formats.scaneo.checks.campaign import CampaignCheck
from scaneo_bridge.core.formats.scaneo.checks.finding import Finding
from scaneo_bridge.core.formats.scaneo.checks.ground import ImageGround
from scaneo_bridge.core.formats.scaneo.checks.mend_file import mend_file
from scaneo_bridge.core.formats.scaneo.content import read_annotations
from scaneo_bridge.core.formats.scaneo.labels import read_labels
from scaneo_bridge.core.formats.scaneo.merge.label_three_way import merge_labels
from scaneo_bridge.core.formats.scaneo.merge.side import Side
from scaneo_bridge.core.formats.scaneo.merge.three_way import merge_file

IMAGE = Image("a.tif", "a.geojson")
GROUND = ImageGround(AREA, 1e-4)  # a triangle: some of the seeds lie in it, some across its edges


def check_all(data: bytes) -> None:
    """All laws, those of laws.py too."""
    base, _, theirs = data.partition(b"\0")
    check(base)
    check_own(base)
    check_rules(base)
    check_labels(base, theirs)
    if theirs:
        check(theirs)
    theirs = theirs or given_back(base)
    try:
        for part in (base, theirs):
            read_document(part)
    except Unreadable:
        return
    try:
        check_merge(base, theirs)
    except Unreadable as error:
        require(DEEP in error.what, "what was read can be merged")


def given_back(data: bytes) -> bytes:
    """A file as SCANEO would give it back: in reverse, spelt anew, one feature less."""
    try:
        content = json.loads(data)
        return json.dumps({**content, "features": content["features"][:0:-1]}).encode()
    except (ValueError, RecursionError, TypeError, KeyError):
        return data


def check_rules(data: bytes) -> None:
    found = findings(data)
    for finding in found:
        require(finding.rule in RULES, "a finding breaks one of the rules")
        check_text(str(finding.problem))
    try:
        read_document(data)
    except Unreadable:
        return
    try:
        mended = mend_file(data, found, GROUND, {})
    except Unreadable as error:
        require(DEEP in error.what, "what was read can be mended")
        return
    require(mended.mended <= len(found), "no more is mended than was found")
    read_document(mended.data)
    if not mended.mended:
        require(mended.data == data, "where nothing is mended no byte changes")


def findings(data: bytes) -> Sequence[Finding]:
    checking = CampaignCheck(data, ())
    return [*checking.check_image(IMAGE, data, GROUND), *checking.finish()]


def check_labels(base: bytes, theirs: bytes) -> None:
    old, new = read_labels(base).labels, read_labels(theirs).labels
    ours = [*old[1:], Label("ours", "#123456")]
    require(merge_labels(old, old, new).labels == list(new), "labels of one side alone are taken")
    merged = merge_labels(old, ours, new)
    names = [label.name for label in merged.labels]
    require(len(set(names)) == len(names), "a merged label is listed once")
    for side in Side:
        picks = {one.name: side for one in merged.conflicts}
        settled = merge_labels(old, ours, new, picks=picks)
        require(not settled.conflicts, "a label's conflict that is settled is gone")


def check_merge(base: bytes, theirs: bytes) -> None:
    rows = list(read_annotations("", base).annotations)
    alone = merge_file(base, rows, theirs)
    require(not alone.conflicts, "who changed nothing is in no conflict")
    require(alone.change().data == theirs, "what only they changed is theirs to the byte")

    ours = edited(rows, len(base))
    mine = merge_file(base, ours, base)
    require(
        mine.change().data == change_file(base, ours).data, "what only we changed is as we wrote it"
    )
    both = merge_file(base, ours, theirs)
    settle(base, ours, theirs, [one.key for one in both.conflicts])
    merged = both.change()
    require(merged.data is not None, "a merge of two files is a file")
    rebased = [one.annotation for one in both.annotations]
    again = merge_file(theirs, rebased, merged.data)
    require(not again.conflicts, "a merge that was written is in no conflict with itself")
    require(again.change().data == merged.data, "a merge that was written is not written again")


def settle(base: bytes, ours: Sequence[Annotation], theirs: bytes, keys: Sequence[int]) -> None:
    for side in Side:
        settled = merge_file(base, ours, theirs, dict.fromkeys(keys, side))
        require(not settled.conflicts, "a conflict that is settled is gone")
        settled.change()


def edited(rows: Sequence[Annotation], seed: int) -> list[Annotation]:
    """The annotations with one relabelled, one gone and one more, as the seed says."""
    if not rows:
        return []
    changed, gone = seed % len(rows), seed // 7 % len(rows)
    edits = [replace(one, label="ours") if at == changed else one for at, one in enumerate(rows)]
    copy = replace(rows[gone], label="copy", feature_index=None)
    return [*edits[:gone], *edits[gone + 1 :], copy]
