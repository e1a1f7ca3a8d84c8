"""The content of one GeoJSON file of the campaign."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from math import isfinite
from typing import Any, Callable, NamedTuple, Optional

from ...base.large_bytes import Data
from ...base.messages import Message, joined, message
from ...base.model import Annotation, Problem, Task
from ...base.packed import ShownAnnotations
from ...base.rules import (
    CLASS_DUPLICATE,
    DUPLICATE_DIFFERS,
    FEATURE_NAN,
    FILE_BOM,
    FILE_BROKEN,
    FILE_DATUM,
    FILE_ELSEWHERE,
    FILE_NAN,
    LABEL_BROKEN,
    PROPERTY_NAN,
    TASK_MISSPELT,
    Rule,
)
from ..geojson.document import Document, read_document
from ..geojson.reader import Unreadable
from ..geojson.values import read_features
from .annotations import KEPT, Report, has_nan, read_annotation
from .members import compare_duplicates, members_of


class KnownAnnotations(NamedTuple):
    """Annotations that were read already, without a fault: ``index_of`` maps the index of a feature
    in the file to the index of its annotation among them; None where it is none of them."""

    annotations: Mapping[int, Annotation]
    index_of: Callable[[int], Optional[int]]


_NOTHING = KnownAnnotations({}, lambda index: None)

DELETE_ONE = message("content.delete-one", "Delete one of the two.")


class ContentProblem(NamedTuple):
    """A problem of a file, and the index of the feature that has it; None where it is about the
    file."""

    problem: Problem
    feature_index: Optional[int]


@dataclass(frozen=True)
class FileContent:
    """The annotations of a file, in their order, and what is wrong with it.

    ``hidden_labels`` are those of features that can't be shown. ``other_tasks`` are tasks that we
    don't know, by the index of the feature: these features are kept, and reported only where the
    task seems misspelt. ``is_empty`` is True where the file lists no feature at all;
    ``is_verified`` where, in addition, somebody has verified that there is nothing: SCANEO writes
    an empty list also for an image that has points. ``broken`` is why nothing could be read of the
    file.
    """

    annotations: Sequence[Annotation]
    faults: Sequence[ContentProblem]
    hidden_labels: AbstractSet[str] = frozenset()
    other_tasks: Mapping[int, str] = field(default_factory=dict)
    is_empty: bool = False
    is_verified: bool = False
    broken: Optional[Unreadable] = None

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the file, for users to read."""
        return [fault.problem for fault in self.faults]


def read_annotations(path: str, data: Data) -> FileContent:
    """The annotations of one GeoJSON file. Never raises: what can't be read is a problem."""
    showing = _AnnotationHandler()
    features = read_features(data)
    if features is not None:
        for index, feature in enumerate(features):
            showing.take(index, feature, True)
        return _content(path, [], showing, len(features), features.__getitem__)
    try:
        document = read_document(data, handler=showing)
    except Unreadable as error:
        mend = joined(error.mend, message("content.stays", "The file stays as it is."))
        rule = FILE_ELSEWHERE if error.is_elsewhere else FILE_BROKEN
        problem = rule.problem(path, error.what, mend, error.location)
        # Not the exception itself: its traceback would keep all frames in memory.
        broken = Unreadable(error.what, error.mend, error.location, error.is_elsewhere)
        return FileContent((), (ContentProblem(problem, None),), broken=broken)
    return _content_of(path, document, showing)


def content_of(path: str, document: Document, known: KnownAnnotations = _NOTHING) -> FileContent:
    """Like `read_annotations`, for a file that was read already."""
    return _content_of(path, document, _read_features(document, known))


