"""Reads JSON piece by piece, with the places of what it reads: of a text, or of a file's bytes."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any

from ...base.errors import ScaneoError
from ...base.large_bytes import Data
from ...base.messages import joined, message
from .nesting import is_too_deep

_SPACE = r"[ \t\n\r]*"
# What is left of a number, a word or an escape where a file breaks off in the middle of it.
_HALF = r"\.|[eE][-+]?|-|-?I[a-z]*|N[aN]*|t[ru]*|f[als]*|n[ul]*|u[0-9a-fA-F]{0,4}"
_TEXT_SPACE, _TEXT_HALF = re.compile(_SPACE), re.compile(_HALF)
_BYTE_SPACE, _BYTE_HALF = re.compile(_SPACE.encode()), re.compile(_HALF.encode())
_BOM = "\ufeff"
_NEWLINE = b"\n"
_WINDOW = 1 << 20  # bytes that are text at a time
_SOME = 64  # bytes in which there is hardly ever nothing but white space
_LONGEST_TAIL = 16  # characters of a number, a word or an escape that a window may have cut
_FOLLOWING = bytes(range(0x80, 0xC0))  # all bytes of a character in UTF-8 but its first


class Unreadable(ScaneoError):
    """A file that can't be read as what it should be; ``location`` says where in it.

    ``is_elsewhere`` is True where it could be read, but lies in another CRS than it seems to.
    """

    def __init__(
        self, what: str, mend: str, location: str = "", is_elsewhere: bool = False
    ) -> None:
        super().__init__(joined(what, mend))
        self.what, self.mend, self.location = what, mend, location
        self.is_elsewhere = is_elsewhere


def decode(data: bytes) -> tuple[str, bool]:
    """A file's text without its byte-order mark, and whether it had one.

    :raises Unreadable: where it isn't UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None
    return (text[1:], True) if text.startswith(_BOM) else (text, False)


def _noted(names: list[str]) -> Callable[[str], float]:
    """Reads NaN and Infinity, and notes their names."""

    def read(name: str) -> float:
        names.append(name)
        return float(name.replace("Infinity", "inf"))

    return read


def _not_utf8(data: Data, at: int) -> Unreadable:
    return Unreadable(
        message("geojson.not-utf8", "The file is not UTF-8 text."),
        message("geojson.save-as-utf8", "Save it as UTF-8, or put back a copy."),
        message(
            "geojson.line-byte",
            "line {line}, byte {byte}",
            line=data.count(_NEWLINE, 0, at) + 1,
            byte=at + 1,
        ),
    )


def _spot(line: int, column: int) -> str:
    return message("geojson.line-column", "line {line}, column {column}", line=line, column=column)


