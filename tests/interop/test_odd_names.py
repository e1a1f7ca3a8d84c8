"""Names are data: whatever those of labels and images hold, they make the whole trip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from interop.campaigns import EAST, UTM, WEST, make_in_scaneo, write_images
from interop.editor import TASKS, Editor, area, box, whole
from interop.scaneo_server import ScaneoServer
from interop.shown import Shown
from interop.trip import arrive, come_back, go_round, labels_of
from support.images import write_image

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("qgis_new_project")]

ODD = [
    "urbà · città",
    "水田",
    "مياه",
    "вода",
    "👩‍🌾🌾",
    "e\u0301",  # not the same as
    "\u00e9",
    "\u202eright to left\u202c",
    "line\u2028separator",
    "two\nlines\tand a tab",
    " spaces around ",
    "it's",
    'the "old" town',
    "back\\slash \\u0041",
    "'; DROP TABLE detection; --",
    "why? ?1 :a @b $c %s %1 {0}",
    '[% "label" %]',
    "<b>bold</b>",
    "<img src=x onerror=alert(1)>",
    "fish &amp; chips",
    "../../etc/passwd",
    "/absolute",
    "C:\\drive",
    "NULL",
    "null",
    "true",
    "0",
    "1e3",
    "a,b;c|d",
    "x" * 300,
    "界" * 300,
]
IMAGES = [
    "it's (1) & <b>2</b>.tif",
    "100%/a#b?c %20.tif",
    "水田/مياه.tif",
    "[x]*/{y}.v2.final.tif",
    " spaces /  .tif",
    "semi;colon|layername=labels.tif",
    "back\\slash.tif",
    'the "old" one.tif',
    "NULL.tif",
    "0.tif",
]
COLORS = {label: f"#{number:06x}" for number, label in enumerate(ODD, 0x10)}


def annotations() -> dict[str, list[Shown]]:
    """Each label once in each task; each task has an image of its own."""
    boxes, areas = [], []
    for number, label in enumerate(ODD):
        low, high = 0.01 * number, 0.01 * number + 0.005
        boxes.append(box(label, 41 + low, 2.4 + low, 41 + high, 2.4 + high))
        ring = [[2.1, 40.6 + low], [2.2, 40.6 + low], [2.2, 40.6 + high], [2.1, 40.6 + low]]
        areas.append(area(label, [ring]))
    return {WEST: [whole(label) for label in ODD], EAST: boxes, UTM: areas}


def test_labels_of_scaneo(scaneo: ScaneoServer, tmp_path: Path) -> None:
    """Labels made in SCANEO: each annotation is edited, and gets the next label."""
    folder = write_images(tmp_path / "campaign")
    made = make_in_scaneo(scaneo, folder, COLORS, annotations())
    assert labels_of(scaneo, made) == COLORS
    editor = Editor(folder, annotations())
    assert editor.opened.problems == []
    with editor.editing():
        for image in (EAST, UTM):
            found = list(editor.wanted[image])
            for annotation, label in zip(found, [*ODD[1:], ODD[0]]):
                editor.relabel(image, annotation, label)
        for label in ODD[::2]:
            editor.delete(WEST, whole(label))

    number = go_round(scaneo, editor)

    assert labels_of(scaneo, number) == COLORS


def test_labels_typed_in_qgis(scaneo: ScaneoServer, tmp_path: Path) -> None:
    """Labels that the plugin puts into spai.json; both tools see them again, letter for letter."""
    folder = write_images(tmp_path / "campaign")
    wanted = annotations()
    editor = Editor(folder, {image: [] for image in wanted})
    with editor.editing():
        for image, found in wanted.items():
            for annotation in found:
                editor.add(image, annotation)

    editor.export()

    number = arrive(scaneo, folder, wanted)
    labels = labels_of(scaneo, number)
    assert labels.keys() == set(ODD)
    assert len(set(labels.values())) == len(ODD)
    again = come_back(scaneo, number, folder, wanted)
    with again.editing():
        for image in wanted:
            for annotation in wanted[image][1:]:
                again.delete(image, annotation)
    number = go_round(scaneo, again)
    assert labels_of(scaneo, number) == labels


@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
def test_images(scaneo: ScaneoServer, tmp_path: Path) -> None:
    """Each image is its annotations' label, too; some are found by their place."""
    folder = tmp_path / "it's #1 & 100% 水田"
    for number, image in enumerate(IMAGES):
        write_image(folder / image, grid=(2.0 + number, 0.05, 0.0, 42.0, 0.0, -0.1))
    editor = Editor(folder, {image: [] for image in IMAGES})
    with editor.editing():
        for number, image in enumerate(IMAGES):
            west = 2.1 + number
            ring = [[west, 41.1], [west + 0.1, 41.1], [west, 41.2], [west, 41.1]]
            editor.add(image, whole(image))
            editor.add(image, box(image, 41.1, west, 41.2, west + 0.1), unassigned=True)
            editor.add(image, area(image, [ring]), unassigned=True)
    go_round(scaneo, editor)

    again = Editor(folder, editor.wanted)
    with again.editing():
        for image in IMAGES:
            for task in TASKS:
                again.relabel(image, again.first(image, task), image[::-1])

    assert again.opened.problems == []
    go_round(scaneo, again)
