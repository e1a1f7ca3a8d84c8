"""How much of it: `make test` takes a sample of each, `make survive` all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
WHOLE = bool(os.environ.get("SURVIVE_WHOLE"))


def some(items: Sequence[Item], number: int) -> Sequence[Item]:
    """So many of the items, from the first to the last of them; all where there is time."""
    if WHOLE or len(items) <= number:
        return items
    return [items[at * (len(items) - 1) // max(1, number - 1)] for at in range(number)]
