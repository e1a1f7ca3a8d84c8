"""Which feature of one file is which of another.

SCANEO writes a file's features in reverse at every trip, other programs as they like, so the place
in a file says nothing. One rule after the other pairs what is left, the surest first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Callable, NamedTuple, Optional

from ....base.geometry import BadAnnotation
from ....base.large_bytes import Data
from ....base.model import Annotation, Task
from ...geojson.document import Document, read_document
from ..change import EMPTY_FILE, Change, change_document
from ..content import FileContent, Known, content_of, read_shown, shown_again
from .index_maps import IndexMap, IndexSet
from .overlap import Check, alike, best_overlaps, look_key, never_stop, shape_key, shifts
from .queues import KeyedQueues

_MOST_VALUES = 10_000  # that are kept: as many as there are take more memory than the file
_LEAST_OVERLAP = 0.5  # IoU: less than that is rather another annotation than the same one, moved
Key = Callable[[int], Optional[Hashable]]
"""What features of two files that belong together share, by their place; None for nothing."""


class Version:
    """One version of a file: its annotations by their places, and the features behind them.

    What it has in common with ``known``, another version, is not read again.

    :raises Unreadable: where it is no document that can be edited.
    """

    def __init__(self, data: Optional[Data], known: Optional[Version] = None) -> None:
        self._data = data
        self._values: dict[int, str] = {}
        self._document: Document
        self.shown: Mapping[int, Annotation]
        self._faulty: set[int]
        content = EMPTY_FILE if data is None else data
        if known is None:
            self._document, self.shown, self._faulty = read_shown(content)
        else:
            self._document = read_document(content, known._document)
            shared = known._shared_with(self._document)
            self.shown, self._faulty = shown_again(self._document, shared)

    def _is_sound(self, place: int) -> bool:
        """Whether a feature is an annotation and has no fault."""
        return place not in self._faulty and place in self.shown

    def _shared_with(self, document: Document) -> Known:
        """The annotations that a document has in common with this one, by their places there."""

        def place_of(place: int) -> Optional[int]:
            known_place = document.shared.get(place, -1)
            return known_place if self._is_sound(known_place) else None

        return Known(self.shown, place_of)

    def content(self, path: str) -> FileContent:
        """What the file at a path holds, as `read_annotations` gives it."""
        known = Known(self.shown, lambda place: place if self._is_sound(place) else None)
        return content_of(path, self._document, known)

    def change(self, annotations: Sequence[Annotation]) -> Change:
        """The file with these annotations, as `change_file` gives it."""
        return change_document(self._data, self._document, self.shown, annotations)

    def text(self, place: int) -> str:
        """A feature's characters."""
        return self._document.text_of(place)

    def mark(self, place: int) -> bytes:
        """What tells a feature's characters from others, in less memory than these take."""
        return blake2b(self._document.features.bytes_of(place), digest_size=16).digest()

    def value(self, place: int) -> str:
        """A feature's JSON whatever it is spelt like."""
        value = self._values.get(place)
        if value is None:
            try:
                value = json.dumps(self._document.features[place].value, sort_keys=True)
            except RecursionError:  # it was read with fewer calls under way
                value = self.text(place)
            if len(self._values) < _MOST_VALUES:
                self._values[place] = value
        return value

    def members(self, place: int) -> Mapping[str, object]:
        """A feature without its label: all that its file says of it besides."""
        feature: Any = self._document.features[place].value
        left = {name: value for name, value in feature["properties"].items() if name != "label"}
        return {**feature, "properties": left}

    def has_as_is(self, place: int, other_place: int) -> bool:
        """Whether the known version has a feature in the same characters at another place; it may
        have them there though it is not known."""
        return self._document.shared.get(place) == other_place

    def look(self, place: int) -> Optional[Hashable]:
        """Task, label and shape: all that we show of it."""
        return look_key(self.shown[place])

    def shape(self, place: int) -> Optional[Hashable]:
        """Task and shape, whatever the label; a classification has none."""
        annotation = self.shown[place]
        if annotation.task is Task.CLASSIFICATION:
            return None
        try:
            return annotation.task, shape_key(annotation)
        except BadAnnotation:
            return None

    def name(self, place: int) -> Optional[Hashable]:
        """The task and the ``id`` that another program gave it, where it can be a name."""
        text = self._document.features.bytes_of(place)
        if b'"id"' not in text and b"\\" not in text:  # nor is it spelt in another way
            return None
        value: Any = self._document.features[place].value.get("id")
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return None
        return self.shown[place].task, type(value), value


