"""Layers exported into folders that have annotations already, and the real SCANEO between."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from interop.campaigns import EAST, UTM, WEST, write_images
from interop.editor import Annotations, area, box, whole
from interop.layers import arrive_nearly, export, mapped, together, wkt_of
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown, differences
from interop.test_odd_names import COLORS, IMAGES, ODD
from interop.trip import arrive, contents, features_in, labels_of
from qgis.core import QgsProject, QgsVectorLayer
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.mapping import Existing, LayerMapping
from support.images import write_image
from support.mapping.layer_files import categorise, open_layer, write_layer, write_table

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

DATA = Path(__file__).resolve().parents[1] / "data"
COAST, DELTA, EMPTY = "coast.tif", "delta.v2.tif", "2024/empty.tif"
NEW_BOXES = {
    COAST: [box("water", 41.38, 2.11, 41.381, 2.112), box("sand", 41.39, 2.102, 41.391, 2.103)],
    EMPTY: [box("sand", 41.32, 2.157, 41.321, 2.158)],
}
NEW_AREAS = {
    COAST: [area("sand", [[[2.11, 41.38], [2.111, 41.38], [2.11, 41.381], [2.11, 41.38]]])]
}
NEW_CLASSES = {EMPTY: [whole("field")], DELTA: [whole("rainy")]}

RING = [[2.1, 41.1], [2.2, 41.1], [2.2, 41.2], [2.1, 41.1]]
DRAWN = {
    WEST: [whole("water"), box("urban", 41.3, 2.2, 41.4, 2.3), area("water", [RING])],
    EAST: [
        box("water", 41.3, 2.46, 41.4, 2.6),  # a part of it is on the other image, too
        box("water", 41.3, 2.46, 41.4, 2.6),
        area("field", [[[2.6, 41.6], [2.8, 41.6], [2.8, 41.7], [2.6, 41.6]]]),
    ],
    UTM: [],
}


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A folder that SCANEO exported."""
    return Path(shutil.copytree(DATA / "scaneo_export", tmp_path / "campaign"))


def map_layers(files: Path, annotations: Annotations) -> list[LayerMapping]:
    """A layer of QGIS's project for each task that has annotations: a table, and two layers in
    different reference systems.
    """
    files.mkdir()
    named = [(image, one.label) for image, one in of_task(annotations, "classification")]
    boxes = [(wkt_of(one), one.label) for _, one in of_task(annotations, "detection")]
    areas = [(wkt_of(one), one.label) for _, one in of_task(annotations, "segmentation")]
    found = []
    if named:
        table = opened(write_table(files / "table.gpkg", named))
        found.append(mapped(table, Task.CLASSIFICATION, image_field="image"))
    if boxes:
        layer = opened(write_layer(files / "boxes.gpkg", "EPSG:3857", boxes))
        found.append(mapped(layer, Task.DETECTION))
    if areas:
        layer = opened(write_layer(files / "areas.gpkg", "EPSG:32631", areas))
        found.append(mapped(layer, Task.SEGMENTATION))
    return found


def test_added_to_a_campaign_of_scaneo(
    scaneo: ScaneoServer, campaign: Path, tmp_path: Path
) -> None:
    """What was there stays as it was, to the letter."""
    before = scaneo.import_folder(campaign)
    old, labels = scaneo.snapshot(before), labels_of(scaneo, before)
    features = {file: features_in(file) for file in campaign.rglob("*.geojson")}
    files = contents(campaign)
    new = together(NEW_CLASSES, NEW_BOXES, NEW_AREAS)

    done = export(campaign, *map_layers(tmp_path / "layers", new))

    assert (done.annotation_count, done.kept_count, done.problems) == (6, 0, [])
    number = arrive_nearly(scaneo, campaign, together(old, new))
    assert differences(old, only_of(scaneo.snapshot(number), old)) == {}  # exactly
    for file, there in features.items():
        assert features_in(file)[: len(there)] == there
    untouched = "2024/june/fields.geojson"
    assert contents(campaign)[untouched] == files[untouched]
    after = labels_of(scaneo, number)
    assert list(after.items())[: len(labels)] == list(labels.items())
    assert after.keys() == {*labels, "sand", "rainy"}


