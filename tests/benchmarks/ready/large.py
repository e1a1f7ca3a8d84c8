"""A million annotations under two thousand labels, and one image of 200,000: how it grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Optional

from benchmarks.ready.deeds import make_people
from benchmarks.ready.ground import make_campaign
from benchmarks.ready.process import DOCK
from benchmarks.ready.rows import dock_gaps, large_rows
from benchmarks.ready.turns import ROOT, Found, Task, in_turns, scaled
from benchmarks.table import Row

LABELS = 2000
DEEDS = {
    DOCK: "open to the first box",
    "import": "whole import",
    "check folder": "check of a folder",
    "check workspace": "check of a workspace",
    "export": "export of everything",
    "merge": "merge of two folders",
}
"""What is done, one after the other, and what the table says of it."""


class Ground(NamedTuple):
    """A campaign, and what is said of it behind the name of a deed."""

    images: int
    per_image: int
    said: str

    @property
    def size(self) -> int:
        return self.images * self.per_image

    def scaled(self, scale: float) -> Ground:
        """For trying: a part of it."""
        if self.images > 1:
            return self._replace(images=scaled(self.images, scale, 1))
        return self._replace(per_image=scaled(self.per_image, scale, 1))


TENTH = Ground(1000, 100, "")
MILLION = Ground(10_000, 100, "")
ONE_IMAGE = Ground(1, 200_000, ", one image")


def measure_large(repeats: int, scale: float) -> list[Row]:
    """The rows of the table, and a line of progress for each process. ``scale``: the part of each
    size that is taken. It takes some GB of the folder for temporary files."""
    tenth, million, one = (ground.scaled(scale) for ground in (TENTH, MILLION, ONE_IMAGE))
    labels = scaled(LABELS, scale, 2)
    base = _measure(tenth, labels, repeats)
    rows = [*_rows(tenth, base, None)]
    rows += _rows(million, _measure(million, labels, repeats), base)
    rows += _rows(one, _measure(one, labels, repeats), None)
    return sorted(rows, key=lambda row: row.measure)  # sizes stay in their order


def _measure(ground: Ground, labels: int, repeats: int) -> dict[str, Found]:
    """What was found, by deed."""
    with TemporaryDirectory() as work:
        folder = Path(work) / "campaign"
        make_campaign(folder, ground.images, ground.per_image, labels)
        make_people(folder)
        return {
            deed: in_turns({"ours": Task(ROOT, deed, folder, ground.size)}, repeats)["ours"]
            for deed in DEEDS
        }


def _rows(
    ground: Ground, found: dict[str, Found], base: Optional[dict[str, Found]]
) -> Iterator[Row]:
    for deed, name in DEEDS.items():
        value = "first box" if deed == DOCK else "seconds"
        before = None if base is None else base[deed]
        yield from large_rows(f"{name}{ground.said}", ground.size, found[deed], before, value)
    yield from dock_gaps(ground.said, ground.size, found[DOCK], {})
