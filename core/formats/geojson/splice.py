"""Replaces values in an object's JSON text; all other characters stay as they are.

Parsing and serialising would change them: 12345678901234567890.123 becomes 1.2345678901234567e+19,
1e400 becomes Infinity, and of duplicate member names only one is left.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from .reader import Reader

Path = tuple[str, ...]
"""Where a value is: the names of the members that lead to it."""


class _ValueSpan(NamedTuple):
    start: int
    end: int


def splice(text: str, values: Mapping[Path, str]) -> str:
    """The object's text with these values; a member that it does not have is added at its end.

    Where a name occurs several times, the last one counts, as for all JSON parsers. Every value on
    the path to a replaced value must be an object.

    :raises Unreadable: where the text is nested deeper than Python can follow.
    """
    spans = _Spans(text, {path[:depth] for path in values for depth in range(len(path))})
    edits: list[tuple[int, int, str]] = []
    added: dict[Path, list[str]] = {}
    for path, value in values.items():
        found = spans.values.get(path)
        if found is not None:
            edits.append((found.start, found.end, value))
        else:
            added.setdefault(path[:-1], []).append(f"{json.dumps(path[-1])}: {value}")
    for holder, members in added.items():
        start, end = spans.insides[holder]
        edits.append((end, end, (", " if end > start else "") + ", ".join(members)))
    for start, end, value in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + value + text[end:]
    return text


class _Spans:
    """Where the values are in an object's text, and where the members of objects begin and end."""

    def __init__(self, text: str, entered: set[Path]) -> None:
        """``entered`` are the paths of the objects whose members are needed."""
        self._reader = Reader(text)
        self._entered = entered
        self.values: dict[Path, _ValueSpan] = {}
        self.insides: dict[Path, _ValueSpan] = {}
        self._walk((), self._reader.skip_space(0))

    def _walk(self, path: Path, at: int) -> int:
        last = at + 1

        def take(key: str, index: int) -> int:
            nonlocal last
            inner = (*path, key)
            for known in [one for one in self.values if one[: len(inner)] == inner]:
                del self.values[known]
            if inner in self._entered and self._reader.character(index) == "{":
                last = self._walk(inner, index)
            else:
                _, last = self._reader.value(index)
            self.values[inner] = _ValueSpan(index, last)
            return last

        end = self._reader.members(at, take)
        self.insides[path] = _ValueSpan(at + 1, last)
        return end
