"""The new bytes of a file whose annotations were edited."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, Optional

from ...base.geometry import BadAnnotation
from ...base.large_bytes import (
    Data,
    Piece,
    has_bytes_at,
    joined_data,
    parts_of,
    sha256_of,
)
from ...base.messages import joined, message
from ...base.model import Annotation, Task
from ...base.rules import CLASS_DUPLICATE, Rule
from ..geojson.document import Document, read_document
from .annotations import check_label, same_shape
from .content import read_shown
from .feature_text import feature_text
from .members import Members, members_of

_NO_SOURCES: Mapping[int, str] = MappingProxyType({})
_ANY = -1  # stands for any annotation's index
_AS_READ = message("change.as-read", "The file keeps what it had.")
EMPTY_FILE = b'{"type": "FeatureCollection", "features": []}'
VERIFIED_FILE = b'{"type": "FeatureCollection", "features": [ ]}'
"""That of an image that somebody has verified to have none: its list is as no program writes it by
itself (`Document.is_verified_empty`)."""


class RefusedAnnotation(NamedTuple):
    """Why one of the given annotations is not written as it is: ``which`` is its index."""

    which: int
    what: str
    mend: str
    rule: Rule


@dataclass
class Change:
    """A file's new bytes, and what changed in it.

    ``pieces`` make up the file without a second copy in memory; None where there is no file and
    nothing to write. ``indexes`` has each annotation's feature index in the new file, None where it
    is not in it. ``kept`` maps old feature indexes to new ones, for features that stay without
    being one of the annotations.
    """

    pieces: Optional[Sequence[Piece]]
    indexes: list[Optional[int]]
    added: int = 0
    changed: int = 0
    deleted: int = 0
    faults: list[RefusedAnnotation] = field(default_factory=list)
    kept: Mapping[int, int] = field(default_factory=dict)

    @property
    def data(self) -> Optional[bytes]:
        """The new bytes as one object."""
        if self.pieces is not None and not (
            len(self.pieces) == 1 and isinstance(self.pieces[0], bytes)
        ):
            self.pieces = (b"".join(parts_of(*self.pieces)),)
        return None if self.pieces is None else bytes(self.pieces[0])

    @data.setter
    def data(self, data: Optional[bytes]) -> None:
        self.pieces = None if data is None else (data,)

    @property
    def large_data(self) -> Optional[Data]:
        """Like `data`, but a large file is not kept in memory."""
        return None if self.pieces is None else joined_data(*self.pieces)

    def gives(self, data: Optional[Data]) -> bool:
        """Whether the new bytes equal these."""
        if data is None or self.pieces is None:
            return data is None and self.pieces is None
        if sum(map(len, self.pieces)) != len(data):
            return False
        at = 0
        for piece in self.pieces:
            for part in parts_of(piece) if piece is not data else ():
                if not has_bytes_at(data, at, part):
                    return False
                at += len(part)
        return True

    @property
    def digest(self) -> Optional[str]:
        """The SHA-256 digest of the new bytes."""
        return None if self.pieces is None else sha256_of(*self.pieces)


class FileAction(Enum):
    """What an export does with a file."""

    UNCHANGED = "nobody edited it"
    WRITE = "it is to be written"
    WRITTEN = "it is written already: an export was stopped before it could say so"
    CONFLICT = "it changed on disk since it was read"


def decide_action(base: Optional[bytes], new: Optional[bytes], disk: Optional[bytes]) -> FileAction:
    """Compares what was read, what is to be written and what the folder has now."""
    if disk == new:
        return FileAction.UNCHANGED if new == base else FileAction.WRITTEN
    if disk != base:
        return FileAction.CONFLICT
    return FileAction.WRITE


def change_file(
    base: Optional[Data],
    annotations: Sequence[Annotation],
    is_verified: bool = False,
    anew: Collection[int] = (),
    kept: Collection[int] = (),
    sources: Mapping[int, str] = _NO_SOURCES,
) -> Change:
    """The bytes of a file whose annotations are now these.

    ``base`` is what was read, None for a file that doesn't exist yet. An annotation with a
    ``feature_index`` is the feature that was read there; where several have the same (copies, or
    the parts of a split one), the first is, and the others are new. Features that we don't show
    stay in the file. With ``is_verified``, an image without annotations gets a file with an empty
    list. Annotations of the indexes ``anew`` are rewritten though nobody edited them, so that
    outline and bbox of a box agree. Features of the indexes ``kept`` stay in the file, even where
    none of the annotations is that feature. ``sources`` has the JSON of features of other files, by
    the index of the annotation that comes from there: such an annotation is written as an edit of
    that JSON.

    :raises Unreadable: where ``base`` is no document that can be edited.
    """
    document, shown, _ = read_shown(EMPTY_FILE if base is None else base)
    change = change_document(base, document, shown, annotations, anew, kept, sources)
    if len(document.features) + change.added == change.deleted:
        change.data = _with_verified(change.data, is_verified)
    return change


def _with_verified(data: Optional[bytes], is_verified: bool) -> Optional[bytes]:
    """A file without features, marked as verified or not; nothing else changes."""
    if data is None:
        return VERIFIED_FILE if is_verified else None
    document = read_document(data)
    if is_verified == document.is_verified_empty:
        return data
    return document.with_empty_list(is_verified)


def change_document(
    base: Optional[Data],
    document: Document,
    shown: Mapping[int, Annotation],
    annotations: Sequence[Annotation],
    anew: Collection[int] = (),
    kept: Collection[int] = (),
    sources: Mapping[int, str] = _NO_SOURCES,
) -> Change:
    """Like `change_file`, for a file that was read already: its document, and its shown
    annotations."""
    edit = _FileChange(document, shown, annotations, sources)
    edit.keep_unchanged(anew)
    edit.keep_indexes(kept)
    edit.write_others()
    return edit.change(base)


def match_indexes(
    shown: Mapping[int, Annotation], annotations: Sequence[Annotation]
) -> dict[int, int]:
    """Index of annotation -> index of the feature that it was read from.

    Where several annotations have the same feature index, the first one gets it. ``shown`` are the
    file's annotations by feature index.
    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for index, annotation in enumerate(annotations):
        feature_index = annotation.feature_index
        old = shown.get(-1 if feature_index is None else feature_index)
        if (
            feature_index is not None
            and old
            and old.task is annotation.task
            and feature_index not in taken
        ):
            matched[index] = feature_index
            taken.add(feature_index)
    return matched