class Reader:
    """Reads JSON values from a text one after the other, and notes NaN and Infinity in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._constants: list[str] = []  # no decoder knows the reader: that would be a cycle
        self._decode = json.JSONDecoder(parse_constant=_noted(self._constants)).raw_decode

    @property
    def strict(self) -> bool:
        """Whether the value that was read last holds nothing that JSON has not."""
        return not self._constants

    def mark(self, at: int) -> str:
        """The character at a place; none behind the end."""
        behind = at + 1
        return self.text[at:behind]

    def space(self, at: int) -> int:
        """The place of the next character that is no white space."""
        match = _TEXT_SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int) -> tuple[Any, int]:
        """The value that begins at ``at`` and the place behind it.

        :raises Unreadable: where there is none, or one nested deeper than Python can follow.
        """
        self._constants.clear()
        try:
            value, end = self._decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self.broken(error.pos, error.msg) from None
        except (RecursionError, ValueError) as error:
            raise self._refused(at, error) from None
        self._check_depth(value, at, at, end)
        return value, end

    def _check_depth(self, value: Any, at: int, start: int, end: int) -> None:
        """Of the value at ``at``, which was read between two places of the text."""
        if is_too_deep(value, self.text, start, end):
            raise self._refused(at, RecursionError())

    def _refused(self, at: int, error: Exception) -> Unreadable:
        """The error for a value at ``at`` that is JSON, and still too much for Python."""
        if isinstance(error, RecursionError):
            what = message("geojson.too-deep", "It is nested too deep to be an annotation file.")
            mend = message("geojson.put-back", "Put back a copy.")
        else:  # an integer of more digits than Python converts
            what = message("geojson.number", "A number can't be read ({why}).", why=str(error))
            mend = message("geojson.mend-number", "Mend it, or put back a copy.")
        return Unreadable(what, mend, self.spot(at))

    def members(self, at: int, take: Callable[[str, int], int]) -> int:
        """Walks the object at ``at``: ``take(key, place of value)`` answers the place behind."""
        return self._walk(at, "{", "}", lambda index: self._member(index, take))

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
        if what.startswith("Unterminated") or self._breaks_off(at):
            told = message("geojson.cut-off", "The JSON is cut off.")
            mend = message("geojson.put-back-whole", "Put back a whole copy of the file.")
            return Unreadable(told, mend, self.spot(at))
        told = message("geojson.no-json", "This is not JSON ({why}).", why=what)
        mend = message("geojson.mend-json", "Mend it there, or put back a copy.")
        return Unreadable(told, mend, self.spot(at))

    def _breaks_off(self, at: int) -> bool:
        """Whether there is nothing at a place, or the half of something, and nothing behind."""
        end = len(self.text.rstrip())
        return at >= end or _TEXT_HALF.fullmatch(self.text, at, end) is not None

    def spot(self, at: int) -> str:
        """Where ``at`` is, as an editor shows it."""
        line_start = self.text.rfind("\n", 0, at) + 1
        return _spot(self.text.count("\n", 0, at) + 1, at - line_start + 1)


class FileReader(Reader):
    """As `Reader`, of a file's bytes: places are those of bytes, and only a window is text at a
    time.

    Text takes up to four times the memory of its bytes: one character beyond the first 65,536, and
    Python keeps four bytes of each. A value that goes on behind the window is read again in one
    that begins with it.
    """

    def __init__(self, data: Data) -> None:
        super().__init__("")
        self.data = data
        self.start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
        """The place behind the byte-order mark, if there is one."""
        self._begin = self._end = self.start  # of the window
        self._near = data if isinstance(data, bytes) else b""  # all bytes, or those of the window
        self._offset = 0  # the place of the first of them
        self._is_ascii = True
        self._known = (self.start, 0)  # a place, and the index in the window's text that it has

    def mark(self, at: int) -> str:
        index = at - self._offset
        if 0 <= index < len(self._near):
            return chr(self._near[index])
        behind = at + 1
        return self.data[at:behind].decode("latin-1")

    def space(self, at: int) -> int:
        index = at - self._offset
        match = _BYTE_SPACE.match(self._near, index) if 0 <= index < len(self._near) else None
        if match is not None and (match.end() < len(self._near) or isinstance(self.data, bytes)):
            return self._offset + match.end()
        while True:  # it may go on behind the window
            last = at + _SOME
            some = self.data[at:last]
            match = _BYTE_SPACE.match(some)
            end = match.end() if match else 0
            at += end
            if end < _SOME:
                return at

    def value(self, at: int) -> tuple[Any, int]:
        self._constants.clear()
        if not self._begin <= at < self._end:
            self._open(at, _WINDOW)
        while True:
            index, is_last = self._index(at), self._end == len(self.data)
            try:
                value, end = self._decode(self.text, index)
            except json.JSONDecodeError as error:
                is_cut = error.pos + _LONGEST_TAIL >= len(self.text)
                if is_last or not (is_cut or error.msg.startswith("Unterminated")):
                    raise self.broken(self._location(at, index, error.pos), error.msg) from None
            except (RecursionError, ValueError) as error:
                raise self._refused(at, error) from None
            else:
                if is_last or end + _LONGEST_TAIL < len(self.text):
                    self._check_depth(value, at, index, end)
                    return value, self._location(at, index, end)
            self._open(at, max(_WINDOW, 2 * (self._end - at)))

    def _open(self, at: int, size: int) -> None:
        """Lets the window begin at a place."""
        end = self._boundary(at + size)
        data = self.data[at:end]
        try:
            self.text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _not_utf8(self.data, at + error.start) from None
        self._begin, self._end = at, end
        if not isinstance(self.data, bytes):
            self._near, self._offset = data, at
        self._is_ascii = len(self.text) == len(data)
        self._known = (at, 0)

    def _boundary(self, at: int) -> int:
        """A place where a character begins, at or before another; the end behind it."""
        if at >= len(self.data):
            return len(self.data)
        return next((one for one in range(at, at - 4, -1) if self.data[one] not in _FOLLOWING), at)

    def _index(self, at: int) -> int:
        """Which character of the window's text begins at a place."""
        if self._is_ascii:
            return at - self._begin
        feature_index, index = self._known if self._known[0] <= at else (self._begin, 0)
        index += len(self.data[feature_index:at].decode("utf-8"))
        self._known = (at, index)
        return index

    def _location(self, at: int, index: int, other: int) -> int:
        """The place of another character, where the one of an index is at a place."""
        if self._is_ascii:
            return at + other - index
        feature_index = at + len(self.text[index:other].encode("utf-8"))
        self._known = (feature_index, other)
        return feature_index

    def check_encoding(self) -> None:
        """Before anything else is said of a file: what is no text is no broken JSON either.

        :raises Unreadable: where it isn't UTF-8 as a whole.
        """
        begin = self.start
        while begin < len(self.data):
            end = self._boundary(begin + _WINDOW)
            try:
                self.data[begin:end].decode("utf-8")
            except UnicodeDecodeError as error:
                raise _not_utf8(self.data, begin + error.start) from None
            begin = end

    def broken(self, at: int, what: str) -> Unreadable:
        self.check_encoding()
        return super().broken(at, what)

    def _breaks_off(self, at: int) -> bool:
        end = len(self.data)
        while end > at and self.data[end - 1] in b" \t\n\r\v\f":
            end -= 1
        return at >= end or _BYTE_HALF.fullmatch(self.data[at:end]) is not None

    def spot(self, at: int) -> str:
        self.check_encoding()
        line_start = max(self.data.rfind(_NEWLINE, 0, at) + 1, self.start)
        column, begin = 1, line_start
        while begin < at:
            end = min(begin + _WINDOW, at)
            column += len(self.data[begin:end].translate(None, _FOLLOWING))
            begin = end
        return _spot(self.data.count(_NEWLINE, 0, at) + 1, column)
