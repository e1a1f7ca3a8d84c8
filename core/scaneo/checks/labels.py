"""Labels that are unknown, unused, or hard to tell from one another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence


def alike_labels(listed: Sequence[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Names that read like another, each with the one of them that is to stay.

    That is the one that most annotations have; of several, one that is listed, and the first of
    those. ``counts`` is how many annotations have each name.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys([*listed, *counts]):
        groups[_reading(name)].append(name)
    known = set(listed)
    found: dict[str, str] = {}
    for group in groups.values():
        kept = max(group, key=lambda name: (counts.get(name, 0), name in known))
        found.update((name, kept) for name in group if name != kept)
    return found


def _reading(name: str) -> str:
    """What people see of a name: not its case, its spaces, nor how its letters are encoded."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    kept = (char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")
    return "".join(kept) or name
