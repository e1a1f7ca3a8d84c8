"""The README tells the counts that the other tests of this folder assert."""

from __future__ import annotations

import re
from pathlib import Path

from deeds.counts import PLAIN_QGIS, PLUGIN, SCANEO

TASKS = ("boxes_one_label", "boxes_two_labels", "classes")


def test_the_readme_tells_the_counts(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    part = text.split("## Actions per annotation\n", 1)[1].split("\n## ", 1)[0]
    head, _, *rows = (_cells(line) for line in re.findall(r"^\|(.*)\|$", part, re.MULTILINE))

    assert head[1:] == ["Scaneo Bridge", "QGIS alone", "SCANEO's page"]
    assert [[int(cell) for cell in row[1:]] for row in rows] == [
        [tool[task] for tool in (PLUGIN, PLAIN_QGIS, SCANEO)] for task in TASKS
    ]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
