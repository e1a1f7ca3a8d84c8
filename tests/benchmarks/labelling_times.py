"""What was measured of labelling, turn by turn."""

from __future__ import annotations

from collections import defaultdict
from statistics import median


class Times:
    """Seconds, or ms of a gap, by measure and by who: ours, QGIS or gap."""

    def __init__(self) -> None:
        self._times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def add(self, measure: str, **times: float) -> None:
        """One turn."""
        for who, time in times.items():
            self._times[measure][who].append(time)

    def result(self) -> dict[str, dict[str, float]]:
        """The median of each; of gaps, the longest."""
        return {
            measure: {who: (max if who == "gap" else median)(all_) for who, all_ in times.items()}
            for measure, times in self._times.items()
        }
