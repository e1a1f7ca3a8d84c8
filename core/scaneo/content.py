"""What one GeoJSON file of the campaign holds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import isfinite
from types import MappingProxyType
from typing import Any, Callable, NamedTuple, Optional

from .annotations import KEPT, Report, holds_nan, read_annotation
from .checks.members import members_of, tell_copies
from .checks.rules import (
    CLASS_TWICE,
    FEATURE_NAN,
    FILE_BOM,
    FILE_BROKEN,
    FILE_DATUM,
    FILE_ELSEWHERE,
    FILE_NAN,
    LABEL_BROKEN,
    PROPERTY_NAN,
    TASK_MISSPELT,
    TWIN_DIFFERS,
    Rule,
)
from .document import Document, Unreadable, read_document
from .model import Annotation, Problem, Task

_NONE: Mapping[int, Annotation] = MappingProxyType({})

EACH_HAS_MORE = ", but the file says of each what it doesn't of the other"
"""How two differ that look the same, so that neither is a mere copy."""


class Fault(NamedTuple):
    """A problem of a file, and the index of the feature that has it; None where the file has."""

    problem: Problem
    place: Optional[int]


@dataclass(frozen=True)
class FileContent:
    """The annotations of a file, in their order, and what is wrong with it.

    ``hidden_labels`` are those of features that can't be shown, ``other_tasks`` the tasks that we
    don't know, by the index of the feature: these are kept, in silence if they are not misspelt.
    ``is_empty`` is True where it lists no feature at all, not even such a one; ``is_verified`` if
    that is so because somebody verified it: SCANEO writes an empty list where an image has points.
    """

    annotations: Sequence[Annotation]
    faults: Sequence[Fault]
    hidden_labels: AbstractSet[str] = frozenset()
    other_tasks: Mapping[int, str] = field(default_factory=dict)
    is_empty: bool = False
    is_verified: bool = False

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the file, for users to read."""
        return [fault.problem for fault in self.faults]


def read_annotations(path: str, data: bytes) -> FileContent:
    """The annotations of one GeoJSON file. Never raises: what can't be read is a problem."""
    try:
        document = read_document(data)
    except Unreadable as error:
        mend = f"{error.mend} The file stays as it is."
        rule = FILE_ELSEWHERE if error.is_elsewhere else FILE_BROKEN
        problem = rule.problem(path, error.what, mend, error.place)
        return FileContent((), (Fault(problem, None),))
    return content_of(path, document)


def content_of(
    path: str, document: Document, known: Mapping[int, Annotation] = _NONE
) -> FileContent:
    """As `read_annotations`, of a file that was read already.

    ``known`` are annotations of it that were taken up already, without a fault, by their index.
    """
    faults: list[Fault] = []
    mend = "Save it as plain UTF-8 JSON."
    if document.bom:
        what = "It begins with a byte-order mark, on which SCANEO stops."
        faults.append(Fault(FILE_BOM.problem(path, what, mend), None))
    if not document.strict:
        what = "It holds NaN or Infinity, which JSON has not."
        faults.append(Fault(FILE_NAN.problem(path, what, mend), None))
    if document.datum is not None:
        what = f"By its crs member, its coordinates are on {document.datum}. Programs take these "
        what += "for WGS 84, which is some metres off at most: they are shown as they are."
        faults.append(Fault(FILE_DATUM.problem(path, what, "Leave it so."), None))

    def report(place: int, what: str, mend: str, rule: Rule) -> None:
        faults.append(Fault(rule.problem(path, what, mend, spot(place)), place))

    shown = shown_annotations(document, report, known)
    annotations = list(shown.values())
    for place, what, rule in _twice(annotations, document):
        report(place, what, "Delete one of the two.", rule)
    hidden = [place for place in range(len(document.features)) if place not in shown]
    labels = frozenset(_texts(document, hidden, "label").values())
    tasks = {
        place: task
        for place, task in _texts(document, hidden, "task").items()
        if task not in {known.value for known in Task}
    }
    for place, task in tasks.items():
        meant = likely_task(task)
        if meant is not None:
            what = f"Its task is “{task[:80]}”, so it is not shown."
            report(place, what, f"Write “{meant.value}”.", TASK_MISSPELT)
    is_verified = document.is_verified_empty
    return FileContent(annotations, faults, labels, tasks, not document.features, is_verified)


def likely_task(name: str) -> Optional[Task]:
    """The task that is meant by a name that is none; None where it may be another program's."""
    known = [task.value for task in Task]
    likely = get_close_matches(name[:80].strip().lower(), known, 1)
    return Task(likely[0]) if likely else None


def _texts(document: Document, places: Iterable[int], name: str) -> dict[int, str]:
    """A property of features that may be anything, where it is a text."""
    found = {}
    for place in places:
        value = document.features[place].value
        properties = value.get("properties") if isinstance(value, dict) else None
        text = properties.get(name) if isinstance(properties, dict) else None
        if isinstance(text, str):
            found[place] = text
    return found


def spot(place: int) -> str:
    """How people count the feature of an index."""
    return f"feature {place + 1}"


def shown_annotations(
    document: Document,
    report: Optional[Callable[[int, str, str, Rule], None]] = None,
    known: Mapping[int, Annotation] = _NONE,
) -> dict[int, Annotation]:
    """The annotations that can be shown, by their index in the file.

    What is wrong goes to ``report``: the index, what it is, how to mend it and which rule is
    broken. Those in ``known`` are not looked at again.
    """
    found: dict[int, Annotation] = {}
    place = 0

    def tell(what: str, mend: str, rule: Rule) -> None:
        if report is not None:
            report(place, what, mend, rule)

    for place, feature in enumerate(document.features):
        if not feature.strict and not _is_sound(feature.value, tell):
            continue
        annotation = known.get(place) or read_annotation(feature.value, place, tell)
        if annotation is not None:
            found[place] = annotation
    return found


def _is_sound(feature: Any, tell: Report) -> bool:
    """Whether NaN or Infinity stand only in what we don't interpret of a feature; it is told."""
    number = "Write a number or null."
    properties = feature.get("properties") if isinstance(feature, dict) else None
    label = properties.get("label") if isinstance(properties, dict) else None
    if isinstance(label, float) and not isfinite(label):
        what = f"The label is {json.dumps(label)}, which is no text."
        tell(what, f"Write it in double quotes. {KEPT}", LABEL_BROKEN)
        return False
    if holds_nan(feature):
        what = "Its task, geometry or bbox holds NaN or Infinity, which JSON has not."
        tell(what, f"{number} {KEPT}", FEATURE_NAN)
        return False
    tell(
        "A property holds NaN or Infinity, which JSON has not: strict programs stop on it.",
        f"{number} Until then it stays in the file as it is.",
        PROPERTY_NAN,
    )
    return True


def _twice(
    annotations: Sequence[Annotation], document: Document
) -> Iterator[tuple[int, str, Rule]]:
    """The places of classes that the image is given again."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for annotation in annotations:
        if annotation.task is Task.CLASSIFICATION:
            places[annotation.label].append(annotation.place or 0)
    for label, same in places.items():
        if len(same) > 1:
            copies = tell_copies(same, lambda place: members_of(document.features[place].value))
            for place, other, can_go in copies:
                rule, more = (CLASS_TWICE, "") if can_go else (TWIN_DIFFERS, EACH_HAS_MORE)
                already = f"{spot(other)} gives it already{more}"
                yield place, f"The image is given “{label[:80]}” twice: {already}.", rule