class _FileChange:
    """The state of one file's change: which annotation is which feature, and the texts that
    change."""

    def __init__(
        self,
        document: Document,
        shown: Mapping[int, Annotation],
        annotations: Sequence[Annotation],
        sources: Mapping[int, str],
    ) -> None:
        self._document = document
        self._sources = sources
        self._shown = shown
        self._annotations = annotations
        self._matched = match_indexes(self._shown, annotations)
        # By feature index; 1: it is shown, and no annotation is this feature any more.
        self._left = bytearray(len(document.features))
        for index in shown:
            self._left[index] = 1
        self._texts: dict[int, str] = {}  # by feature index, of those that change
        self._added: dict[int, str] = {}  # by annotation's index
        self._anew: Collection[int] = ()
        # By label: index of the annotation that is this class, and feature index where it has one.
        self._classes: defaultdict[str, list[tuple[int, Optional[int]]]] = defaultdict(list)
        self._changed = 0
        self._faults: list[RefusedAnnotation] = []
        self._kept: list[int] = []

    def keep_unchanged(self, anew: Collection[int]) -> None:
        self._anew = anew
        for index, feature_index in self._matched.items():
            if index in anew:
                continue
            new, old = self._annotations[index], self._shown[feature_index]
            try:
                if old.label != new.label or not same_shape(old, new):
                    continue
            except BadAnnotation as error:
                mend = joined(error.mend, _AS_READ)
                self._faults.append(RefusedAnnotation(index, error.what, mend, error.rule))
            self._keep(feature_index)

    def keep_indexes(self, indexes: Collection[int]) -> None:
        matched = set(self._matched.values())
        self._kept = [one for one in indexes if one in self._shown and one not in matched]
        for index in self._kept:
            self._keep(index)

    def write_others(self) -> None:
        for index, annotation in enumerate(self._annotations):
            feature_index = self._matched.get(index)
            if feature_index is not None and not self._left[feature_index]:
                continue
            if annotation.task is Task.CLASSIFICATION and self._is_said(index, feature_index):
                # Leaving it out loses nothing: the image keeps the label with all its members.
                mend = message("change.once", "It is written once.")
                what = message("change.label-already", "The image has this label already.")
                self._faults.append(RefusedAnnotation(index, what, mend, CLASS_DUPLICATE))
                continue
            try:
                text = self._text(index, annotation, feature_index)
            except BadAnnotation as error:
                self._faults.append(RefusedAnnotation(index, error.what, error.mend, error.rule))
                if feature_index is not None:
                    self._keep(feature_index)
                continue
            if feature_index is not None and self._says_the_same(feature_index, text):
                # In the layer it is wound the other way; the file is right.
                self._keep(feature_index)
                continue
            if annotation.task is Task.CLASSIFICATION:
                self._classes[annotation.label].append((index, feature_index))
            if feature_index is None:
                self._added[index] = text
            else:
                self._texts[feature_index] = text
                self._left[feature_index] = 0
                self._changed += 1

    def _is_said(self, index: int, feature_index: Optional[int]) -> bool:
        """Whether the image has this class already, with all members that this one has."""
        having = self._classes.get(self._annotations[index].label)
        if not having:
            return False
        own = self._members(index, feature_index)
        return any(self._members(*other) >= own for other in having)

    def _members(self, index: int, feature_index: Optional[int]) -> Members:
        if feature_index is not None:
            return members_of(self._document.features[feature_index].value)
        text = self._sources.get(index)
        return frozenset() if text is None else members_of(json.loads(text))

    def _text(self, index: int, annotation: Annotation, feature_index: Optional[int]) -> str:
        check_label(annotation.label)
        if feature_index is None:
            source = self._sources.get(index)
            value = None if source is None else json.loads(source)
            return feature_text(annotation, value, source)
        base = self._document.features[feature_index]
        text = self._document.text_of(feature_index)
        return feature_text(annotation, base.value, text, index in self._anew)

    def _says_the_same(self, index: int, text: str) -> bool:
        base = self._document.features[index]
        if base.strict:
            return bool(json.loads(text) == base.value)
        # NaN does not equal itself: compare the texts.
        return json.dumps(json.loads(text)) == json.dumps(base.value)

    def _keep(self, index: int) -> None:
        self._left[index] = 0
        if self._shown[index].task is Task.CLASSIFICATION:
            self._classes[self._shown[index].label].append((_ANY, index))

    def change(self, base: Optional[Data]) -> Change:
        deleted = sum(self._left)
        indexes, kept = self._new_indexes()
        pieces: Optional[Sequence[Piece]] = None if base is None else (base,)
        if self._added or self._changed or deleted:
            gone: dict[int, Optional[str]] = {
                index: None for index, is_left in enumerate(self._left) if is_left
            }
            pieces = self._document.rewritten({**gone, **self._texts}, list(self._added.values()))
        added, changed = len(self._added), self._changed
        return Change(pieces, indexes, added, changed, deleted, self._faults, kept)

    def _new_indexes(self) -> tuple[list[Optional[int]], dict[int, int]]:
        new_index, count = array("q"), 0  # by feature index; -1 for a deleted one
        for is_left in self._left:
            new_index.append(-1 if is_left else count)
            count += not is_left
        indexes: list[Optional[int]] = [None] * len(self._annotations)
        for index, old in self._matched.items():
            indexes[index] = None if self._left[old] else new_index[old]
        for number, index in enumerate(self._added):
            indexes[index] = count + number
        return indexes, {feature_index: new_index[feature_index] for feature_index in self._kept}
