"""Finds which feature of one file is which feature of another.

SCANEO reverses the order of a file's features at every export, and other programs write any order,
so the index says nothing. Features are paired by one criterion after the other, the most certain
first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, Callable, NamedTuple, Optional

from ....base.geometry import BadAnnotation
from ....base.large_bytes import Data
from ....base.model import Annotation, Task
from ...geojson.document import Document, read_document
from ..change import EMPTY_FILE, Change, change_document
from ..content import FileContent, KnownAnnotations, content_of, read_shown, shown_again
from .index_maps import IndexMap, IndexSet
from .queues import KeyedQueues
from .similarity import (
    Check,
    best_pairs,
    content_key,
    is_same_content,
    never_stop,
    shape_key,
    shifts,
)

_MOST_VALUES = 10_000  # values that are kept: all of them may take more memory than the file
_LEAST_OVERLAP = 0.5  # IoU: with less, it is more likely another annotation than the same one moved
Key = Callable[[int], Optional[Hashable]]
"""What features of two files that belong together share, by feature index; None for nothing."""


class Version:
    """One version of a file: its annotations by feature index, and the features themselves.

    What it has in common with ``known``, another version, is not parsed again.

    :raises Unreadable: where it is no document that can be edited.
    """

    def __init__(self, data: Optional[Data], known: Optional[Version] = None) -> None:
        self._data = data
        self._known = known
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

    def _is_sound(self, index: int) -> bool:
        """Whether a feature is an annotation without a fault."""
        return index not in self._faulty and index in self.shown

    def _shared_with(self, document: Document) -> KnownAnnotations:
        """The annotations that a document has in common with this one, by their indexes there."""

        def known_index_of(index: int) -> Optional[int]:
            known_index: int = document.shared.get(index, -1)
            return known_index if self._is_sound(known_index) else None

        return KnownAnnotations(self.shown, known_index_of)

    def content(self, path: str) -> FileContent:
        """The content of the file as `read_annotations` gives it; ``path`` is for its problems."""
        known = KnownAnnotations(self.shown, lambda index: index if self._is_sound(index) else None)
        return content_of(path, self._document, known)

    def change(self, annotations: Sequence[Annotation]) -> Change:
        """The file with these annotations, as `change_file` gives it."""
        return change_document(self._data, self._document, self.shown, annotations)

    def text(self, index: int) -> str:
        """A feature's characters."""
        return self._document.text_of(index)

    def digest(self, index: int) -> bytes:
        """A digest of a feature's characters, which takes less memory than these."""
        return blake2b(self._document.features.bytes_of(index), digest_size=16).digest()

    def value(self, index: int) -> str:
        """A feature's JSON in a canonical form, however it is written in the file."""
        value = self._values.get(index)
        if value is None:
            value = canonical(self._document.features[index].value, self.text(index))
            if len(self._values) < _MOST_VALUES:
                self._values[index] = value
        return value

    def members(self, index: int) -> Mapping[str, object]:
        """A feature without its label: everything else that the file says of it."""
        feature: Any = self._document.features[index].value
        left = {name: value for name, value in feature["properties"].items() if name != "label"}
        return {**feature, "properties": left}

    def has_as_is(self, index: int, other_index: int) -> bool:
        """Whether the known version has the same characters at ``other_index``. False does not
        prove that it hasn't."""
        return self._document.shared.get(index) == other_index

    def shared_with(self, other: Version) -> Iterator[tuple[int, int]]:
        """Features of which is known that they have the same characters in another version, by
        index here and there. Of copies there, the first one stands for all."""
        shared, version = self._document.shared, self._known
        while version is not None and version is not other:
            shared, version = shared.through(version._document.shared), version._known
        return iter(()) if version is None else shared.pairs()

    def content_key(self, index: int) -> Optional[Hashable]:
        """Task, label and shape: all that we show of it."""
        return content_key(self.shown[index])

    def shape(self, index: int) -> Optional[Hashable]:
        """Task and shape, without the label; None for a classification."""
        annotation = self.shown[index]
        if annotation.task is Task.CLASSIFICATION:
            return None
        try:
            return annotation.task, shape_key(annotation)
        except BadAnnotation:
            return None

    @property
    def may_have_names(self) -> bool:
        """False where no feature has a `name`; True where it would have to be looked for."""
        return not isinstance(self._data, bytes) or _may_have_id(self._data)

    def name(self, index: int) -> Optional[Hashable]:
        """The task and the ``id`` that another program gave the feature, where it can serve as a
        name."""
        text = self._document.features.bytes_of(index)
        if not _may_have_id(text):
            return None
        value: Any = self._document.features[index].value.get("id")
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return None
        return self.shown[index].task, type(value), value


def canonical(value: Any, text: str) -> str:
    """A feature's JSON in a canonical form; ``text`` is how it is written in its file."""
    try:
        return json.dumps(value, sort_keys=True)
    except RecursionError:  # nested too deeply for the present call stack
        return text


def _may_have_id(text: bytes) -> bool:
    """Whether there can be a member ``id``, which may be written with an escape."""
    return b'"id"' in text or b"\\" in text


