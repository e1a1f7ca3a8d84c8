"""The books of an export of layers: every feature is written or listed, none gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..base.messages import message
from ..base.model import Problem, Severity

_SHOWN = 5  # ids in a note


class FeatureProblem(NamedTuple):
    """Why a feature is not written, and how to mend that. ``fid`` is its id in the layer."""

    layer: str
    fid: int
    what: str
    mend: str

    def as_problem(self) -> Problem:
        """The same for a list of problems."""
        return Problem(self.layer, self.what, self.mend, _location([self.fid]))


class Ledger:
    """Counts features in, and features that became annotations; lists the others.

    A feature is told by its layer's index and its id.
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
        """Takes up a feature that became so many annotations."""
        self.feature_count += 1
        self.written_count += 1
        if annotation_count > 1:
            self._images_left[layer, fid] = annotation_count

    def refuse(self, layer: int, fid: int, what: str, mend: str) -> None:
        """Takes up a feature that became none."""
        self.feature_count += 1
        self.problems.append(FeatureProblem(self._layers[layer], fid, what, mend))

    def lose(self, layer: int, fid: int, what: str, mend: str) -> None:
        """One of a feature's annotations is not written after all."""
        left = self._images_left.get((layer, fid), 1) - 1
        if left:
            self._images_left[layer, fid] = left
            told = message(
                "ledger.on-one", "On one of its images it is not written: {why}", why=what
            )
            self.note(layer, fid, told, mend)
            return
        self.written_count -= 1
        self.problems.append(FeatureProblem(self._layers[layer], fid, what, mend))

    def note(self, layer: int, fid: int, what: str, mend: str = "") -> None:
        """What else there is to say of a feature; it is gathered with others of the kind."""
        self._noted.setdefault((layer, what, mend), []).append(fid)

    def compare(self, layer: int, announced: int, read: int) -> None:
        """Notes where a layer gave fewer features than it has: its source broke off.

        ``announced`` is negative where it doesn't know.
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
        """Layers that broke off, and a warning for each kind of note and layer, with the ids of
        the first features."""
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
