"""What is made of a campaign's labels is made once, however many layers it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...base.model import Label

Made = TypeVar("Made")
_KEPT = 4  # lists of labels: undo and redo go back and forth between two


def made_once(make: Callable[[Sequence[Label]], Made]) -> Callable[[Sequence[Label]], Made]:
    """Remembers what was made of the last few lists of labels.

    By the tuples themselves, which can't change: to compare thousands of labels takes as long as
    to make something of them.
    """
    known: list[tuple[Sequence[Label], Made]] = []

    def ask(labels: Sequence[Label]) -> Made:
        for asked, made in known:
            if asked is labels:
                return made
        made = make(labels)
        if isinstance(labels, tuple):
            known.insert(0, (labels, made))
            del known[_KEPT:]
        return made

    return ask
