"""A GeoJSON file as text with known places, so that an edit replaces just what it edits.

A file is never loaded and dumped again: number forms, key order, indentation and everything we
don't interpret stay as they are because their characters are never touched.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Optional

from .crs import foreign_crs, taken_for_wgs84
from .errors import ScaneoError
from .extent import extent_of, renewed_bbox

_SPACE = re.compile(r"[ \t\n\r]*")
# What is left of a number, a word or an escape where a file breaks off in the middle of it.
_HALF = re.compile(r"\.|[eE][-+]?|-|-?I[a-z]*|N[aN]*|t[ru]*|f[als]*|n[ul]*|u[0-9a-fA-F]{0,4}")
_BOM = "\ufeff"
_LAST_KEY = re.compile(r'(,?)\s*"bbox"\s*:\s*\Z')
_POSITION = re.compile(r'"coordinates"\s*:[\s\[]*([^\]]*)')
_NEAR = 1000  # characters from the beginning of a feature to its first position: seldom more
_ALIKE = 8  # features that begin at one position: seldom more


class Unreadable(ScaneoError):
    """A file that can't be read as what it should be; ``place`` says where in it.

    ``is_elsewhere`` is True where it could be read, but lies in another CRS than it seems to.
    """

    def __init__(self, what: str, mend: str, place: str = "", is_elsewhere: bool = False) -> None:
        super().__init__(f"{what} {mend}")
        self.what, self.mend, self.place = what, mend, place
        self.is_elsewhere = is_elsewhere


class Feature(NamedTuple):
    """One element of ``features``: its characters are ``text[start:end]``.

    ``lead`` is where the comma and the white space before it begin. ``strict`` is False where it
    holds NaN or Infinity, which Python's reader takes though JSON has none.
    """

    lead: int
    start: int
    end: int
    value: Any
    strict: bool


class _Member(NamedTuple):
    """A member of the collection, whose value's characters are ``text[start:end]``."""

    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A FeatureCollection's text and where its features are.

    ``start`` and ``end`` are the places behind the ``[`` and before the ``]`` of ``features``.
    ``shared`` are the features that another version of the file has in the same characters: by
    their places, those over there. ``bbox`` is the collection's, if it has one; ``datum`` what it
    says that its coordinates are on, where that is taken for WGS 84 but is another one.
    """

    text: str
    start: int
    end: int
    features: Sequence[Feature]
    bom: bool
    strict: bool
    shared: Mapping[int, int] = field(default_factory=dict)
    bbox: Optional[_Member] = None
    datum: Optional[str] = None

    @property
    def is_verified_empty(self) -> bool:
        """Whether its list is the one that we write where somebody has verified that there is
        nothing: ``[ ]``. SCANEO writes ``[]`` where an image has points, which it leaves out."""
        return self.text[self.start : self.end] == " "

    def with_empty_list(self, is_verified: bool) -> bytes:
        """The file with no features, and whether somebody has verified that there are none."""
        return self._put_together(self.start, self.end, " " if is_verified else "", ())

    def text_of(self, place: int) -> str:
        """A feature's characters."""
        feature = self.features[place]
        start, end = feature.start, feature.end
        return self.text[start:end]

    def rewrite(self, replaced: Mapping[int, Optional[str]], added: Sequence[str]) -> bytes:
        """The file with some features replaced (None deletes one) and others added at the end.

        Keys of ``replaced`` are indices of features. Everything else keeps its characters, but
        for a byte-order mark: SCANEO can't read a file that has one.
        """
        start, end = self.start, self.end
        items: list[tuple[str, str]] = []
        for index in range(len(self.features)):
            body = replaced[index] if index in replaced else self.text_of(index)
            if body is not None:
                items.append((self._lead(index), body))
        lead = self._lead(-1) if len(self.features) > 1 else ", "
        items.extend((lead, body) for body in added)
        if not items:
            return self._put_together(start, end, "", ())
        # What comes first now stands where the first feature stood.
        items[0] = (self._lead(0) if self.features else "", items[0][1])
        last = self.features[-1].end if self.features else end
        body = "".join(lead + item for lead, item in items)
        return self._put_together(start, last, body, [item for _, item in items])

    def _put_together(self, start: int, end: int, body: str, features: Sequence[str]) -> bytes:
        """The file with other characters between two places, and a bbox that holds the features."""
        pieces = [self.text[:start], body, self.text[end:]]
        if self.bbox is not None:
            before = extent_of(feature.value for feature in self.features)
            after = extent_of(json.loads(feature) for feature in features)
            bbox = renewed_bbox(self.bbox.value, before, after)
            if bbox != self.bbox.value:
                at = 0 if self.bbox.end <= start else 2
                offset = 0 if at == 0 else end
                pieces[at] = _with_bbox(pieces[at], self.bbox, offset, bbox)
        return "".join(pieces).encode("utf-8")

    def _lead(self, place: int) -> str:
        """The comma and the white space before a feature."""
        feature = self.features[place]
        lead, start = feature.lead, feature.start
        return self.text[lead:start]


