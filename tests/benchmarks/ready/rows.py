"""What a campaign that is soon ready is to reach, as rows of the table: no QGIS, no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Optional

from benchmarks.ready.turns import GAP, Found
from benchmarks.table import Row, Target

OURS, FIRST, FLOOR = "ours", "0.1.0", "floor"
"""Who does something: this build, version 0.1.0, and the least that must be done."""

FIRST_BOX, FIRST_BOX_BESIDE = Target(1.0, " s"), Target(0.08)
EXPORT = WHILE_READ = Target(1.3)
REOPEN = Target(1.2)
CHECK = MERGE = Target(0.7)
LONGEST_GAP = Target(100, " ms")
GROWN_FIRST_BOX, LINEAR = Target(3), Target(12)  # with ten times the annotations, and some noise
MEMORY = Target(250, " MB")

_SPARE = 0.3  # seconds that opening again may take beside its floor
_SMALLEST = 1000  # annotations


class Measured(NamedTuple):
    """What floor, ours and version 0.1.0 say of a deed; each may have come to a bad end."""

    size: int
    floor: Found
    ours: Found
    first: Found

    @classmethod
    def of(cls, size: int, found: Mapping[str, Found]) -> Measured:
        """Of what was found by who did it."""
        return cls(size, *(found.get(who, {}) for who in (FLOOR, OURS, FIRST)))

    def row(self, name: str, of: str, target: Optional[Target], value: str = "seconds") -> Row:
        """A value of ours, judged by how many times the floor's or the first version's it is."""
        ours = self.ours.get(value)
        other = {FLOOR: self.floor, FIRST: self.first}[of].get(value)
        unit = {FLOOR: " × the floor", FIRST: " × 0.1.0's"}[of]
        floor, first = self.floor.get(value), self.first.get(value)
        return Row(name, self.size, ratio(ours, other), unit, target, floor, ours, first=first)


def ratio(one: Optional[float], other: Optional[float]) -> Optional[float]:
    """How many times the other it is; None where one of them was not measured."""
    return None if one is None or not other else one / other


def import_rows(measured: Measured) -> Iterator[Row]:
    """The least annotations are over before ours has begun: it may take as long as the floor."""
    is_small = measured.size <= _SMALLEST
    yield measured.row("whole import", FLOOR, Target(1.0 if is_small else 0.75))
    if not is_small:
        yield measured.row("whole import, beside 0.1.0", FIRST, Target(0.6))


def reopening_row(images: int, measured: Measured) -> Row:
    """The floor is one walk, and a while for all that a campaign has only one of."""
    floor = {name: value + _SPARE for name, value in measured.floor.items()}
    name = f"opening again, unchanged, {images:,} images"
    return measured._replace(floor=floor).row(name, FLOOR, REOPEN)


def dock_rows(measured: Measured) -> Iterator[Row]:
    """Version 0.1.0 is labelled in when it has opened the whole."""
    size, ours = measured.size, measured.ours
    first, shown = ours.get("first box"), measured.first.get("shown")
    name = "open to the first box"
    beside = f"{name}, beside 0.1.0's opening"
    yield Row(name, size, first, " s", FIRST_BOX, ours=first, first=measured.first.get("first box"))
    unit = " × 0.1.0's opening"
    yield Row(beside, size, ratio(first, shown), unit, FIRST_BOX_BESIDE, ours=first, first=shown)
    yield measured.row("box drawn, all is read", FIRST, None, "box")
    behind, later = ours.get("box, while read"), ours.get("box")
    name, unit = "box drawn while the rest is read", " × when all is read"
    yield Row(name, size, ratio(behind, later), unit, WHILE_READ, floor=later, ours=behind)
    yield from dock_gaps("", size, ours, measured.first)


def dock_gaps(said: str, size: int, ours: Found, first: Found) -> Iterator[Row]:
    """How long the event loop was held; ``said`` comes behind the name of what was done."""
    for name in (name for name in ours if name.endswith(GAP)):
        longest, others = ours[name] / 1000, first.get(name)
        yield Row(
            f"{name}{said}",
            size,
            ours[name],
            " ms at the most",
            LONGEST_GAP,
            ours=longest,
            first=None if others is None else others / 1000,
        )


def large_rows(
    name: str, size: int, found: Found, base: Optional[Found], value: str = "seconds"
) -> Iterator[Row]:
    """A deed with many annotations beside ``base``, the same with a tenth of them; and the memory
    that it took."""
    ours, memory = found.get(value), found.get("MB")
    if base is None:
        yield Row(name, size, None, ours=ours)
    else:
        target = GROWN_FIRST_BOX if value == "first box" else LINEAR
        yield Row(name, size, ratio(ours, base.get(value)), " × with a tenth", target, ours=ours)
    yield Row(f"{name}, memory", size, memory, " MB over QGIS", MEMORY)
