"""Adds new annotations to a file that may already have some, without writing any twice."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

from ...base.geometry import BadAnnotation, wound_coordinates
from ...base.model import Annotation, Task
from .change import EMPTY_FILE
from .content import read_shown
from .feature_text import area_text, feature_text


class NewFeature(NamedTuple):
    """A new annotation as its feature's JSON, made by `class_text`, `box_text` or `area_text`."""

    task: Task
    text: str


@dataclass(frozen=True)
class Addition:
    """A file after annotations were added.

    ``data`` are its bytes, None where there was and is no file. ``kept`` counts the new annotations
    that the file had already, equal to the last bit; ``added`` counts the others. ``repeated`` are
    the indexes of classes that an earlier one of the new annotations gives the image already; they
    count as neither. ``labels`` are the names that the file's annotations use; ``deleted_tasks``
    has the task of each annotation that was removed.
    """

    data: Optional[bytes]
    added: int
    kept: int
    deleted: int
    repeated: Sequence[int]
    labels: Collection[str]
    deleted_tasks: Collection[Task]


def add_to_file(
    base: Optional[bytes], features: Sequence[NewFeature], replaced: Collection[Task]
) -> Addition:
    """Adds features to a file; annotations of the ``replaced`` tasks that are not among them are
    removed.

    Everything else in the file keeps its characters. ``base`` is None where there is no file.

    :raises Unreadable: where ``base`` is no document that can be edited.
    """
    document, shown, _ = read_shown(EMPTY_FILE if base is None else base)
    repeated = _repeated(features)
    new = [feature.text for index, feature in enumerate(features) if index not in repeated]
    tasks = {feature.task for feature in features}
    known = {
        feature_index: shown[feature_index]
        for feature_index in shown
        if shown[feature_index].task in tasks
    }
    new, wanted = _take_out(
        new, {feature_index: [document.text_of(feature_index)] for feature_index in known}
    )
    if new:  # another program may have written the same in other characters; comparing takes long
        rest = {
            feature_index: _texts(known[feature_index])
            for feature_index in known
            if feature_index not in wanted
        }
        new, more = _take_out(new, rest)
        wanted |= more
    texts: dict[int, Optional[str]] = {
        feature_index: None
        for feature_index, annotation in shown.items()
        if annotation.task in replaced and feature_index not in wanted
    }
    deleted = len(texts)
    data = base
    if new or deleted:
        data = document.rewrite(texts, new)
    labels = {shown[feature_index].label for feature_index in shown if feature_index not in texts}
    gone = {shown[feature_index].task for feature_index in texts}
    return Addition(data, len(new), len(wanted), deleted, sorted(repeated), labels, gone)


def _repeated(features: Sequence[NewFeature]) -> set[int]:
    """The indexes of classes that an earlier feature gives the image already."""
    classes: set[str] = set()
    found: set[int] = set()
    for index, feature in enumerate(features):
        if feature.task is Task.CLASSIFICATION:
            if feature.text in classes:
                found.add(index)
            classes.add(feature.text)
    return found


def _take_out(new: Sequence[str], known: Mapping[int, Iterable[str]]) -> tuple[list[str], set[int]]:
    """Which of the new texts are not in the file yet, and the indexes of the features that equal
    the others, in file order."""
    indexes: dict[str, deque[int]] = defaultdict(deque)
    for index, texts in known.items():
        for text in texts:
            indexes[text].append(index)
    left: list[str] = []
    taken: set[int] = set()
    for text in new:
        found = indexes.get(text)
        while found and found[0] in taken:
            found.popleft()
        if found:
            taken.add(found.popleft())
        else:
            left.append(text)
    return left, taken


def _texts(annotation: Annotation) -> set[str]:
    """The texts in which an annotation may have been written: wound anew, or as it is. Libraries
    disagree on how a part with next to no area is wound."""
    try:
        texts = {feature_text(annotation)}
        if annotation.task is Task.SEGMENTATION and annotation.wkb is not None:
            texts.add(area_text(annotation.label, wound_coordinates(annotation.wkb)))
    except BadAnnotation:
        return set()
    return texts
