"""Reads JSON value by value, with the offsets of each: from a text, or from a file's bytes."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any, Optional

from ...base.errors import ScaneoError
from ...base.large_bytes import Data
from ...base.messages import joined, message

_SPACE = r"[ \t\n\r]*"
# The rest of a number, a word or an escape where a file is cut off in the middle of it.
_HALF = r"\.|[eE][-+]?|-|-?I[a-z]*|N[aN]*|t[ru]*|f[als]*|n[ul]*|u[0-9a-fA-F]{0,4}"
_TEXT_SPACE, _TEXT_HALF = re.compile(_SPACE), re.compile(_HALF)
_BYTE_SPACE, _BYTE_HALF = re.compile(_SPACE.encode()), re.compile(_HALF.encode())
_BYTE_COMMA = re.compile(f"{_SPACE},{_SPACE}".encode())
_BOM = "\ufeff"
_NEWLINE = b"\n"
_WINDOW = 1 << 20  # bytes that are decoded at a time
_SOME = 64  # bytes: white space is hardly ever longer
_LONGEST_TAIL = 16  # characters: how much of a number, word or escape a window may cut off
_FOLLOWING = bytes(range(0x80, 0xC0))  # all bytes of a character in UTF-8 but its first


class Unreadable(ScaneoError):
    """A file that can't be read as what it should be; ``location`` says where in it.

    ``is_elsewhere`` is True where it could be read, but its coordinates are in another CRS.
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
    """A function that parses NaN and Infinity, and adds their names to ``names``."""

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


def _line_and_column(line: int, column: int) -> str:
    return message("geojson.line-column", "line {line}, column {column}", line=line, column=column)


class Reader:
    """Reads JSON values from a text one after the other, and notes NaN and Infinity in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._constants: list[str] = []  # not the reader itself: that would be a reference cycle
        self._decode = json.JSONDecoder(parse_constant=_noted(self._constants)).raw_decode

    @property
    def strict(self) -> bool:
        """Whether the value that was read last contains only what JSON allows."""
        return not self._constants

    def character(self, at: int) -> str:
        """The character at an offset; empty beyond the end."""
        behind = at + 1
        return self.text[at:behind]

    def skip_space(self, at: int) -> int:
        """The offset of the next character that is no white space."""
        match = _TEXT_SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int) -> tuple[Any, int]:
        """The value that begins at ``at``, and the offset after it.

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
        """:raises Unreadable: where the value at ``at``, parsed from between two offsets, is nested
        too deeply."""
        if is_too_deep(value, self.text, start, end):
            raise self._refused(at, RecursionError())

    def _refused(self, at: int, error: Exception) -> Unreadable:
        """The error for a value at ``at`` that is JSON, but that Python refuses."""
        if isinstance(error, RecursionError):
            what = message("geojson.too-deep", "It is nested too deep to be an annotation file.")
            mend = message("geojson.put-back", "Put back a copy.")
        else:  # an integer with more digits than Python converts
            what = message("geojson.number", "A number can't be read ({why}).", why=str(error))
            mend = message("geojson.mend-number", "Mend it, or put back a copy.")
        return Unreadable(what, mend, self.location(at))

    def members(self, at: int, take: Callable[[str, int], int]) -> int:
        """Reads the object at ``at``: ``take(key, offset of value)`` must return the offset after
        the value."""
        return self._walk(at, "{", "}", lambda index: self._member(index, take))

    def elements(self, at: int, take: Callable[[int], int]) -> int:
        """Reads the array at ``at``: ``take(offset of element)`` must return the offset after the
        element."""
        return self._walk(at, "[", "]", take)

    def _member(self, at: int, take: Callable[[str, int], int]) -> int:
        if self.character(at) != '"':
            raise self.broken(at, "Expecting a name in double quotes")
        key, at = self.value(at)
        at = self.skip_space(at)
        if self.character(at) != ":":
            raise self.broken(at, "Expecting ':'")
        return take(key, self.skip_space(at + 1))

    def _walk(self, at: int, opening: str, closing: str, take: Callable[[int], int]) -> int:
        if self.character(at) != opening:
            raise self.broken(at, f"Expecting '{opening}'")
        at = self.skip_space(at + 1)
        if self.character(at) == closing:
            return at + 1
        while True:
            at = take(at)
            element = self._behind_comma(at)
            if element is not None:
                at = element
                continue
            at = self.skip_space(at)
            character = self.character(at)
            if character == closing:
                return at + 1
            if character != ",":
                raise self.broken(at, f"Expecting ',' or '{closing}'")
            at = self.skip_space(at + 1)

    def _behind_comma(self, at: int) -> Optional[int]:
        """The offset behind the comma at ``at`` and all white space around it; None where that
        takes more than one look."""
        return None

    def broken(self, at: int, what: str) -> Unreadable:
        """The error for JSON that ends or goes wrong at ``at``."""
        if what.startswith("Unterminated") or self._breaks_off(at):
            sentence = message("geojson.cut-off", "The JSON is cut off.")
            mend = message("geojson.put-back-whole", "Put back a whole copy of the file.")
            return Unreadable(sentence, mend, self.location(at))
        sentence = message("geojson.no-json", "This is not JSON ({why}).", why=what)
        mend = message("geojson.mend-json", "Mend it there, or put back a copy.")
        return Unreadable(sentence, mend, self.location(at))

    def _breaks_off(self, at: int) -> bool:
        """Whether the text ends at an offset, or in the middle of a token that begins there."""
        end = len(self.text.rstrip())
        return at >= end or _TEXT_HALF.fullmatch(self.text, at, end) is not None

    def location(self, at: int) -> str:
        """Line and column of an offset, as an editor shows them."""
        line_start = self.text.rfind("\n", 0, at) + 1
        return _line_and_column(self.text.count("\n", 0, at) + 1, at - line_start + 1)


