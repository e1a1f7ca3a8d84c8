"""A GeoJSON file's bytes with known offsets, so that an edit replaces only what it edits.

A file is never parsed and serialised again as a whole. Number formats, key order, indentation and
all members that we don't interpret stay as they are, because their characters are never touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Optional, Protocol, Union

from ...base.garbage import no_collection_of_garbage
from ...base.large_bytes import Data, Piece, parts_of, span
from ...base.messages import message
from .crs import foreign_crs, taken_for_wgs84
from .extent import extent_of, renewed_bbox
from .features import Features, SharedIndexes
from .reader import FileReader, Unreadable

_LAST_KEY = re.compile(rb'(,?)\s*"bbox"\s*:\s*\Z')
_POSITION = re.compile(rb'"coordinates"\s*:[\s\[]*([^\]]*)')
_NEAR = 1000  # bytes: a feature's first position seldom begins later
_ALIKE = 8  # features: more seldom begin with the same position


class _Member(NamedTuple):
    """A member of the collection; the characters of its value are ``text[start:end]``."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A FeatureCollection's bytes and the offsets of its features.

    ``start`` and ``end`` are the offsets after the ``[`` and before the ``]`` of ``features``,
    ``first`` is the one after a byte-order mark. ``shared`` maps the index of each feature that
    another version of the file has in the same characters to its index there. ``bbox`` is the
    collection's, if it has one; ``datum`` is the datum that it names, where that is not WGS 84 but
    is taken for it.
    """

    data: Data
    start: int
    end: int
    features: Features
    first: int
    strict: bool
    shared: SharedIndexes = field(default_factory=SharedIndexes)
    bbox: Optional[_Member] = None
    datum: Optional[str] = None

    @property
    def is_verified_empty(self) -> bool:
        """Whether its list is ``[ ]``, as we write it where somebody has verified that there is
        nothing. SCANEO writes ``[]``, also for an image with points, which it leaves out."""
        return self.end - self.start == 1 and self.data[self.start] == ord(" ")

    def with_empty_list(self, is_verified: bool) -> bytes:
        """The file without features; ``is_verified``: somebody has verified that there are none."""
        head, tail = self._span(self.first, self.start), self._span(self.end, len(self.data))
        pieces: list[Piece] = [head, b" " if is_verified else b"", tail]
        self._renew_bbox(pieces, self.end, dict.fromkeys(range(len(self.features))), ())
        return b"".join(parts_of(*pieces))

    @property
    def bom(self) -> bool:
        """Whether it begins with a byte-order mark."""
        return self.first > 0

    def text_of(self, index: int) -> str:
        """A feature's characters."""
        return self.features.bytes_of(index).decode("utf-8")

    def rewrite(self, replaced: Mapping[int, Optional[str]], added: Sequence[str]) -> bytes:
        """The file with some features replaced (None deletes one) and others added at the end.

        Keys of ``replaced`` are feature indexes. All other characters stay, except for a byte-order
        mark: SCANEO can't read a file that has one.
        """
        return b"".join(parts_of(*self.rewritten(replaced, added)))

    def rewritten(self, replaced: Mapping[int, Optional[str]], added: Sequence[str]) -> list[Piece]:
        """Like `rewrite`, in pieces: the unchanged parts are not copied."""
        count = len(self.features)
        body: list[Piece] = []
        for lead, piece in self._pieces(replaced):
            # The new first feature goes to where the old one stood.
            body += [lead if body else self.features.lead(0), piece]
        gap = self.features.lead(-1) if count > 1 else b", "
        for text in added:
            first = self.features.lead(0) if count else b""
            body += [gap if body else first, text.encode("utf-8")]
        last = self.features.end(-1) if count and body else self.end
        pieces = [self._span(self.first, self.start), *body, self._span(last, len(self.data))]
        if self.bbox is not None:
            self._renew_bbox(pieces, last, replaced, added)
        return pieces

    def _pieces(self, replaced: Mapping[int, Optional[str]]) -> Iterator[tuple[Piece, Piece]]:
        """The features that stay, each with the separator before it; unchanged neighbours in one
        piece."""
        features, count = self.features, len(self.features)
        begin = 0
        for index in (*sorted(one for one in replaced if one < count), count):
            if begin < index:
                yield (
                    features.lead(begin),
                    self._span(features.start(begin), features.end(index - 1)),
                )
            text = replaced.get(index) if index < count else None
            if text is not None:
                yield features.lead(index), text.encode("utf-8")
            begin = index + 1

    def _span(self, start: int, end: int) -> Piece:
        return span(self.data, start, end)

    def _renew_bbox(
        self,
        pieces: list[Piece],
        last: int,
        replaced: Mapping[int, Optional[str]],
        added: Iterable[str],
    ) -> None:
        """Puts a bbox that contains all features into the first or the last piece of the file."""
        if self.bbox is None:
            return
        before = extent_of(feature.value for feature in self.features)
        after = extent_of(self._values(replaced, added))
        bbox = renewed_bbox(self.bbox.value, before, after)
        if bbox != self.bbox.value:
            at, offset = (0, self.first) if self.bbox.end <= self.start else (-1, last)
            pieces[at] = _with_bbox(bytes(pieces[at]), self.bbox, offset, bbox)

    def _values(self, replaced: Mapping[int, Optional[str]], added: Iterable[str]) -> Iterator[Any]:
        """The features' values after the change."""
        for index, feature in enumerate(self.features):
            if index not in replaced:
                yield feature.value
        texts = (text for index, text in replaced.items() if index < len(self.features))
        yield from (json.loads(text) for text in (*texts, *added) if text is not None)


