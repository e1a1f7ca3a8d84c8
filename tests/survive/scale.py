"""How much of it: `make test` takes a sample of each, `make survive` all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import product
from typing import Any, Optional, TypeVar

_MEMORY = "/dev/shm"  # a kill leaves there what it leaves on a disk
Item = TypeVar("Item")
WHOLE = bool(os.environ.get("SURVIVE_WHOLE"))


def in_memory() -> Optional[str]:
    """A folder in memory, where there is one; else None, for that of temporary files."""
    return _MEMORY if os.access(_MEMORY, os.W_OK) else None


def some(items: Sequence[Item], number: int) -> Sequence[Item]:
    """So many of the items, from the first to the last of them; all where there is time."""
    if WHOLE or len(items) <= number:
        return items
    return [items[at * (len(items) - 1) // max(1, number - 1)] for at in range(number)]


def crossed(*choices: Sequence[Any], step: int = 5) -> list[tuple[Any, ...]]:
    """Each choice with all others; every so manieth pair, or more, where there is no time.

    The step must share no factor with the numbers of choices, so that each of them comes up.
    """
    pairs = list(product(*choices))
    return pairs if WHOLE else pairs[::step]
