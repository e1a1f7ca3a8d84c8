"""Campaigns that the plugin makes out of a folder of images, and the real SCANEO opens."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional

import pytest
from interop.campaigns import EAST, HOLED, LABELS, UTM, WEST, write_images
from interop.editor import TASKS, Editor, area, box, polygon, whole
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown
from interop.trip import (
    arrive,
    come_back,
    contents,
    copy_images,
    features_in,
    go_round,
    labels_of,
)
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayerUtils,
)
from scaneo_bridge.core.algorithms.export_campaign import ExportCampaign
from scaneo_bridge.core.algorithms.import_campaign import ImportCampaign
from scaneo_bridge.core.campaign.exporting.export_campaign import export_campaign
from scaneo_bridge.core.images.files.rasters import load_raster
from scaneo_bridge.core.qgis.layers import add_layers, style_layer
from scaneo_bridge.core.qgis.map_image import MapImage

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

NOTHING: dict[str, list[Shown]] = {WEST: [], EAST: [], UTM: []}
OUTLINES = {
    WEST: [[2.0, 41.0], [2.5, 41.0], [2.5, 42.0], [2.0, 42.0]],
    EAST: [[2.4, 41.0], [2.9, 41.0], [2.9, 42.0], [2.4, 42.0]],
    UTM: [[2.06, 40.66], [2.15, 40.66], [2.15, 40.73], [2.06, 40.73]],
}
FIELD = area("field", [[[2.07, 40.67], [2.09, 40.67], [2.08, 40.7], [2.07, 40.67]]])
# By image; those of the overlap lie for the most part in the image that they are listed at.
DRAWN = {
    WEST: [
        whole("water"),
        whole("urban"),
        HOLED,
        box("urban", 41.3, 2.30, 41.4, 2.44),
        box("urban", 41.3, 2.30, 41.4, 2.44),
    ],
    EAST: [
        whole("water"),
        box("field", 41.3, 2.46, 41.4, 2.60),
        area("urban", [[[2.47, 41.6], [2.8, 41.6], [2.8, 41.7], [2.47, 41.6]]]),
    ],
    UTM: [FIELD, whole("field"), box("water", 40.67, 2.1, 40.68, 2.11)],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of images, with a list of labels and no annotations."""
    made = write_images(tmp_path / "made")
    labels = [{"name": name, "color": color} for name, color in LABELS.items()]
    (made / "spai.json").write_text(json.dumps({"labels": labels}), encoding="utf-8")
    return made


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of images and nothing else."""
    return write_images(tmp_path / "bare")


def draw(editor: Editor, *, unassigned: bool = False) -> None:
    with editor.editing():
        for image, annotations in DRAWN.items():
            for annotation in annotations:
                outline = polygon(OUTLINES[image]) if annotation.task == "classification" else None
                editor.add(image, annotation, outline, unassigned=unassigned)


@pytest.mark.parametrize("unassigned", [False, True], ids=["image set", "image by place"])
def test_drawn_with_listed_labels(scaneo: ScaneoServer, folder: Path, unassigned: bool) -> None:
    spai = (folder / "spai.json").read_bytes()
    editor = Editor(folder, NOTHING)
    draw(editor, unassigned=unassigned)

    editor.export()

    number = arrive(scaneo, folder, DRAWN)
    assert list(labels_of(scaneo, number).items()) == list(LABELS.items())
    assert (folder / "spai.json").read_bytes() == spai
    come_back(scaneo, number, folder, DRAWN)


@pytest.mark.parametrize("unassigned", [False, True], ids=["image set", "image by place"])
def test_drawn_without_spai_json(scaneo: ScaneoServer, bare: Path, unassigned: bool) -> None:
    """The labels are the ones that are used, each in a colour of its own."""
    editor = Editor(bare, NOTHING)
    assert editor.opened.problems == []
    draw(editor, unassigned=unassigned)

    number = go_round(scaneo, editor)

    colors = labels_of(scaneo, number)
    assert colors.keys() == {"water", "urban", "field"}
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in colors.values())
    assert len(set(colors.values())) == 3


def test_labels_beside_those_that_are_listed(scaneo: ScaneoServer, folder: Path) -> None:
    """New names come behind the user's own, and take no colour that is taken."""
    editor = Editor(folder, NOTHING)
    with editor.editing():
        editor.add(WEST, whole("sand"))
        editor.add(UTM, box("clay", 40.67, 2.1, 40.68, 2.11))

    number = go_round(scaneo, editor)

    labels = labels_of(scaneo, number)
    assert {*labels} == {*LABELS, "sand", "clay"}
    assert list(labels.items())[: len(LABELS)] == list(LABELS.items())
    assert len(set(labels.values())) == len(labels)