class Matching:
    """Pairs of feature indexes in two versions of a file, one to one."""

    def __init__(self, base: Version, theirs: Version, check: Check = never_stop) -> None:
        self._base, self._theirs = base, theirs
        self._check = check
        self.pairs = IndexMap()
        self.free = IndexSet(theirs.shown)
        """Indexes in theirs that are not paired yet."""

    def match_same(self, indexes: Iterable[int]) -> list[int]:
        """Pairs indexes of base with equal features.

        Returns the indexes that are left.
        """
        base, theirs = self._base, self._theirs
        left = self._match_shared(list(indexes))
        for mine, other in (
            (base.digest, theirs.digest),
            (base.value, theirs.value),
            (base.content_key, theirs.content_key),
        ):
            left = self._match(left, mine, other)
        return left

    def _match_shared(self, indexes: Sequence[int]) -> list[int]:
        """Pairs features that were found to have the same characters when the files were read:
        nearly all, without a look at them. Of copies, only the first ones; for the others, `_match`
        goes on with these. Returns the indexes that are left."""
        base, theirs = self._base, self._theirs
        waiting, free = IndexSet(indexes), self.free
        flipped = ((index, other) for other, index in theirs.shared_with(base))
        for index, other in chain(base.shared_with(theirs), flipped):
            if index in waiting and other in free:
                self._pair(index, other)
                waiting.remove(index)
        return [index for index in indexes if index in waiting]

    def match_changed(self, indexes: Iterable[int]) -> None:
        """Pairs indexes of base with the features that they most likely became.

        First equal features, then by an ``id`` that is unique in the file, then by equal shape with
        another label, then the image's only class, then by the best overlap, then shapes that have
        moved by no more than their size.
        """
        base, theirs = self._base, self._theirs
        left = self.match_same(indexes)
        if left and base.may_have_names and theirs.may_have_names:
            mine = _unique(base.name, base.shown)
            left = self._match(left, mine, _unique(theirs.name, theirs.shown))
        left = self._match(left, base.shape, theirs.shape)
        left = self._match(left, _only_class(base, left), _only_class(theirs, self.free))
        shapes = {index: base.shown[index] for index in left}
        others = {index: theirs.shown[index] for index in self.free}
        for _, index, other_index in best_pairs(shapes, others, _LEAST_OVERLAP, check=self._check):
            self._pair(index, other_index)
        shapes = {index: one for index, one in shapes.items() if index not in self.pairs}
        others = {index: theirs.shown[index] for index in self.free}
        for _, index, other_index in shifts(shapes, others, self._check):
            if index not in self.pairs and other_index in self.free:
                self._pair(index, other_index)

    def take(self, keys: Mapping[int, Optional[Hashable]]) -> dict[int, int]:
        """Gives each annotation, by its `content_key`, an unpaired feature with the same key."""
        found: dict[int, int] = {}
        waiting = self._waiting(self._theirs.content_key) if keys else KeyedQueues()
        for which, key in keys.items():
            index = None if key is None else waiting.take(key)
            if index is not None:
                found[which] = index
                self.free.remove(index)
        return found

    def _match(self, indexes: Sequence[int], mine: Key, other: Key) -> list[int]:
        """Pairs features with equal keys, in order; returns the indexes that are left."""
        waiting = self._waiting(other) if indexes else KeyedQueues()
        left: list[int] = []
        for index in indexes:
            self._check()
            key = mine(index) if waiting else None
            counterpart = None if key is None else waiting.take(key)
            if counterpart is not None:
                self._pair(index, counterpart)
            else:
                left.append(index)
        return left

    def _waiting(self, key: Key) -> KeyedQueues:
        waiting = KeyedQueues()
        for index in self.free:
            waiting.add(key(index), index)
        return waiting

    def _pair(self, index: int, other: int) -> None:
        self.pairs[index] = other
        self.free.remove(other)


class Difference(NamedTuple):
    """How many annotations of a file are added, changed and deleted."""

    added: int
    changed: int
    deleted: int


def compare_versions(old: Optional[Data], new: Optional[Data]) -> Difference:
    """What changes in a file's annotations where another version replaces it.

    :raises Unreadable: where one of them is no document that can be edited.
    """
    before = Version(old)
    after = Version(new, before)
    matching = Matching(before, after)
    matching.match_changed(before.shown)
    pairs = matching.pairs.items()
    changed = sum(
        not is_same_content(before.shown[one], after.shown[other]) for one, other in pairs
    )
    return Difference(len(matching.free), changed, len(before.shown) - len(matching.pairs))


def _unique(key: Key, indexes: Iterable[int]) -> Key:
    """Like ``key``, but None where several features have the same key."""
    counts = Counter(key(index) for index in indexes)
    return lambda index: key(index) if counts[key(index)] == 1 else None


def _only_class(version: Version, indexes: Iterable[int]) -> Key:
    """A key for the only classification among the given features, whose label may have changed."""
    classes = [index for index in indexes if version.shown[index].task is Task.CLASSIFICATION]
    return lambda index: True if classes == [index] else None
