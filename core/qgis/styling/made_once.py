"""Caches what is made from a campaign's labels, since it is the same for several layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...base.model import Label

Made = TypeVar("Made")
_KEPT = 4  # lists of labels: undo and redo alternate between two


def made_once(make: Callable[[Sequence[Label]], Made]) -> Callable[[Sequence[Label]], Made]:
    """Caches a function's results for the last few lists of labels.

    By the identity of the tuples, which can't change: comparing thousands of labels takes as long
    as the work itself.
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