def _with_bbox(text: str, bbox: _Member, offset: int, value: Optional[Sequence[float]]) -> str:
    """Characters of a file, from ``offset`` on, with another bbox, or without one."""
    start, end = bbox.start - offset, bbox.end - offset
    if value is not None:
        return text[:start] + json.dumps(value) + text[end:]
    key = _LAST_KEY.search(text, 0, start)
    before = text[: key.start()] if key else text[:start]
    behind = text[end:]
    if key and key[1]:  # the comma before it goes along, or else the one behind
        return before + behind
    return before + re.sub(r"^\s*,\s*", "", behind)


def decode(data: bytes) -> tuple[str, bool]:
    """A file's text without its byte-order mark, and whether it had one.

    :raises Unreadable: where it isn't UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            "The file is not UTF-8 text.",
            "Save it as UTF-8, or put back a copy.",
            f"line {line}, byte {error.start + 1}",
        ) from None
    return (text[1:], True) if text.startswith(_BOM) else (text, False)


class Reader:
    """Reads JSON values from a text one after the other, and notes NaN and Infinity in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.strict = True
        self._decode = json.JSONDecoder(parse_constant=self._constant).raw_decode

    def _constant(self, name: str) -> float:
        self.strict = False
        return float(name.replace("Infinity", "inf"))

    def mark(self, at: int) -> str:
        """The character at a place; none behind the end."""
        behind = at + 1
        return self.text[at:behind]

    def space(self, at: int) -> int:
        """The place of the next character that is no white space."""
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int) -> tuple[Any, int]:
        """The value that begins at ``at`` and the place behind it.

        :raises Unreadable: where there is none, or one nested deeper than Python can follow.
        """
        try:
            return self._decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self.broken(error.pos, error.msg) from None
        except RecursionError:
            raise Unreadable(
                "It is nested too deep to be an annotation file.",
                "Put back a copy.",
                self.spot(at),
            ) from None
        except ValueError as error:  # an integer of more digits than Python converts
            raise Unreadable(
                f"A number can't be read ({error}).", "Mend it, or put back a copy.", self.spot(at)
            ) from None

    def members(self, at: int, take: Callable[[str, int], int]) -> int:
        """Walks the object at ``at``: ``take(key, place of value)`` answers the place behind."""
        return self._walk(at, "{", "}", lambda place: self._member(place, take))

    def elements(self, at: int, take: Callable[[int], int]) -> int:
        """Walks the array at ``at``: ``take(place of element)`` answers the place behind."""
        return self._walk(at, "[", "]", take)

    def _member(self, at: int, take: Callable[[str, int], int]) -> int:
        if self.mark(at) != '"':
            raise self.broken(at, "Expecting a name in double quotes")
        key, at = self.value(at)
        at = self.space(at)
        if self.mark(at) != ":":
            raise self.broken(at, "Expecting ':'")
        return take(key, self.space(at + 1))

    def _walk(self, at: int, opening: str, closing: str, take: Callable[[int], int]) -> int:
        if self.mark(at) != opening:
            raise self.broken(at, f"Expecting '{opening}'")
        at = self.space(at + 1)
        if self.mark(at) == closing:
            return at + 1
        while True:
            at = self.space(take(at))
            mark = self.mark(at)
            if mark == closing:
                return at + 1
            if mark != ",":
                raise self.broken(at, f"Expecting ',' or '{closing}'")
            at = self.space(at + 1)

    def broken(self, at: int, what: str) -> Unreadable:
        """The error for JSON that breaks off or goes wrong at ``at``."""
        end = len(self.text.rstrip())
        if at >= end or _HALF.fullmatch(self.text, at, end) or what.startswith("Unterminated"):
            return Unreadable(
                "The JSON is cut off.", "Put back a whole copy of the file.", self.spot(at)
            )
        return Unreadable(
            f"This is not JSON ({what}).", "Mend it there, or put back a copy.", self.spot(at)
        )

    def spot(self, at: int) -> str:
        """Where ``at`` is, as an editor shows it."""
        line_start = self.text.rfind("\n", 0, at) + 1
        return f"line {self.text.count(chr(10), 0, at) + 1}, column {at - line_start + 1}"