def test_export_after_export(scaneo: ScaneoServer, bare: Path) -> None:
    """The second export edits what the first one made, and does not add it again."""
    editor = Editor(bare, NOTHING)
    draw(editor)
    editor.export()
    arrive(scaneo, bare, editor.wanted)
    with editor.editing():
        for task in TASKS:
            editor.relabel(WEST, editor.first(WEST, task), "sand")
            editor.delete(UTM, editor.first(UTM, task))
        editor.reshape(EAST, editor.first(EAST, "detection"), box("", 41.1, 2.6, 41.2, 2.7))

    go_round(scaneo, editor)

    assert editor.wanted[UTM] == []


def test_boxes_of_any_form(scaneo: ScaneoServer, folder: Path) -> None:
    """SCANEO gets the bounds of whatever was drawn into the layer of boxes."""
    editor = Editor(folder, NOTHING)
    tilted = polygon([[2.2, 41.1], [2.3, 41.2], [2.2, 41.3], [2.1, 41.2]])
    triangle = polygon([[2.3, 41.5], [2.4, 41.5], [2.4, 41.75]])
    with editor.editing():
        editor.add(WEST, box("water", 41.1, 2.1, 41.3, 2.3), tilted)
        editor.add(WEST, box("urban", 41.5, 2.3, 41.75, 2.4), triangle)

    go_round(scaneo, editor)


def test_areas_of_any_form(scaneo: ScaneoServer, folder: Path) -> None:
    """A Polygon becomes a MultiPolygon of one part; heights are left out."""
    ring = [[2.1, 41.1], [2.2, 41.1], [2.2, 41.2], [2.1, 41.1]]
    high = "PolygonZ((2.1 41.1 7, 2.2 41.2 8, 2.2 41.1 9, 2.1 41.1 7))"
    editor = Editor(folder, NOTHING)
    with editor.editing():
        editor.add(WEST, area("water", [ring]), polygon(ring[:-1]))
        editor.add(WEST, area("urban", [ring]), QgsGeometry.fromWkt(high))

    go_round(scaneo, editor)


def test_what_lies_outside_every_image_is_told_and_not_written(
    scaneo: ScaneoServer, folder: Path
) -> None:
    editor = Editor(folder, NOTHING)
    draw(editor, unassigned=True)
    with editor.editing():
        lost = box("water", 10.0, 10.0, 11.0, 11.0)
        editor.add(WEST, lost, unassigned=True)
        editor.wanted[WEST].remove(lost)

    done = export_campaign(editor.opened.workspace.path, None, QgsFeedback())

    assert [problem.path for problem in done.problems] == ["detection"]
    assert "outside every image" in done.problems[0].what
    arrive(scaneo, folder, DRAWN)


def test_drawn_on_the_image_that_is_shown(
    scaneo: ScaneoServer, folder: Path, qgis_new_project: QgsProject
) -> None:
    """As on a desktop: in the overlap of two images, the one that is shown gets the annotation."""
    editor = Editor(folder, NOTHING)
    add_layers(qgis_new_project, list(editor.layers.values()), "made")
    for layer in editor.layers.values():
        style_layer(layer, [])
    both = (41.2, 2.42, 41.3, 2.48)
    outline = polygon([[2.42, 41.2], [2.48, 41.2], [2.48, 41.3]])
    annotations = [
        whole("water"),
        box("urban", *both),
        area("field", [[[2.42, 41.2], [2.48, 41.2], [2.48, 41.3], [2.42, 41.2]]]),
    ]
    with editor.editing():
        for image in (WEST, EAST):
            raster = load_raster(folder, image)
            assert MapImage(qgis_new_project, editor.opened.workspace).show(
                folder,
                image,
                raster,
            )
            for annotation in annotations:
                layer = editor.layers[annotation.task]
                scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
                label = {layer.fields().indexOf("label"): annotation.label}
                context = QgsExpressionContext(scopes)
                drawn = QgsVectorLayerUtils.createFeature(layer, outline, label, context)
                assert layer.addFeature(drawn)
                editor.wanted[image].append(annotation)

    go_round(scaneo, editor)

    assert editor.wanted == {WEST: annotations, EAST: annotations, UTM: []}


