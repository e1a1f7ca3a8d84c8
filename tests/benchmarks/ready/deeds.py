"""What is done with a campaign without a window, by the plugin and by the least that does it.

It imports the plugin: load the one of a checkout first (`process.py`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.contenders import expect
from benchmarks.floor import export_floor, import_floor, write_at_once
from benchmarks.timing import Clock
from osgeo import gdal
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.store.folder import OWN_FOLDER
from scaneo_bridge.core.workspace.workspace import WORKSPACE_FILE

_INDEX = 2**26 - 1  # the bits of a feature index in the column `place`; version 0.1.0 has no others
_PEOPLE = ("mine", "theirs")

Deed = Callable[[Path, int, Clock], None]
"""Does something with a folder of so many annotations, under the clock what is measured."""


def make_people(folder: Path) -> None:
    """Beside the campaign, what two people made of it: each relabelled one annotation of each
    image, and the other's files have their features in SCANEO's order, newest first."""
    names = _label_names(folder)
    for index, person in enumerate(_PEOPLE):
        shutil.copytree(folder, folder.with_name(person))
        for file in folder.with_name(person).glob("*.geojson"):
            content = json.loads(file.read_bytes())
            properties = content["features"][index]["properties"]
            properties["label"] = names[properties["label"] == names[0]]
            if index:
                content["features"].reverse()
            file.write_text(json.dumps(content), encoding="utf-8")


def _label_names(folder: Path) -> list[str]:
    return [label["name"] for label in json.loads((folder / "spai.json").read_bytes())["labels"]]


def forget_workspace(folder: Path) -> None:
    """As if nobody had opened it yet."""
    (folder / WORKSPACE_FILE).unlink(missing_ok=True)
    shutil.rmtree(folder / OWN_FOLDER, ignore_errors=True)


def _import(folder: Path, count: int, clock: Clock) -> None:
    forget_workspace(folder)
    _reopen(folder, count, clock)


def _reopen(folder: Path, count: int, clock: Clock) -> None:
    with clock:
        opened = open_campaign(folder, None, QgsFeedback())
    expect(opened.annotation_count, count)


def _check_folder(folder: Path, count: int, clock: Clock) -> None:
    with clock:
        checked = check_folder(folder, QgsFeedback())
    expect(checked.annotation_count, count)


def _check_workspace(folder: Path, count: int, clock: Clock) -> None:
    with clock:
        checked = check_workspace(folder / WORKSPACE_FILE, QgsFeedback())
    expect(checked.annotation_count, count)


def _export(folder: Path, count: int, clock: Clock) -> None:
    """Of everything: the first annotation of each image got another label."""
    shutil.rmtree(folder / OWN_FOLDER, ignore_errors=True)  # the last one's backup
    one, other = (name.replace("'", "''") for name in _label_names(folder)[:2])
    dataset = gdal.OpenEx(str(folder / WORKSPACE_FILE), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL(
        f"UPDATE segmentation SET label = CASE label WHEN '{one}' THEN '{other}' ELSE '{one}' END "
        f"WHERE place & {_INDEX} = 0"
    )
    dataset = None  # GDAL closes a dataset with its last reference
    with clock:
        export = export_campaign(folder / WORKSPACE_FILE, None, QgsFeedback())
    expect(len(export.files), len([*folder.glob("*.geojson")]))


def _merge(folder: Path, count: int, clock: Clock) -> None:
    output = _no_folder(folder)
    people = [folder.with_name(person) for person in _PEOPLE]
    with clock:
        merged = merge_campaigns(MergePlan(people, output, folder), QgsFeedback())
    expect(merged.annotation_count, count)
    expect(merged.conflict_count, 0)


def _import_floor(folder: Path, count: int, clock: Clock) -> None:
    output = _no_folder(folder)
    output.mkdir()
    with clock:
        import_floor(folder, output / "floor.gpkg")


def _export_floor(folder: Path, count: int, clock: Clock) -> None:
    output = _no_folder(folder)
    output.mkdir()
    export_floor(folder, output, clock, write_at_once)


def _walk_floor(folder: Path, count: int, clock: Clock) -> None:
    with clock, os.scandir(folder) as entries:
        for entry in entries:
            entry.stat()


def _no_folder(folder: Path) -> Path:
    """Where output goes: there is nothing yet."""
    output = folder.with_name("output")
    shutil.rmtree(output, ignore_errors=True)
    return output


DEEDS: Mapping[str, Deed] = {
    "import": _import,
    "reopen": _reopen,
    "check folder": _check_folder,
    "check workspace": _check_workspace,
    "export": _export,
    "merge": _merge,
    "import floor": _import_floor,
    "export floor": _export_floor,
    "walk floor": _walk_floor,
}
