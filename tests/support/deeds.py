"""How many deeds a task takes: a hand that does them on whatever is under it, and counts.

A deed is one drag, one click, one pressed key or one roll of the wheel. The README's table
compares this plugin with plain QGIS and with SCANEO's page by them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

RECORDS = Path(__file__).resolve().parents[2] / "build" / "deeds"


class Surface(Protocol):
    """What a hand works on: it turns deeds into real input events, and returns when they are
    dealt with. A place is what the surface says it is: a point of a page, a widget.
    """

    def drag(self, start: Any, end: Any) -> None: ...

    def click(self, place: Any, right: bool = False) -> None: ...

    def key(self, key: Any) -> None: ...

    def wheel(self, place: Any) -> None: ...


class Hand:
    """Does deeds on a surface. `deeds` is how many it did."""

    def __init__(self, surface: Surface) -> None:
        self.deeds = 0
        self._surface = surface

    def drag(self, start: Any, end: Any) -> None:
        """From one place to another with the left button held: one deed."""
        self._surface.drag(start, end)
        self.deeds += 1

    def click(self, place: Any, right: bool = False) -> None:
        """One press and release, with the left button or the right one: one deed."""
        self._surface.click(place, right)
        self.deeds += 1

    def key(self, key: Any) -> None:
        """One key, pressed and released: one deed."""
        self._surface.key(key)
        self.deeds += 1

    def wheel(self, place: Any) -> None:
        """One roll of the wheel, towards oneself: one deed."""
        self._surface.wheel(place)
        self.deeds += 1

    def type(self, text: str) -> None:
        """As many deeds as there are characters."""
        for character in text:
            self.key(character)


def record(tool: str, counts: Mapping[str, int]) -> None:
    """Adds to build/deeds/TOOL.json, which says for each task how many deeds it took."""
    RECORDS.mkdir(parents=True, exist_ok=True)
    file = RECORDS / f"{tool}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    text = json.dumps({**known, **counts}, indent=2, sort_keys=True)
    file.write_text(f"{text}\n", encoding="utf-8")
