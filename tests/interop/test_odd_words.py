"""Words that other programs write into a campaign, and the real SCANEO: colours as web pages have
them, members that nobody interprets, NaN, turned boxes, and images that are left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from interop.scaneo_server import ScaneoServer
from interop.trip import labels_of
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.model import ImageState, Label
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.qgis.editing.edit_commands import label_commands as label_deeds
from scaneo_bridge.core.workspace.workspace import Workspace
from support.editing import open_editing
from support.folders import write_files
from support.geojson import collection, corners_of, detection
from support.images import write_image

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

COLORS = {"snow": "#fff", "glass": "#0048F080", "mud": "rgb(120, 80, 20)", "poppy": "Red",
          "leaf": "hsl(120, 100%, 25%)", "var": "var(--x)"}  # fmt: skip
BOX = (41.2, 2.1, 41.3, 2.2)
TURNED = [[2.15, 41.2], [2.2, 41.25], [2.15, 41.3], [2.1, 41.25], [2.15, 41.2]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "words"
    write_image(path / "a.tif")
    write_image(path / "b.tif")
    turned = detection("mud", BOX, properties={"score": float("nan"), "note": {"x": [1.50]}})
    turned["geometry"]["coordinates"] = [TURNED]
    entries = [{"name": name, "color": color, "id": name} for name, color in COLORS.items()]
    return write_files(
        path,
        {
            "a.geojson": collection(turned, detection("snow", BOX)),
            "b.geojson": collection(detection("leaf", BOX)),
            "spai.json": {"labels": entries, "version": 1},
        },
    )


def test_they_make_the_trip_and_scaneo_shows_them(scaneo: ScaneoServer, folder: Path) -> None:
    workspace = open_campaign(folder, None, QgsFeedback()).workspace.path
    before = json.loads((folder / "spai.json").read_bytes())
    with Workspace.open(workspace) as opened, opened.database.transaction():
        opened.database.execute("UPDATE detection SET label = 'boat' WHERE label = 'snow'")
        opened.database.execute("DELETE FROM detection WHERE label = 'leaf'")
        opened.set_state("b.tif", ImageState.EMPTY)
    with open_editing(workspace) as editing:
        label_deeds.add_label(editing, Label("boat", "#123456"))
        editing.save()
    done = export_campaign(workspace, None, QgsFeedback(), leave_out=True)
    assert done.left_out == ["b.tif"] and not done.reindexed

    spai = json.loads((folder / "spai.json").read_bytes())
    assert spai == {**before, "labels": [*before["labels"], {"name": "boat", "color": "#123456"}]}
    campaign = scaneo.import_folder(folder)
    assert labels_of(scaneo, campaign) == {**COLORS, "boat": "#123456"}
    shown = {image: [one.label for one in found] for image, found in
             scaneo.snapshot(campaign).items()}  # fmt: skip
    assert sorted(shown["a.tif"]) == ["boat", "mud"] and not shown.get("b.tif")
    assert not (folder / "b.geojson").exists()
    turned = json.loads((folder / "a.geojson").read_bytes())["features"][0]
    assert turned["geometry"]["coordinates"] == [TURNED]
    assert turned["properties"]["bbox"] == corners_of(BOX)


def test_what_scaneo_wrote_before_it_read_our_export_is_one_question(
    scaneo: ScaneoServer, folder: Path
) -> None:
    """It has the folder as it was, and writes it so; who has read our export deletes in peace."""
    (folder / "a.geojson").write_text(json.dumps(collection(detection("snow", BOX))))
    workspace = open_campaign(folder, None, QgsFeedback()).workspace.path
    stale = scaneo.import_folder(folder)
    with Workspace.open(workspace) as opened, opened.database.transaction():
        (row,) = opened.database.rows("SELECT geom FROM detection WHERE image = 'a.tif'")
        for number in range(3):
            shape = row.GetGeometryRef().Clone().Buffer(-0.001 * (number + 1))
            opened.database.execute(
                "INSERT INTO detection (image, label) VALUES ('a.tif', ?)", f"new {number}"
            )
            (last,) = opened.database.rows("SELECT max(fid) FROM detection")
            wkb = bytes(shape.ExportToWkb())
            opened.database.update("detection", last.GetFieldAsInteger(0), wkb)
    export_campaign(workspace, None, QgsFeedback())
    ours = (folder / "a.geojson").read_bytes()

    scaneo.export(stale)
    assert len(json.loads((folder / "a.geojson").read_bytes())["features"]) == 1
    assert open_campaign(folder, None, QgsFeedback()).conflicts == ["a.geojson"]

    (folder / "a.geojson").write_bytes(ours)
    fresh = scaneo.import_folder(folder)
    image = next(one["id"] for one in scaneo.images(fresh) if one["path"] == "a.tif")
    for one in scaneo.annotations(image):
        if one["value"] in ("new 0", "new 1"):
            scaneo.delete(one["id"])
    scaneo.export(fresh)
    again = open_campaign(folder, None, QgsFeedback())
    assert again.conflicts == []
    with Workspace.open(workspace, writable=False) as opened:
        assert sorted(row.annotation.label for row in opened.annotations("a.tif")) == [
            "new 2", "snow",
        ]  # fmt: skip
