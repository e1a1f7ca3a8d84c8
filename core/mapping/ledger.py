"""Accounts for every feature of an export of layers: each is either written or listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..base.messages import message
from ..base.model import Problem, Severity

_SHOWN = 5  # most ids in a note


class FeatureProblem(NamedTuple):
    """Why a feature is not written, and how to mend that. ``fid`` is its id in the layer."""

    layer: str
    fid: int
    what: str
    mend: str

    def as_problem(self) -> Problem:
        """As a `Problem`, for a list of problems."""
        return Problem(self.layer, self.what, self.mend, _location([self.fid]))


class Ledger:
    """Counts the features read and those that became annotations; lists the others.

    A feature is identified by its layer's index and its id.
    """

    def __init__(self, layers: Sequence[str]) -> None:
        self._layers = layers
        self._images_left: dict[tuple[int, int], int] = {}
        self._noted: dict[tuple[int, str, str], list[int]] = {}
        self._short: list[Problem] = []
        self.feature_count = 0
        self.written_count = 0
        self.problems: list[FeatureProblem] = []

    def write(self, layer: int, fid: int, annotation_count: int) -> None:
        """Records a feature that became this many annotations."""
        self.feature_count += 1
        self.written_count += 1
        if annotation_count > 1:
            self._images_left[layer, fid] = annotation_count

    def refuse(self, layer: int, fid: int, what: str, mend: str) -> None:
        """Records a feature that became no annotation."""
        self.feature_count += 1
        self.problems.append(FeatureProblem(self._layers[layer], fid, what, mend))

    def lose(self, layer: int, fid: int, what: str, mend: str) -> None:
        """Records that one of a feature's annotations is not written after all."""
        left = self._images_left.get((layer, fid), 1) - 1
        if left:
            self._images_left[layer, fid] = left
            sentence = message(
                "ledger.on-one", "On one of its images it is not written: {why}", why=what
            )
            self.note(layer, fid, sentence, mend)
            return
        self.written_count -= 1
        self.problems.append(FeatureProblem(self._layers[layer], fid, what, mend))

    def note(self, layer: int, fid: int, what: str, mend: str = "") -> None:
        """Records a remark on a feature; remarks of one kind are told together."""
        self._noted.setdefault((layer, what, mend), []).append(fid)

    def compare(self, layer: int, announced: int, read: int) -> None:
        """Records a layer that gave fewer features than it has: reading its source was interrupted.

        ``announced`` is negative where the layer doesn't know its number of features.
        """
        if read < announced:
            what = message(
                "ledger.short",
                "It has {count:,} feature by its own count, and gave {given:,}.",
                "It has {count:,} features by its own count, and gave {given:,}.",
                count=announced,
                given=read,
            )
            mend = message("ledger.check-source", "Check its source, and export again.")
            self._short.append(Problem(self._layers[layer], what, mend))

    def notes(self) -> list[Problem]:
        """Layers whose reading was interrupted, and a warning for each kind of remark and layer,
        with the ids of the first features."""
        return self._short + [
            Problem(self._layers[layer], what, mend, _location(fids), Severity.WARNING)
            for (layer, what, mend), fids in self._noted.items()
        ]


def _location(fids: Sequence[int]) -> str:
    if len(fids) == 1:
        return message("ledger.feature", "feature {fid}", fid=fids[0])
    shown = ", ".join(map(str, fids[:_SHOWN]))
    if len(fids) <= _SHOWN:
        return message("ledger.features", "features {fids}", fids=shown)
    return message(
        "ledger.features-more",
        "features {fids} and {count:,} more",
        "features {fids} and {count:,} more",
        fids=shown,
        count=len(fids) - _SHOWN,
    )
