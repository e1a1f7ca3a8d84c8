"""Two QGIS at work in one folder at the same time: what each was told is saved is there, once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from qgis.core import QgsRectangle
from survive.forks import apart
from survive.ground import WORKSPACE, cell_of, exported, files_of, make_campaign, opened
from survive.oracle import broken_rules

ANNOTATOR = Path(__file__).with_name("annotator.py")
NAMES = ("ann", "bob")


def label_together(work: Path, rounds: int, seed: int, is_shared: bool) -> str:
    """Lets two people label for so many rounds; answers a line of figures.

    :raises AssertionError: where an annotation got lost, came back or came twice.
    """
    folder = make_campaign(work / "campaign")
    workspaces = [folder / WORKSPACE if is_shared else work / f"{name}.gpkg" for name in NAMES]
    apart(lambda: [opened(folder, path) and None for path in workspaces])
    running = [
        _start(folder, workspace, name, rounds, seed) for name, workspace in zip(NAMES, workspaces)
    ]
    said = [_end(process) for process in running]
    for workspace in [*workspaces, *workspaces]:
        ended = apart(lambda workspace=workspace: _bring_together(folder, workspace))
        assert not ended.told, ended.told
    assert not broken_rules(folder)
    found = _boxes(folder)
    for name, one in zip(NAMES, said):
        wanted = Counter((name, image, int(cell)) for cell, image in one["saved"].items())
        unsure = set(one["unsure"])
        assert all(count == 1 for box, count in found.items() if box[0] == name)
        mine = Counter(box for box in found if box[0] == name and box[2] not in unsure)
        assert mine == wanted, f"lost: {wanted - mine}; too many: {mine - wanted}; {one['told']}"
    told = sum((Counter(one["told"]) for one in said), Counter())
    return (
        f"{'one workspace' if is_shared else 'two workspaces'}, {rounds} rounds each: "
        f"{sum(len(one['saved']) for one in said)} annotations, each once; "
        f"refused {sum(told.values())} times: {dict(told)}"
    )


def _start(
    folder: Path, workspace: Path, name: str, rounds: int, seed: int
) -> subprocess.Popen[str]:
    command = [sys.executable, ANNOTATOR, folder, workspace, name, rounds, seed]
    return subprocess.Popen(
        [str(part) for part in command],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )


def _end(process: subprocess.Popen[str]) -> Any:
    output, _ = process.communicate(timeout=1800)
    assert process.returncode == 0, output
    return json.loads(output.splitlines()[-1])


def _bring_together(folder: Path, workspace: Path) -> None:
    opened(folder, workspace)
    exported(workspace)


def _boxes(folder: Path) -> Counter[tuple[str, str, int]]:
    """The boxes in the folder's files: label, image and cell."""
    found: Counter[tuple[str, str, int]] = Counter()
    for name, data in files_of(folder).items():
        if not name.endswith(".geojson"):
            continue
        image = name.replace(".geojson", ".tif")
        for feature in json.loads(data)["features"]:
            if feature["properties"]["task"] == "detection":
                (south, east), (north, west) = feature["properties"]["bbox"]
                cell = cell_of(QgsRectangle(west, south, east, north))
                found[feature["properties"]["label"], image, cell] += 1
    return found