def _with_bbox(data: bytes, bbox: _Member, offset: int, value: Optional[Sequence[float]]) -> bytes:
    """The bytes of a file from ``offset`` on, with another bbox, or without one."""
    start, end = bbox.start - offset, bbox.end - offset
    if value is not None:
        return data[:start] + json.dumps(value).encode("ascii") + data[end:]
    key = _LAST_KEY.search(data, 0, start)
    before = data[: key.start()] if key else data[:start]
    behind = data[end:]
    if key and key[1]:  # remove the comma before it, or else the one after it
        return before + behind
    return before + re.sub(rb"^\s*,\s*", b"", behind)


class _KnownFeatures:
    """Features of a file, found by their characters in another version of it.

    Parsing takes most of the time of a merge, and two versions have most features in common.
    """

    def __init__(self, document: Document) -> None:
        self.features = document.features
        # Hash of the first position -> index, or several.
        self._indexes: dict[int, Union[int, tuple[int, ...]]] = {}
        for index, (start, end) in enumerate(self.features.spans()):
            position = _first_position(document.data, start, end)
            if position is not None:
                self._add(hash(position), index)

    def _add(self, position: int, index: int) -> None:
        found = self._indexes.get(position)
        if found is None:
            self._indexes[position] = index
            return
        alike = (found,) if isinstance(found, int) else found
        if len(alike) < _ALIKE:
            new = self.features.bytes_of(index)
            if all(self.features.bytes_of(one) != new for one in alike):  # of copies, the first
                self._indexes[position] = (*alike, index)

    def find(self, data: Data, at: int) -> Optional[tuple[int, int]]:
        """The known feature whose characters stand at an offset: its index, and the offset after
        it."""
        found = self._indexes.get(hash(_first_position(data, at, len(data))), ())
        for index in (found,) if isinstance(found, int) else found:
            characters = self.features.bytes_of(index)
            if data.startswith(characters, at):
                return index, at + len(characters)
        return None


def _first_position(data: Data, start: int, end: int) -> Optional[bytes]:
    """The characters of a feature's first position; empty where it has none, None where it has no
    coordinates.

    Only a value that is delimited, an object or an array, can be recognised by its characters: a
    number can't, since 12 begins with 1.
    """
    near = min(end, start + _NEAR)
    match = _POSITION.search(data[start:near])
    return match and match.group(1)