def test_another_folder(scaneo: ScaneoServer, folder: Path, tmp_path: Path) -> None:
    """It gets all but the images, edited or not; the own folder stays as it was."""
    editor = Editor(folder, NOTHING)
    draw(editor)
    editor.export()
    own = contents(folder)
    with editor.editing():
        editor.relabel(WEST, editor.first(WEST, "detection"), "sand")
        for annotation in DRAWN[UTM]:
            editor.delete(UTM, annotation)
    other = tmp_path / "shelf" / "other"

    done = editor.export(other)

    assert done.folder == other
    assert contents(folder) == own
    copy_images(folder, other)
    number = arrive(scaneo, other, editor.wanted)
    assert labels_of(scaneo, number).keys() == {*LABELS, "sand"}
    come_back(scaneo, number, other, editor.wanted)
    # The edits still wait for the own folder.
    go_round(scaneo, editor)


def test_another_folder_of_a_campaign_that_scaneo_made(
    scaneo: ScaneoServer, data: Path, tmp_path: Path
) -> None:
    """One image is edited; the files of the others come along as SCANEO wrote them."""
    folder = Path(shutil.copytree(data / "scaneo_export", tmp_path / "campaign"))
    editor = Editor(folder, scaneo.snapshot(scaneo.import_folder(folder)))
    with editor.editing():
        for task in TASKS:
            editor.relabel("coast.tif", editor.first("coast.tif", task), "sand")
    before, other = contents(folder), tmp_path / "other"

    editor.export(other)

    after = contents(other)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {"coast.geojson", "spai.json"}
    copy_images(folder, other)
    number = arrive(scaneo, other, editor.wanted)
    come_back(scaneo, number, other, editor.wanted)


def test_by_the_algorithms(scaneo: ScaneoServer, bare: Path, tmp_path: Path) -> None:
    """The other door: imported and exported as in the toolbox, a model or on the command line."""
    workspace, other = tmp_path / "elsewhere" / "campaign.gpkg", tmp_path / "other"
    imported = run(ImportCampaign(), FOLDER=str(bare), WORKSPACE=str(workspace))
    assert (imported["IMAGE_COUNT"], imported["ANNOTATION_COUNT"]) == (3, 0)
    editor = Editor(bare, NOTHING, workspace)
    draw(editor, unassigned=True)
    count = sum(map(len, DRAWN.values()))

    away = run(ExportCampaign(), WORKSPACE=str(workspace), FOLDER=str(other))
    home = run(ExportCampaign(), WORKSPACE=str(workspace))

    for done, target in ((away, other), (home, bare)):
        assert Path(done["FOLDER"]) == target
        assert (done["ANNOTATION_COUNT"], done["PROBLEM_COUNT"]) == (count, 0)
        assert done["FILES_WRITTEN"] == 4
    copy_images(bare, other)
    assert contents(other) == contents(bare)
    for target in (other, bare):
        come_back(scaneo, arrive(scaneo, target, DRAWN), target, DRAWN)


def test_new_features_are_as_scaneo_writes_them(scaneo: ScaneoServer, folder: Path) -> None:
    """To the member: what the plugin writes is what SCANEO itself exports of it."""
    editor = Editor(folder, NOTHING)
    draw(editor)
    editor.export()
    files = {image: (folder / image).with_suffix(".geojson") for image in DRAWN}
    written = {image: features_in(file) for image, file in files.items()}
    number = arrive(scaneo, folder, DRAWN)

    scaneo.export(number)

    # Newest first; and its server winds the ring of a box in another way than its drawing tool.
    exported = {image: features_in(file)[::-1] for image, file in files.items()}
    for feature in _all(written), _all(exported):
        for one in feature:
            if one["properties"]["task"] == "detection":
                del one["geometry"]["coordinates"]
    assert exported == written


def _all(features: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    return (feature for found in features.values() for feature in found)


def run(algorithm: QgsProcessingAlgorithm, **parameters: Optional[str]) -> dict[str, Any]:
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    results, done = algorithm.create().run(parameters, context, feedback)
    assert done, feedback.textLog()
    return results
