"""Checks the values of JSON that is read from the workspace: other programs may have written it."""

from __future__ import annotations

from typing import Any, Optional


def number(value: Any) -> int:
    """A feature index.

    :raises ValueError: where it is none.
    """
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


def row_number(value: Any) -> int:
    """A row id, which may be negative in other programs.

    :raises ValueError: where it is none.
    """
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value


def word(value: Any) -> Optional[str]:
    """A name, or None.

    :raises TypeError: where it is something else.
    """
    if not isinstance(value, (str, type(None))):
        raise TypeError(value)
    return value
