"""How deeply JSON is nested. Python's own limit depends on the call stack at that moment; this one
depends on the file alone."""

from __future__ import annotations

from typing import Any

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