class Matching:
    """Pairs of places in two versions of a file, one to one."""

    def __init__(self, base: Version, theirs: Version, check: Check = never_stop) -> None:
        self._base, self._theirs = base, theirs
        self._check = check
        self.pairs = IndexMap()
        self.free = IndexSet(theirs.shown)
        """Places in theirs that have no counterpart yet."""

    def match_same(self, places: Iterable[int]) -> list[int]:
        """Pairs places of base with features that are the same, at least to look at.

        Answers the places that are left.
        """
        base, theirs = self._base, self._theirs
        left = list(places)
        for mine, other in (
            (base.mark, theirs.mark),
            (base.value, theirs.value),
            (base.look, theirs.look),
        ):
            left = self._match(left, mine, other)
        return left

    def match_changed(self, places: Iterable[int]) -> None:
        """Pairs places of base with what seems to have become of them.

        First the same ones, then by an ``id`` that no other in the file has, then the same shape
        with another label, then the image's only class, then by the best overlap, then what has
        moved by no more than its size.
        """
        base, theirs = self._base, self._theirs
        left = self.match_same(places)
        left = self._match(left, _unique(base.name, base.shown), _unique(theirs.name, theirs.shown))
        left = self._match(left, base.shape, theirs.shape)
        left = self._match(left, _only_class(base, left), _only_class(theirs, self.free))
        shapes = {place: base.shown[place] for place in left}
        others = {place: theirs.shown[place] for place in self.free}
        for _, place, other_place in best_overlaps(
            shapes, others, _LEAST_OVERLAP, check=self._check
        ):
            self._pair(place, other_place)
        shapes = {place: one for place, one in shapes.items() if place not in self.pairs}
        others = {place: theirs.shown[place] for place in self.free}
        for _, place, other_place in shifts(shapes, others, self._check):
            if place not in self.pairs and other_place in self.free:
                self._pair(place, other_place)

    def take(self, keys: Mapping[int, Optional[Hashable]]) -> dict[int, int]:
        """Gives each of these annotations, by their `look_key`, a free feature that looks so."""
        found: dict[int, int] = {}
        waiting = self._waiting(self._theirs.look) if keys else KeyedQueues()
        for which, key in keys.items():
            place = None if key is None else waiting.take(key)
            if place is not None:
                found[which] = place
                self.free.remove(place)
        return found

    def _match(self, places: Sequence[int], mine: Key, other: Key) -> list[int]:
        """Pairs what has equal keys, in order; answers the places that are left."""
        waiting = self._waiting(other) if places else KeyedQueues()
        left: list[int] = []
        for place in places:
            self._check()
            key = mine(place) if waiting else None
            counterpart = None if key is None else waiting.take(key)
            if counterpart is not None:
                self._pair(place, counterpart)
            else:
                left.append(place)
        return left

    def _waiting(self, key: Key) -> KeyedQueues:
        waiting = KeyedQueues()
        for place in self.free:
            waiting.add(key(place), place)
        return waiting

    def _pair(self, place: int, other: int) -> None:
        self.pairs[place] = other
        self.free.remove(other)


class Difference(NamedTuple):
    """How many annotations of a file are added, changed and deleted."""

    added: int
    changed: int
    deleted: int


def compare_versions(old: Optional[Data], new: Optional[Data]) -> Difference:
    """What becomes of a file's annotations where another version takes its place.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    before = Version(old)
    after = Version(new, before)
    matching = Matching(before, after)
    matching.match_changed(before.shown)
    pairs = matching.pairs.items()
    changed = sum(not alike(before.shown[one], after.shown[other]) for one, other in pairs)
    return Difference(len(matching.free), changed, len(before.shown) - len(matching.pairs))


def _unique(key: Key, places: Iterable[int]) -> Key:
    """As ``key``, but None where several places share it."""
    counts = Counter(key(place) for place in places)
    return lambda place: key(place) if counts[key(place)] == 1 else None


def _only_class(version: Version, places: Iterable[int]) -> Key:
    """A key for the only classification among some places: its label may have changed."""
    classes = [place for place in places if version.shown[place].task is Task.CLASSIFICATION]
    return lambda place: True if classes == [place] else None