class FeatureHandler(Protocol):
    """Gets the features' values while a file is read, so that those of large files need not be
    kept."""

    def begin(self) -> None:
        """A list of features begins; the features before it don't count."""

    def take(self, index: int, value: Any, is_strict: bool) -> None:
        """The next feature's value, and whether it contains only what JSON allows."""


def read_document(
    data: Data, known: Optional[Document] = None, handler: Optional[FeatureHandler] = None
) -> Document:
    """Reads a GeoJSON file's bytes; ``handler`` gets the features' values.

    What it has in common with ``known``, another version of it, is not parsed again: the values are
    shared, and ``handler`` does not get them.

    :raises Unreadable: where it isn't a FeatureCollection in UTF-8 JSON.
    """
    with no_collection_of_garbage():
        return _read_document(data, None if known is None else _KnownFeatures(known), handler)


def _read_document(
    data: Data, known: Optional[_KnownFeatures], handler: Optional[FeatureHandler]
) -> Document:
    reader = FileReader(data)
    features = Features(data)
    kind: list[Any] = []
    array: list[int] = []
    shared = SharedIndexes()
    members: dict[str, _Member] = {}
    strict = True

    def take_feature(at: int) -> int:
        found = None if known is None else known.find(data, at)
        index = len(features)
        shared.add(found and found[0])
        if found is not None and known is not None:
            there, end = found
            features.share(at, end, known.features, there)
            return end
        value, end = reader.value(at)
        features.add(at, end, value, reader.strict)
        if handler is not None:
            handler.take(index, value, reader.strict)
        return end

    def take_member(key: str, at: int) -> int:
        nonlocal strict
        if key == "features" and reader.character(at) == "[":
            features.begin(at + 1)  # of duplicate names, JSON readers take the last
            shared.clear()
            if handler is not None:
                handler.begin()
            array[:] = [at + 1]
            end = reader.elements(at, take_feature)
            array.append(end - 1)
            return end
        value, end = reader.value(at)
        strict = strict and reader.strict
        if key == "type":
            kind[:] = [value]
        elif key == "features":
            array.clear()
        elif key in ("crs", "bbox"):
            members[key] = _Member(value, at, end)
        return end

    start = reader.skip_space(reader.start)
    if reader.character(start) not in ("{", ""):
        reader.value(start)  # where it is no JSON at all, say that instead
        reader.check_encoding()
        raise _no_collection()
    end = reader.skip_space(reader.members(start, take_member))
    if end != len(data):
        raise reader.broken(end, "Expecting nothing behind the last '}'")
    if kind != ["FeatureCollection"] or len(array) != 2:
        raise _no_collection()
    crs, bbox = members.get("crs"), members.get("bbox")
    foreign = crs and foreign_crs(crs.value)
    if foreign is not None:
        raise _elsewhere(foreign)
    datum = crs and taken_for_wgs84(crs.value)
    where = (array[0], array[1], features, reader.start)
    return Document(data, *where, strict, shared, bbox, datum)


def _no_collection() -> Unreadable:
    return Unreadable(
        message(
            "geojson.no-collection",
            "The file is not a GeoJSON FeatureCollection with a list of features.",
        ),
        message(
            "geojson.put-back-scaneos", "Put back the file that SCANEO wrote, or move it elsewhere."
        ),
    )


def _elsewhere(crs: str) -> Unreadable:
    return Unreadable(
        message(
            "geojson.elsewhere",
            "By its crs member, its coordinates are not longitude and latitude on WGS 84 but "
            "{crs}: SCANEO passes over that and puts them elsewhere, so they are not shown.",
            crs=crs,
        ),
        message(
            "geojson.transform",
            "Transform them to EPSG:4326; or, if they are that already, take the crs member out.",
        ),
        is_elsewhere=True,
    )