def _content_of(path: str, document: Document, showing: _AnnotationHandler) -> FileContent:
    faults: list[ContentProblem] = []
    mend = message("content.save-plain", "Save it as plain UTF-8 JSON.")
    if document.bom:
        what = message("content.bom", "It begins with a byte-order mark, on which SCANEO stops.")
        faults.append(ContentProblem(FILE_BOM.problem(path, what, mend), None))
    if not document.strict:
        what = message("content.nan", "It holds NaN or Infinity, which JSON has not.")
        faults.append(ContentProblem(FILE_NAN.problem(path, what, mend), None))
    if document.datum is not None:
        what = message(
            "content.datum",
            "By its crs member, its coordinates are on {datum}. Programs take these for WGS 84, "
            "which is some metres off at most: they are shown as they are.",
            datum=document.datum,
        )
        leave = message("content.leave", "Leave it so.")
        faults.append(ContentProblem(FILE_DATUM.problem(path, what, leave), None))
    content = _content(
        path, faults, showing, len(document.features), lambda at: document.features[at].value
    )
    return replace(content, is_verified=True) if document.is_verified_empty else content


def _content(
    path: str,
    faults: list[ContentProblem],
    showing: _AnnotationHandler,
    count: int,
    value_of: Callable[[int], Any],
) -> FileContent:
    """The content of a file of so many features; ``faults`` is what is wrong with it as a whole,
    ``value_of`` gives the value of a feature."""

    def report(index: int, what: str, mend: str, rule: Rule) -> None:
        faults.append(
            ContentProblem(rule.problem(path, what, mend, feature_location(index)), index)
        )

    for fault in showing.faults:
        report(*fault)
    shown = showing.found
    for index, repeated, rule in _repeated_classes(shown.all, value_of):
        report(index, repeated, DELETE_ONE, rule)
    hidden = () if len(shown) == count else [at for at in range(count) if at not in shown]
    labels = frozenset(_texts(value_of, hidden, "label").values())
    tasks = {
        index: task
        for index, task in _texts(value_of, hidden, "task").items()
        if task not in {known.value for known in Task}
    }
    for index, task in tasks.items():
        meant = likely_task(task)
        if meant is not None:
            write = message("content.write-task", "Write “{task}”.", task=meant.value)
            report(index, not_shown(task), write, TASK_MISSPELT)
    return FileContent(shown.all, faults, labels, tasks, is_empty=not count)


def not_shown(task: str) -> str:
    """The problem of an annotation whose task is none of ours."""
    return message(
        "content.other-task", "Its task is “{task}”, so it is not shown.", task=task[:80]
    )


def likely_task(name: str) -> Optional[Task]:
    """The task that a misspelt name stands for; None where it may be another program's task."""
    known = [task.value for task in Task]
    likely = get_close_matches(name[:80].strip().lower(), known, 1)
    return Task(likely[0]) if likely else None


def _texts(value_of: Callable[[int], Any], indexes: Iterable[int], name: str) -> dict[int, str]:
    """A property of features, where it is a text; it may be of any type."""
    found = {}
    for index in indexes:
        value = value_of(index)
        properties = value.get("properties") if isinstance(value, dict) else None
        text = properties.get(name) if isinstance(properties, dict) else None
        if isinstance(text, str):
            found[index] = text
    return found


def feature_location(index: int) -> Message:
    """How the feature of an index is called in messages; people count from 1."""
    return message("content.feature", "feature {number}", number=index + 1)


class _FeatureFault(NamedTuple):
    """What is wrong with the feature of an index, how to mend it, and which rule is broken."""

    feature_index: int
    what: str
    mend: str
    rule: Rule


class _AnnotationHandler:
    """Gets the features of a file, and keeps the annotations that can be shown and what is
    wrong."""

    def __init__(self, known: Optional[Mapping[int, Annotation]] = None) -> None:
        self._index = 0
        self.found = ShownAnnotations(known)
        self.faults: list[_FeatureFault] = []

    def begin(self) -> None:
        """Forgets the features before: the file has another list."""
        self.found, self.faults = ShownAnnotations(), []

    def take(self, index: int, value: Any, is_strict: bool) -> None:
        """Takes the feature of an index, which is higher than those before."""
        self._index = index
        if not is_strict and not _is_valid(value, self._note_fault):
            return
        annotation = read_annotation(value, index, self._note_fault)
        if annotation is not None:
            self.found.add(index, annotation)

    def _note_fault(self, what: str, mend: str, rule: Rule) -> None:
        self.faults.append(_FeatureFault(self._index, what, mend, rule))


