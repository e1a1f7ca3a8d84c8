"""What the workspace keeps as JSON, which others may have written: checked like any input."""

from __future__ import annotations

from typing import Any, Optional


def number(value: Any) -> int:
    """A place. :raises ValueError: where it is none."""
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


def row_number(value: Any) -> int:
    """The number of a row, which others may give below 0. :raises ValueError: where it is none."""
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value


def word(value: Any) -> Optional[str]:
    """A name, or none. :raises TypeError: where it is something else."""
    if not isinstance(value, (str, type(None))):
        raise TypeError(value)
    return value