class _Known:
    """The features of a file, to be found by their characters in another version of it.

    Parsing takes most of the time of a merge, and most of what two versions say is the same.
    """

    def __init__(self, document: Document) -> None:
        self._features = document.features
        self._places: dict[Optional[str], dict[str, int]] = {}  # by the first position
        for place, feature in enumerate(document.features):
            position = _first_position(document.text, feature.start, feature.end)
            found = self._places.setdefault(position, {})
            if position is not None and len(found) < _ALIKE:
                found[document.text_of(place)] = place

    def feature(self, text: str, lead: int, at: int) -> Optional[tuple[int, Feature]]:
        """The feature whose characters stand at a place, and its place among those known."""
        position = _first_position(text, at, len(text))
        for characters, place in self._places.get(position, {}).items():
            if text.startswith(characters, at):
                value, strict = self._features[place][3:]
                return place, Feature(lead, at, at + len(characters), value, strict)
        return None


def _first_position(text: str, start: int, end: int) -> Optional[str]:
    """The characters of a feature's first position, empty where it has none, None where it has no
    coordinates.

    A feature with coordinates is an object or an array: it ends where its characters do. A number
    would not: 1 begins 12, too.
    """
    match = _POSITION.search(text, start, min(end, start + _NEAR))
    return match and match.group(1)


def read_document(data: bytes, known: Optional[Document] = None) -> Document:
    """A GeoJSON file's bytes as a document.

    What it has in common with ``known``, another version of it, is not parsed again: the values
    are shared.

    :raises Unreadable: where it isn't a FeatureCollection in UTF-8 JSON.
    """
    with no_collection_of_garbage():
        return _read_document(data, None if known is None else _Known(known))


@contextmanager
def no_collection_of_garbage() -> Iterator[None]:
    """Python's search for cycles takes a quarter of the time of parsing, and JSON has none.

    As a decorator, it holds for as long as a document is in use, too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_document(data: bytes, known: Optional[_Known]) -> Document:
    text, bom = decode(data)
    reader = Reader(text)
    features: list[Feature] = []
    kind: list[Any] = []
    array: list[int] = []
    shared: dict[int, int] = {}
    members: dict[str, _Member] = {}
    strict = True

    def take_feature(at: int) -> int:
        lead = features[-1].end if features else array[0]
        found = None if known is None else known.feature(text, lead, at)
        if found is not None:
            shared[len(features)], feature = found
        else:
            reader.strict = True
            value, end = reader.value(at)
            feature = Feature(lead, at, end, value, reader.strict)
        features.append(feature)
        return feature.end

    def take_member(key: str, at: int) -> int:
        nonlocal strict
        if key == "features" and reader.mark(at) == "[":
            features.clear()  # of two members of one name, JSON readers take the last
            shared.clear()
            array[:] = [at + 1]
            end = reader.elements(at, take_feature)
            array.append(end - 1)
            return end
        reader.strict = True
        value, end = reader.value(at)
        strict = strict and reader.strict
        if key == "type":
            kind[:] = [value]
        elif key == "features":
            array.clear()
        elif key in ("crs", "bbox"):
            members[key] = _Member(value, at, end)
        return end

    start = reader.space(0)
    if reader.mark(start) not in ("{", ""):
        reader.value(start)  # where it is no JSON at all, that is the better sentence
        raise _no_collection()
    end = reader.space(reader.members(start, take_member))
    if end != len(text):
        raise reader.broken(end, "Expecting nothing behind the last '}'")
    if kind != ["FeatureCollection"] or len(array) != 2:
        raise _no_collection()
    crs, bbox = members.get("crs"), members.get("bbox")
    foreign = crs and foreign_crs(crs.value)
    if foreign is not None:
        raise _elsewhere(foreign)
    datum = crs and taken_for_wgs84(crs.value)
    return Document(text, array[0], array[1], features, bom, strict, shared, bbox, datum)


def _no_collection() -> Unreadable:
    return Unreadable(
        "The file is not a GeoJSON FeatureCollection with a list of features.",
        "Put back the file that SCANEO wrote, or move it elsewhere.",
    )


def _elsewhere(crs: str) -> Unreadable:
    return Unreadable(
        f"By its crs member, its coordinates are not longitude and latitude on WGS 84 but {crs}: "
        "SCANEO passes over that and puts them elsewhere, so they are not shown.",
        "Transform them to EPSG:4326; or, if they are that already, take the crs member out.",
        is_elsewhere=True,
    )
