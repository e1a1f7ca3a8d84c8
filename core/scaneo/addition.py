"""New annotations into a file that may have some already: nothing is written twice."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

from .annotations import feature_text
from .change import EMPTY_FILE
from .content import shown_annotations
from .document import read_document
from .geometry import BadAnnotation
from .model import Annotation, Task


class NewFeature(NamedTuple):
    """A new annotation as its feature's JSON, made by `class_text`, `box_text` or `area_text`."""

    task: Task
    text: str


@dataclass(frozen=True)
class Addition:
    """A file after annotations were added.

    ``data`` are its bytes, None where there was and is no file. ``kept`` of the new annotations
    were there already, alike to the last bit; ``added`` are those that were not. ``repeated`` are
    the indexes of classes that another of the new ones gives the image already: they are in
    neither. ``labels`` are the names that the file's annotations use.
    """

    data: Optional[bytes]
    added: int
    kept: int
    deleted: int
    repeated: Sequence[int]
    labels: Collection[str]


def add_to_file(
    base: Optional[bytes], features: Sequence[NewFeature], replaced: Collection[Task]
) -> Addition:
    """Adds features to a file; of the ``replaced`` tasks, what is not among them leaves it.

    All else in the file keeps every character. ``base`` is None where there is no file.

    :raises Unreadable: where ``base`` is no document that can be edited.
    """
    document = read_document(EMPTY_FILE if base is None else base)
    shown = shown_annotations(document)
    tasks = {feature.task for feature in features}.union(replaced)
    known = _places(shown, tasks)
    wanted: set[int] = set()
    classes: set[str] = set()
    added: list[str] = []
    repeated: list[int] = []
    for index, feature in enumerate(features):
        if feature.task is Task.CLASSIFICATION:
            if feature.text in classes:
                repeated.append(index)
                continue
            classes.add(feature.text)
        places = known.get(feature.text)
        if places:
            wanted.add(places.popleft())
        else:
            added.append(feature.text)
    texts: dict[int, Optional[str]] = {
        place: None
        for place, annotation in shown.items()
        if annotation.task in replaced and place not in wanted
    }
    deleted = len(texts)
    data = base
    if added or deleted:
        data = document.rewrite(texts, added)
    labels = {shown[place].label for place in shown if place not in texts}
    return Addition(data, len(added), len(wanted), deleted, repeated, labels)


def _places(shown: dict[int, Annotation], tasks: Collection[Task]) -> dict[str, deque[int]]:
    """Where the file has what these tasks' annotations would be written as, oldest first."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, annotation in shown.items():
        if annotation.task not in tasks:
            continue
        try:
            places[feature_text(annotation)].append(place)
        except BadAnnotation:  # it can't be written again, so it is not one of the new ones
            continue
    return places
