"""Labels that are unknown, unused, or hard to tell from one another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Optional

from ....base.messages import message


def alike_labels(listed: Sequence[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Names that read like another, each with the one of them that is to stay.

    That is the one that is listed; of several, the one that most annotations have, and the first
    of those. ``counts`` is how many annotations have each name.
    """
    known = set(listed)
    found: dict[str, str] = {}
    for group in alike_groups([*listed, *counts]):
        kept = max(group, key=lambda name: (name in known, counts.get(name, 0)))
        found.update((name, kept) for name in group if name != kept)
    return found


def alike_groups(names: Iterable[str]) -> list[list[str]]:
    """Names that read alike, those of each kind together; none that is like no other."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        groups[_reading(name)].append(name)
    return [group for group in groups.values() if len(group) > 1]


class _Way(Enum):
    """How names that read alike may differ."""

    CASE = message("checks.case", "case")
    SPACES = message("checks.spaces", "spaces")
    UNSEEN = message("checks.unseen", "characters that can't be seen")
    ENCODING = message("checks.encoding", "how a letter is encoded")


def difference(name: str, other: str) -> str:
    """In what names differ that are alike, in words: it may be nothing that can be seen."""
    ways: list[str] = [way.value for way in _Way if _reading(name, way) != _reading(other, way)]
    told = ways.pop(0) if ways else _Way.ENCODING.value
    for way in ways:
        told = message("checks.and", "{one} and {other}", one=told, other=way)
    return told


def _reading(name: str, but: Optional[_Way] = None) -> str:
    """What people see of a name: not its case, its spaces, nor how its letters are encoded.

    ``but``: in one of these ways, it is left as it is.
    """
    text = name.casefold() if but is _Way.ENCODING else _composed(name)
    if but not in (_Way.CASE, _Way.ENCODING):
        text = _composed(text.casefold())
    kept = (
        char
        for char in text
        if (but is _Way.SPACES or not char.isspace())
        and (but is _Way.UNSEEN or unicodedata.category(char) != "Cf")
    )
    return "".join(kept) or name


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
