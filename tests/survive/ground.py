"""Campaigns to be killed, and what a folder holds: all that is compared before and after."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsFeedback, QgsGeometry, QgsRectangle
from scaneo_bridge.core.base.model import Label, Task
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from scaneo_bridge.core.workspace.workspace import Workspace
from support.folders import write_files
from support.geojson import collection, detection, one_of_each, spai
from support.images import write_image

IMAGES = ("a.tif", "b.tif", "2024/c.tif", "2024/d.tif", "2024/e.v2.tif", "z.tif")
NAMES = ("a.geojson", "b.geojson", "2024/c.geojson", "2024/d.geojson", "2024/e.v2.geojson")
"""The image z has none yet."""
LABELS = spai(water="#0048f0", urban="#8d99ae", field="#f2c14e")
OWN = ".scaneo_bridge/"
WORKSPACE = "scaneo.gpkg"


def make_campaign(folder: Path) -> Path:
    """A campaign of six images, five of which have annotations of every task."""
    for image in IMAGES:
        write_image(folder / image)
    files = {name: collection(*one_of_each(), origin=name) for name in NAMES}
    return write_files(folder, {**files, "spai.json": LABELS})


def copy_campaign(template: Path, folder: Path) -> Path:
    """The folder as it is, at another place, and those of the annotators beside it."""
    shutil.copytree(template, folder)
    annotators = template.parent / "annotators"
    if annotators.is_dir():
        shutil.copytree(annotators, folder.parent / "annotators", dirs_exist_ok=True)
    return folder


def opened(folder: Path, workspace: Optional[Path] = None) -> Any:
    """Opens a campaign as the dock does."""
    return open_campaign(folder, workspace, QgsFeedback())


def exported(workspace: Path, folder: Optional[Path] = None) -> Any:
    """Exports a campaign as the dock does."""
    return export_campaign(workspace, folder, QgsFeedback())


def edit(workspace: Path, cell: int = 0) -> None:
    """Of everything a bit: labels come and go, a file is emptied, another is new."""
    with Workspace.open(workspace) as known, known.database.transaction():
        execute = known.database.execute
        execute("UPDATE detection SET label = 'new' WHERE image IN ('a.tif', '2024/c.tif')")
        execute("UPDATE detection SET label = 'urban' WHERE label = 'field'")
        execute("DELETE FROM segmentation WHERE image = 'b.tif'")
        for task in Task:
            execute(f"DELETE FROM {task.value} WHERE image = '2024/d.tif'")
        insert_box(known, "z.tif", "urban", cell + 7)
        insert_box(known, "2024/e.v2.tif", "new", cell + 8)
        known.set_labels([label for label in known.labels() if label.name != "field"])


def insert_box(known: Workspace, image: str, label: str, number: int) -> None:
    """Draws a box in the cell of that number."""
    wkb = bytes(QgsGeometry.fromRect(cell_box(number)).asWkb())
    Inserter(known.database, "detection", ("image", "label")).add(wkb, image, label)


def cell_box(number: int) -> QgsRectangle:
    """A box in the cell of that number, of a grid of a hundred cells a side on every image."""
    x, y = 2.0 + 0.005 * (number % 100), 41.0 + 0.01 * (number // 100)
    return QgsRectangle(x, y, x + 0.004, y + 0.008)


def cell_of(box: QgsRectangle) -> int:
    """The number of the cell in which a box lies."""
    return int((box.xMinimum() - 1.999) / 0.005) + 100 * int((box.yMinimum() - 40.999) / 0.01)


def add_label(workspace: Path, name: str) -> None:
    """A label that nobody uses yet."""
    with Workspace.open(workspace) as known, known.database.transaction():
        known.set_labels([*known.labels(), Label(name, "#123456")])


def change_on_disk(folder: Path) -> None:
    """Somebody else adds a box to some files, of which the first was edited, too."""
    theirs = detection("water", (41.9, 2.4, 41.95, 2.45))
    for name in ("b.geojson", "2024/e.v2.geojson"):
        write_files(folder, {name: collection(*one_of_each(), theirs, origin=name)})


def files_of(folder: Path) -> dict[str, bytes]:
    """The campaign itself: every file but the workspace and what the plugin keeps for itself."""
    return {
        name: data
        for name, data in everything(folder).items()
        if not name.startswith((OWN, f"{WORKSPACE}"))
    }


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, and every link by what it points to."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in [*names, *folders]:
            path = Path(parent, name)
            if path.is_symlink():
                data = b"-> " + os.fsencode(os.readlink(path))
            elif path.is_file():
                data = path.read_bytes()
            else:
                continue
            found[path.relative_to(folder).as_posix()] = data
    return found


def leftovers(folder: Path, campaign: set[str]) -> list[str]:
    """What lies in the folder and neither belongs to the campaign nor is kept on purpose."""
    kept = (f"{OWN}backups/", f"{OWN}base/", f"{OWN}lock")
    return [
        name
        for name in sorted(everything(folder))
        if name not in campaign and name != WORKSPACE and not name.startswith(kept)
    ] + [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_dir() and not any(path.iterdir()) and not _is_kept(path, folder)
    ]


def _is_kept(path: Path, folder: Path) -> bool:
    return path.relative_to(folder).as_posix().startswith(".scaneo_bridge")


def rows(workspace: Path) -> dict[str, int]:
    """The annotations in a workspace: how often there is each."""
    with Workspace.open(workspace, writable=False) as known:
        return Counter(
            f"{row.annotation.task.value} {row.annotation.label} {image} "
            f"{(row.annotation.wkb or b'').hex()}"
            for image in ["", *known.states()]
            for row in known.annotations(image)
        )
