"""Images and nothing else become a campaign in the dock, and the real SCANEO opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from interop.campaigns import UTM, WEST, write_images
from interop.editor import area, box, polygon, whole
from interop.scaneo_server import ScaneoServer
from interop.trip import arrive, come_back, labels_of
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGeometry,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt
from scaneo_bridge.core.base.colors import PALETTE

pytest_plugins = ["support.desk.fixtures"]
pytestmark = pytest.mark.interop

NAMES = ("water", "l'or & <b>mes</b>", "not used")
OUTLINE = polygon([[2.1, 41.1], [2.3, 41.1], [2.2, 41.3]])
DRAWN = {
    WEST: [
        whole(NAMES[0]),
        area(NAMES[0], [[[2.1, 41.1], [2.3, 41.1], [2.2, 41.3], [2.1, 41.1]]]),
        box(NAMES[1], 41.1, 2.1, 41.3, 2.3),
    ],
    UTM: [box(NAMES[0], 40.67, 2.1, 40.68, 2.11)],
    "2024/east.tif": [],
}
UTM_BOX = polygon([[2.1, 40.67], [2.11, 40.67], [2.11, 40.68], [2.1, 40.68]])


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return write_images(tmp_path / "bare")


def name_label(desk: Any, name: str) -> None:
    line = desk.dock.page.new_label.name
    desk.bot.keyClicks(line, name)
    desk.bot.keyClick(line, Qt.Key.Key_Return)
    desk.wait()


def draw(layer: QgsVectorLayer, label: str, outline: QgsGeometry) -> None:
    """As QGIS's tools do, in an edit session that is saved."""
    assert layer.isEditable() or layer.startEditing()
    values = {layer.fields().indexOf("label"): label}
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    drawn = QgsVectorLayerUtils.createFeature(layer, outline, values, context)
    assert layer.addFeature(drawn)
    assert layer.commitChanges(), layer.commitErrors()


def export(desk: Any) -> None:
    assert desk.dock.preview() is not None
    desk.click(desk.dock.pages.export.write)
    desk.wait()


def test_scaneo_opens_what_began_as_images(scaneo: ScaneoServer, desk: Any, bare: Path) -> None:
    desk.open(bare)
    for name in NAMES:
        name_label(desk, name)
    for image, wanted in DRAWN.items():
        desk.images.go_to(image)
        for annotation in wanted:
            outline = OUTLINE if image == WEST else UTM_BOX
            draw(desk.layer(annotation.task), annotation.label, outline)
    desk.wait()
    export(desk)

    campaign = arrive(scaneo, bare, DRAWN)

    assert list(labels_of(scaneo, campaign).items()) == list(zip(NAMES, PALETTE))
    come_back(scaneo, campaign, bare, DRAWN)


def test_scaneo_opens_labels_alone(scaneo: ScaneoServer, desk: Any, bare: Path) -> None:
    """Somebody prepares the labels in QGIS, and others annotate in SCANEO."""
    desk.open(bare)
    name_label(desk, NAMES[0])
    export(desk)
    assert len(json.loads((bare / "spai.json").read_bytes())["labels"]) == 1

    campaign = arrive(scaneo, bare, {image: [] for image in DRAWN})

    assert labels_of(scaneo, campaign) == {NAMES[0]: PALETTE[0]}