class FileReader(Reader):
    """Like `Reader`, for a file's bytes: offsets are those of bytes, and only a window of them is
    decoded at a time.

    A decoded text takes up to four times the memory of its bytes: with one character beyond U+FFFF,
    Python stores four bytes for each. Where a value goes on behind the window, the window is moved
    to where the value begins and the value is read again.
    """

    def __init__(self, data: Data) -> None:
        super().__init__("")
        self.data = data
        self.start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
        """The offset behind the byte-order mark, if there is one."""
        self._begin = self._end = self.start  # byte offsets of the window
        # All bytes, or a part that contains the window.
        self._near = data if isinstance(data, bytes) else b""
        self._offset = 0  # the offset of its first byte
        self._is_ascii = True
        self._known = (self.start, 0)  # a byte offset, and its index in the decoded window

    def character(self, at: int) -> str:
        index = at - self._offset
        if 0 <= index < len(self._near):
            return chr(self._near[index])
        behind = at + 1
        return self.data[at:behind].decode("latin-1")

    def skip_space(self, at: int) -> int:
        index = at - self._offset
        match = _BYTE_SPACE.match(self._near, index) if 0 <= index < len(self._near) else None
        if match is not None and (match.end() < len(self._near) or isinstance(self.data, bytes)):
            return self._offset + match.end()
        while True:  # white space may go on behind the window
            last = at + _SOME
            some = self.data[at:last]
            match = _BYTE_SPACE.match(some)
            end = match.end() if match else 0
            at += end
            if end < _SOME:
                return at

    def _behind_comma(self, at: int) -> Optional[int]:
        match = _BYTE_COMMA.match(self._near, at - self._offset)
        # At the end of what is at hand, white space may go on.
        return self._offset + match.end() if match and match.end() < len(self._near) else None

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
                    raise self.broken(self._offset_of(at, index, error.pos), error.msg) from None
            except (RecursionError, ValueError) as error:
                raise self._refused(at, error) from None
            else:
                if is_last or end + _LONGEST_TAIL < len(self.text):
                    self._check_depth(value, at, index, end)
                    return value, self._offset_of(at, index, end)
            self._open(at, max(_WINDOW, 2 * (self._end - at)))

    def _open(self, at: int, size: int) -> None:
        """Moves the window to an offset."""
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
        """The offset of the character that an offset lies in; the end where it is beyond that."""
        if at >= len(self.data):
            return len(self.data)
        return next((one for one in range(at, at - 4, -1) if self.data[one] not in _FOLLOWING), at)

    def _index(self, at: int) -> int:
        """Which character of the decoded window begins at an offset."""
        if self._is_ascii:
            return at - self._begin
        offset, index = self._known if self._known[0] <= at else (self._begin, 0)
        index += len(self.data[offset:at].decode("utf-8"))
        self._known = (at, index)
        return index

    def _offset_of(self, at: int, index: int, other: int) -> int:
        """The offset of the character ``other``, where the character ``index`` is at ``at``."""
        if self._is_ascii:
            return at + other - index
        offset = at + len(self.text[index:other].encode("utf-8"))
        self._known = (offset, other)
        return offset

    def check_encoding(self) -> None:
        """Called before any other error is raised: where a file isn't UTF-8, that is what is wrong
        with it.

        :raises Unreadable: where any part of it isn't UTF-8.
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

    def location(self, at: int) -> str:
        self.check_encoding()
        line_start = max(self.data.rfind(_NEWLINE, 0, at) + 1, self.start)
        column, begin = 1, line_start
        while begin < at:
            end = min(begin + _WINDOW, at)
            column += len(self.data[begin:end].translate(None, _FOLLOWING))
            begin = end
        return _line_and_column(self.data.count(_NEWLINE, 0, at) + 1, column)


# How deeply JSON is nested. Python's own limit depends on the call stack at that moment; this one
# depends on the file alone.

DEEPEST = 400
"""Arrays and objects within each other: Python follows 1,000, those of its own calls among them."""

_NESTS = (list, dict)


def is_too_deep(value: Any, text: str, start: int, end: int) -> bool:
    """Whether a value, which was parsed from between two offsets of a text, is nested deeper than
    `DEEPEST`."""
    opened = text.count("[", start, end) + text.count("{", start, end)
    if opened <= DEEPEST:
        return False
    # Later elements of a list, such as the positions of a ring, are as deep as the first.
    if opened - text.count("], [", start, end) <= DEEPEST:
        return False
    level = [value] if type(value) in _NESTS else []
    for _ in range(DEEPEST):
        if not level:
            return False
        level = [
            inside
            for one in level
            for inside in (one if type(one) is list else one.values())
            if type(inside) in _NESTS
        ]
    return bool(level)