def test_one_task_is_replaced(scaneo: ScaneoServer, campaign: Path, tmp_path: Path) -> None:
    """Its old annotations go, on images that get no new ones, too; the other tasks stay."""
    old = scaneo.snapshot(scaneo.import_folder(campaign))
    others = {
        image: [one for one in found if one.task != "detection"] for image, found in old.items()
    }
    assert sum(map(len, others.values())) < sum(map(len, old.values()))
    layers = map_layers(tmp_path / "layers", NEW_BOXES)

    done = export(campaign, *layers, existing=Existing.REPLACE)

    assert sum(file.deleted for file in done.files) == len([*of_task(old, "detection")])
    number = arrive_nearly(scaneo, campaign, together(others, NEW_BOXES))
    assert differences(others, only_of(scaneo.snapshot(number), others)) == {}
    again = export(campaign, *layers, existing=Existing.REPLACE)
    assert list(again.files) == []


def test_odd_names(scaneo: ScaneoServer, tmp_path: Path, qgis_new_project: QgsProject) -> None:
    """Labels with their colours, and images that are named in a field."""
    folder = write_images(tmp_path / "it's #1 & 100% 水田")
    for number, image in enumerate(IMAGES):
        write_image(folder / image, grid=(10.0 + number, 0.05, 0.0, 42.0, 0.0, -0.1))
    boxes, areas = [], []
    for number, label in enumerate(ODD):
        low, high = 0.01 * number, 0.01 * number + 0.005
        boxes.append(box(label, 41 + low, 2.55 + low, 41 + high, 2.55 + high))
        ring = [[2.1, 41 + low], [2.2, 41 + low], [2.2, 41 + high], [2.1, 41 + low]]
        areas.append(area(label, [ring]))
    wanted = {WEST: areas, EAST: boxes, UTM: [], **{image: [whole(image)] for image in IMAGES}}
    layers = map_layers(tmp_path / "layers", wanted)
    categorise(qgis_new_project.mapLayer(layers[1].layer), COLORS)

    done = export(folder, *layers)

    assert done.problems == []
    labels = labels_of(scaneo, arrive_nearly(scaneo, folder, wanted))
    assert labels.keys() == {*ODD, *IMAGES}
    assert labels.items() >= COLORS.items()


def test_again_after_scaneo_edited(scaneo: ScaneoServer, tmp_path: Path) -> None:
    """SCANEO writes every file anew, newest first; nothing of the layers is added twice."""
    folder = write_images(tmp_path / "campaign")
    layers = map_layers(tmp_path / "layers", DRAWN)
    first = export(folder, *layers)
    number = arrive_nearly(scaneo, folder, DRAWN)
    image = next(one["id"] for one in scaneo.images(number) if one["path"] == WEST)
    scaneo.add(image, "classification", "urban")
    scaneo.add(image, "detection", "water", bb=[[41.5, 2.4], [41.6, 2.3]])
    scaneo.export(number)
    edited = scaneo.snapshot(number)
    files = contents(folder)

    done = export(folder, *layers)

    assert (done.annotation_count, done.kept_count) == (first.annotation_count,) * 2
    assert list(done.files) == []
    assert contents(folder) == files
    arrive(scaneo, folder, edited)


def test_what_scaneo_deleted_comes_back_and_nothing_else(
    scaneo: ScaneoServer, tmp_path: Path
) -> None:
    """One of two boxes that are alike is gone from a file: the layers bring one."""
    folder = write_images(tmp_path / "campaign")
    layers = map_layers(tmp_path / "layers", DRAWN)
    export(folder, *layers)
    file = (folder / EAST).with_suffix(".geojson")
    content = json.loads(file.read_bytes())
    gone = next(one for one in content["features"] if one["properties"]["task"] == "detection")
    content["features"].remove(gone)
    file.write_text(json.dumps(content), encoding="utf-8")

    done = export(folder, *layers)

    assert [(change.path, change.added) for change in done.files] == [("2024/east.geojson", 1)]
    arrive_nearly(scaneo, folder, DRAWN)


def opened(path: Path) -> QgsVectorLayer:
    return QgsProject.instance().addMapLayer(open_layer(path))


def of_task(annotations: Annotations, task: str) -> list[tuple[str, Shown]]:
    return [
        (image, one) for image, found in annotations.items() for one in found if one.task == task
    ]


def only_of(annotations: Annotations, wanted: Annotations) -> dict[str, list[Shown]]:
    """Those that are wanted, as often as they are there."""
    return {
        image: [one for one in found if one in wanted[image]]
        for image, found in annotations.items()
    }
