"""What holds for any bytes that a file of the folder may hold. Imports nothing that needs QGIS.

`make fuzz` calls these with millions of inputs, `make test` with those of seeds.py and with what
the fuzzer found.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Callable, Optional

from scaneo_bridge.core.base.geometry import Box, area_coordinates, area_wkb, box_wkb, wkb_box
from scaneo_bridge.core.base.model import Annotation, Label, Problem, Task
from scaneo_bridge.core.base.rules import BBOX_BROKEN, RULES, Rule
from scaneo_bridge.core.formats.geojson.document import Document, read_document
from scaneo_bridge.core.formats.geojson.reader import Unreadable
from scaneo_bridge.core.formats.scaneo.annotations import LEFT_ALONE, has_extent, read_annotation
from scaneo_bridge.core.formats.scaneo.change import Change, change_file
from scaneo_bridge.core.formats.scaneo.content import FileContent, read_annotations
from scaneo_bridge.core.formats.scaneo.labels import read_labels, write_labels
from support.files.same_values import differences

NAME = "a.geojson"
BOX = box_wkb(Box(41, 2, 42, 3))
AREA = area_wkb({"type": "Polygon", "coordinates": [[[2, 41], [3, 41], [3, 42], [2, 41]]]})
DEEP = "nested too deep"  # how deep Python follows depends on the calls that are under way
WKB_PER_BYTE = 16  # `0,` is the shortest coordinate: two characters, eight bytes of WKB


class Broken(Exception):
    """A law does not hold."""


def require(holds: bool, law: str) -> None:
    if not holds:
        raise Broken(law)


def check(data: bytes) -> None:
    """Gives bytes to all readers, and edits what they read.

    :raises Broken: where a law does not hold; any other error is one that a reader let through.
    """
    check_labels(data)
    require(not differences(data), "both readers give the same")
    content = read_annotations(NAME, data)
    check_problems(content.problems, data)
    try:
        document = read_document(data)
    except Unreadable as error:
        check_text(str(error))
        require(len(content.problems) == 1, "an unreadable file is one problem")
        require(not content.annotations, "an unreadable file shows nothing")
        require(refuses(lambda: change_file(data, ())), "an unreadable file is not edited")
        return
    kept = sum(len(one.wkb or b"") for one in content.annotations)
    require(kept <= WKB_PER_BYTE * len(data), "annotations are not larger than their file")
    try:
        check_edits(data, document, content)
    except Unreadable as error:
        require(DEEP in error.what, "what was read is read again")


def check_labels(data: bytes) -> None:
    listed = read_labels(data)
    check_problems(listed.problems, data)
    names = [label.name for label in listed.labels]
    require(len(set(names)) == len(names), "a label is listed once")
    if not listed.found:
        require(refuses(lambda: write_labels(data, ())), "an unreadable spai.json is not replaced")
        return
    same = write_labels(data, listed.labels)
    require(same == data.removeprefix(BOM_UTF8), "labels that nobody edits keep their characters")
    more = read_labels(write_labels(data, [*listed.labels, _NEW]))
    kept = {**_by_name(listed.labels), _NEW.name: _NEW}
    require(_by_name(more.labels) == kept, "labels that were written are read again")
    broken = [one for one in RULES if one.id.startswith("label-")]
    mended = read_labels(write_labels(data, listed.labels, broken))
    require(mended.labels == listed.labels, "a mended list has the same labels")
    require(not mended.problems, "labels that were mended have no problem")


_NEW = Label("a new one", "#123456")


def _by_name(labels: Sequence[Label]) -> dict[str, Label]:
    return {label.name: label for label in labels}


def check_edits(data: bytes, document: Document, content: FileContent) -> None:
    annotations = list(content.annotations)
    same = change_file(data, annotations)
    require(same.data is data, "without an edit no byte changes")
    require(not same.faults, "what was read can be written")

    new = Annotation(Task.DETECTION, "new", BOX)
    check_edit(document, [*annotations, new], change_file(data, [*annotations, new]), edited=None)
    copies = [replace(one, feature_index=None) for one in annotations]
    check_edit(read_document(b'{"type": "FeatureCollection", "features": []}'),
               copies, change_file(None, copies), edited=None)  # fmt: skip
    if not annotations:
        return
    which = len(data) % len(annotations)
    chosen = annotations[which]
    rest = annotations[:which] + annotations[which + 1 :]
    check_edit(document, rest, change_file(data, rest), chosen.feature_index)
    shapes = {Task.CLASSIFICATION: None, Task.DETECTION: BOX, Task.SEGMENTATION: AREA}
    for edit in replace(chosen, label="é"), replace(chosen, wkb=shapes[chosen.task]):
        if edit == chosen:
            continue
        edited = [*annotations[:which], edit, *annotations[which + 1 :]]
        check_edit(document, edited, change_file(data, edited), chosen.feature_index)


def check_edit(
    before: Document, annotations: Sequence[Annotation], change: Change, edited: Optional[int]
) -> None:
    """What is not edited keeps its characters, what is edited is read again as it was given."""
    for fault in change.faults:
        check_text(fault.what + fault.mend)
    if change.data is None:
        require(not annotations or bool(change.faults), "a file is made for annotations")
        return
    after = read_document(change.data)
    new = {place for place in change.indexes if place is not None}
    old = {one.feature_index for one in annotations if one.feature_index is not None} - {edited}
    kept = texts(before, (at for at in range(len(before.features)) if at != edited))
    ours = {place for one, place in zip(annotations, change.indexes) if one.feature_index in old}
    fresh = new - ours
    require(
        texts(after, (at for at in range(len(after.features)) if at not in fresh)) == kept,
        "what is not edited keeps its characters",
    )
    content = read_annotations(NAME, change.data)
    if any(DEEP in problem.what for problem in content.problems):
        return
    again = {one.feature_index: one for one in content.annotations}
    faulty = {fault.which for fault in change.faults}
    for index, (one, place) in enumerate(zip(annotations, change.indexes)):
        if place is not None and index not in faulty:
            require(is_same(again.get(place), one), "what is written is read again")
    for place in fresh:
        was_strict = edited is None or is_strict(before, edited)  # NaN in other members is kept
        require(is_strict(after, place) or not was_strict, "what is written is JSON")
        told = faults_of(after, place)
        require(not told or bool(faulty), "what is written has no problem")


def faults_of(document: Document, place: int) -> list[str]:
    """What is wrong with a feature, but for what a relabelling leaves as it is: an outline that is
    meant so, and a box without extent beside a bbox that can't be read."""
    told: list[tuple[str, Rule]] = []
    one = read_annotation(
        document.features[place].value, place, lambda what, _, rule: told.append((what, rule))
    )
    is_flat = one is not None and one.task is Task.DETECTION and not has_extent(wkb_box(one.wkb))
    left = {*LEFT_ALONE, BBOX_BROKEN} if is_flat else LEFT_ALONE
    return [what for what, rule in told if rule not in left]


def is_same(read: Optional[Annotation], given: Annotation) -> bool:
    """Whether it is the one that was written; an area's rings may be wound anew."""
    if read is None or (read.task, read.label) != (given.task, given.label):
        return False
    if read.wkb == given.wkb or read.wkb is None or given.wkb is None:
        return read.wkb == given.wkb
    if given.task is Task.DETECTION:
        return False
    return area_coordinates(read.wkb) == area_coordinates(given.wkb)


def texts(document: Document, places: Iterable[int]) -> list[str]:
    return [document.text_of(at) for at in places]


def is_strict(document: Document, place: int) -> bool:
    try:
        json.loads(document.text_of(place), parse_constant=refuse)
    except ValueError:
        return False
    return True


def refuse(name: str) -> None:
    raise ValueError(name)


def refuses(edit: Callable[[], object]) -> bool:
    try:
        edit()
    except Unreadable:
        return True
    return False


def check_problems(problems: Sequence[Problem], data: bytes) -> None:
    require(len(problems) <= len(data) + 1, "problems are not more than a file has bytes")
    for problem in problems:
        check_text(str(problem))
        require(bool(problem.what and problem.mend), "a problem says what it is and what to do")


def check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Broken("what is told can be shown and stored") from None
