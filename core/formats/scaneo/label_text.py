"""A spai.json as text with known offsets: an edit of a label changes only that label's characters.

Number formats, members that we don't know, entries that are no labels, indentation and line ends
stay as they are, because their characters are never touched (as in `document`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

from ...base.messages import message
from ..geojson.reader import Reader, Unreadable, decode

_SPACE = " \t\r\n"
_EMPTY = '{"labels": []}'


class _EntrySpan(NamedTuple):
    """Where an entry begins and ends, and where the comma and the white space before it begin."""

    lead: int
    start: int
    end: int


class LabelEntry(NamedTuple):
    """An entry of the new list: the index of the entry that it replaces, None for a new one; and
    its characters, None where they stay."""

    at: Optional[int]
    text: Optional[str]


@dataclass(frozen=True)
class LabelText:
    """A spai.json's text, and where its list of labels and the entries in it are.

    ``start`` and ``end`` are the offsets after the ``[`` and before the ``]`` of the list.
    """

    text: str
    start: int
    end: int
    spans: Sequence[_EntrySpan]
    entries: Sequence[Any]

    def entry(self, index: int) -> str:
        """An entry's characters."""
        _, start, end = self.spans[index]
        return self.text[start:end]

    def edited(self, index: int, members: Mapping[str, str]) -> str:
        """An entry's characters with these members set; all its other members stay.

        An entry that is no object becomes one, if it gets any member.
        """
        if members and not isinstance(self.entries[index], dict):
            return self.new(members)
        text = self.entry(index)
        for name, value in members.items():
            spans = _members(text)
            written = json.dumps(value)
            if name in spans:
                _, start, end = spans[name]
                text = text[:start] + written + text[end:]
            else:
                form = _form(text)
                at = max((span.end for span in spans.values()), default=1)
                gap = form.gap if spans else form.opening
                text = f"{text[:at]}{gap}{json.dumps(name)}{form.colon}{written}{text[at:]}"
        return text

    def new(self, members: Mapping[str, str]) -> str:
        """A new entry's characters, formatted like the last existing one."""
        objects = [i for i, entry in enumerate(self.entries) if isinstance(entry, dict) and entry]
        form = _form(self.entry(objects[-1])) if objects else _FORM
        inside = form.gap.join(
            f"{json.dumps(name)}{form.colon}{json.dumps(value)}" for name, value in members.items()
        )
        return f"{{{form.opening}{inside}{form.closing}}}"

    def rewrite(self, items: Sequence[LabelEntry]) -> bytes:
        """The file with these entries in its list, and without a byte-order mark: SCANEO can't read
        a file that has one."""
        pieces = []
        for number, (index, text) in enumerate(items):
            # The new first entry goes to where the old one stood.
            pieces.append(self._lead(index) if number else self._first_lead)
            pieces.append(self.entry(index) if text is None and index is not None else text or "")
        tail = self.spans[-1].end if self.spans and items else self.end
        return f"{self.text[: self.start]}{''.join(pieces)}{self.text[tail:]}".encode()

    @property
    def _first_lead(self) -> str:
        """The white space before the first entry."""
        start, end = self.start, self.spans[0].start if self.spans else self.start
        return self.text[start:end]

    def _lead(self, index: Optional[int]) -> str:
        """The comma and the white space before an entry that is not the first."""
        if not index:  # new, or the first one until now
            if len(self.spans) < 2:  # one entry a line, if the list has line breaks
                return "," + (self._first_lead if "\n" in self._first_lead else " ")
            index = len(self.spans) - 1
        lead, start, _ = self.spans[index]
        return self.text[lead:start]


class _Form(NamedTuple):
    """The characters between the parts of an object: white space, and a comma or a colon."""

    opening: str
    colon: str
    gap: str
    closing: str


_FORM = _Form("", ": ", ", ", "")
_KEY = re.compile(r'[\s]*"(?:[^"\\]|\\.)*"(\s*:\s*)', re.DOTALL)


def _form(text: str) -> _Form:
    """How an object with members is formatted."""
    spans = sorted(_members(text).values(), key=lambda span: span.start)
    if not spans:
        return _FORM
    first = len(text) - len(text[1:].lstrip(_SPACE))
    opening = text[1:first]
    key = _KEY.match(text, 1)
    gap = "," + (opening if "\n" in opening else " ")
    if len(spans) > 1:
        end, start = spans[0].end, spans[1].start
        gap = text[end:start].partition('"')[0]
    last = spans[-1].end
    closing = text[last:-1]
    return _Form(opening, key[1] if key else ": ", gap, closing)


def _members(text: str) -> dict[str, _EntrySpan]:
    """The offsets of the values of an object's members; of duplicate names, the last, as JSON
    parsers do."""
    reader = Reader(text)
    found: dict[str, _EntrySpan] = {}

    def take(key: str, at: int) -> int:
        end = reader.value(at)[1]
        found[key] = _EntrySpan(at, at, end)
        return end

    reader.members(0, take)
    return found


def read_label_text(data: Optional[bytes]) -> LabelText:
    """A spai.json's text with offsets; None stands for a folder that has none.

    :raises Unreadable: where it is no JSON, or has no list of labels.
    """
    text = _EMPTY if data is None else decode(data)[0]
    reader = Reader(text)
    spans: list[_EntrySpan] = []
    entries: list[Any] = []
    array: list[int] = []

    def take_entry(at: int) -> int:
        value, end = reader.value(at)
        spans.append(_EntrySpan(spans[-1].end if spans else array[0], at, end))
        entries.append(value)
        return end

    def take_member(key: str, at: int) -> int:
        if key == "labels":  # of duplicate names, JSON readers take the last
            spans.clear()
            entries.clear()
            array.clear()
            if reader.character(at) == "[":
                array.append(at + 1)
                end = reader.elements(at, take_entry)
                array.append(end - 1)
                return end
        return reader.value(at)[1]

    start = reader.skip_space(0)
    if reader.character(start) not in ("{", ""):
        reader.value(start)  # where it is no JSON at all, say that instead
        raise _no_list()
    end = reader.skip_space(reader.members(start, take_member))
    if end != len(text):
        raise reader.broken(end, "Expecting nothing behind the last '}'")
    if len(array) != 2:
        raise _no_list()
    return LabelText(text, array[0], array[1], spans, entries)


def _no_list() -> Unreadable:
    return Unreadable(
        message("label_text.no-list", "The file has no list of labels."),
        message("label_text.write-list", 'Write {{"labels": […]}}, or delete it.'),
    )