def read_shown(data: Data) -> tuple[Document, ShownAnnotations, set[int]]:
    """A file as a document, its annotations that can be shown, and the indexes of features with a
    fault.

    :raises Unreadable: where it is no document that can be edited.
    """
    showing = _AnnotationHandler()
    document = read_document(data, handler=showing)
    return document, showing.found, {fault.feature_index for fault in showing.faults}


def shown_annotations(document: Document) -> ShownAnnotations:
    """The annotations that can be shown of a file that was read already, by feature index."""
    return _read_features(document, _NOTHING).found


def shown_again(document: Document, known: KnownAnnotations) -> tuple[ShownAnnotations, set[int]]:
    """Like `read_shown`, for a file that was read already; known annotations are not read again."""
    showing = _read_features(document, known)
    return showing.found, {fault.feature_index for fault in showing.faults}


def _read_features(document: Document, known: KnownAnnotations) -> _AnnotationHandler:
    showing = _AnnotationHandler(known.annotations)
    features = document.features
    for index in range(len(features)):
        is_strict = features.is_strict(index)
        known_index = known.index_of(index) if is_strict else None
        if known_index is not None:
            showing.found.add_known(index, known_index)
        else:
            showing.take(index, features[index].value, is_strict)
    return showing


def _is_valid(feature: Any, tell: Report) -> bool:
    """Whether what we interpret of a feature is free of NaN and Infinity; problems go to
    ``tell``."""
    number = message("content.write-number", "Write a number or null.")
    properties = feature.get("properties") if isinstance(feature, dict) else None
    label = properties.get("label") if isinstance(properties, dict) else None
    if isinstance(label, float) and not isfinite(label):
        what = message(
            "content.label-nan", "The label is {value}, which is no text.", value=json.dumps(label)
        )
        mend = message("content.quote-label", "Write it in double quotes.")
        tell(what, joined(mend, KEPT), LABEL_BROKEN)
        return False
    if has_nan(feature):
        what = message(
            "content.feature-nan",
            "Its task, geometry or bbox holds NaN or Infinity, which JSON has not.",
        )
        tell(what, joined(number, KEPT), FEATURE_NAN)
        return False
    tell(
        message(
            "content.property-nan",
            "A property holds NaN or Infinity, which JSON has not: strict programs stop on it.",
        ),
        joined(number, message("content.until-then", "Until then it stays in the file as it is.")),
        PROPERTY_NAN,
    )
    return True


def _repeated_classes(
    annotations: Iterable[Annotation], value_of: Callable[[int], Any]
) -> Iterator[tuple[int, str, Rule]]:
    """The indexes of classifications whose label the image has already."""
    indexes: defaultdict[str, list[int]] = defaultdict(list)
    for annotation in annotations:
        if annotation.task is Task.CLASSIFICATION:
            indexes[annotation.label].append(annotation.feature_index or 0)
    for label, same in indexes.items():
        if len(same) > 1:
            copies = compare_duplicates(same, lambda index: members_of(value_of(index)))
            for index, other, can_go in copies:
                if can_go:
                    what = message(
                        "content.class-twice",
                        "The image is given “{label}” twice: {other} gives it already.",
                        label=label[:80],
                        other=feature_location(other),
                    )
                    yield index, what, CLASS_DUPLICATE
                else:
                    what = message(
                        "content.class-twice-differs",
                        "The image is given “{label}” twice: {other} gives it already, but the "
                        "file says of each what it doesn't of the other.",
                        label=label[:80],
                        other=feature_location(other),
                    )
                    yield index, what, DUPLICATE_DIFFERS


def has_no_feature(data: Optional[Data]) -> bool:
    """Whether a file lists no feature at all, not even one that we don't show."""
    try:
        return data is not None and read_features(data) is None and not read_document(data).features
    except Unreadable:
        return False
