"""Labels whose names are hard to tell from one another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Optional

from ....base.messages import message
from ....base.names import joined_by_and


def alike_labels(listed: Sequence[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Names that read like another, each with the one that is to stay.

    The listed name stays; of several, the one that most annotations have, then the first.
    ``counts`` is how many annotations have each name.
    """
    known = set(listed)
    found: dict[str, str] = {}
    for group in alike_groups([*listed, *counts]):
        kept = max(group, key=lambda name: (name in known, counts.get(name, 0)))
        found.update((name, kept) for name in group if name != kept)
    return found


def alike_groups(names: Iterable[str]) -> list[list[str]]:
    """Names that read alike, in groups; names that are like no other are left out."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        groups[_reading(name)].append(name)
    return [group for group in groups.values() if len(group) > 1]


class _Variation(Enum):
    """A way in which names that read alike may differ."""

    CASE = message("checks.case", "case")
    SPACES = message("checks.spaces", "spaces")
    UNSEEN = message("checks.unseen", "characters that can't be seen")
    ENCODING = message("checks.encoding", "how a letter is encoded")


def difference(name: str, other: str) -> str:
    """In words, how two similar names differ: the difference may be invisible."""
    ways: list[str] = [
        way.value for way in _Variation if _reading(name, way) != _reading(other, way)
    ]
    return joined_by_and(ways or [_Variation.ENCODING.value])


def _reading(name: str, but: Optional[_Variation] = None) -> str:
    """What people see of a name, without case, spaces and the way in which its letters are encoded.

    ``but``: this one kind of difference is left in.
    """
    text = name.casefold() if but is _Variation.ENCODING else _composed(name)
    if but not in (_Variation.CASE, _Variation.ENCODING):
        text = _composed(text.casefold())
    kept = (
        char
        for char in text
        if (but is _Variation.SPACES or not char.isspace())
        and (but is _Variation.UNSEEN or unicodedata.category(char) != "Cf")
    )
    return "".join(kept) or name


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
