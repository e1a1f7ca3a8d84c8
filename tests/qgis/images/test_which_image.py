"""Which image something belongs to is one question with one answer, at whichever door it is asked.

The doors: the dock's own tools, the forms of QGIS's tools, its clipboard, the export of what has no
image yet, and the export of layers. The first three know which image is on the map.
"""

from dataclasses import dataclass
from typing import Optional

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayerUtils
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from scaneo_bridge.core.workspace.workspace import Workspace
from scaneo_bridge.ui.work.options import Outside
from support.folders import write_files
from support.geojson import LABELS
from support.images import write_image
from support.pasting import paste
from support.sources import box_wkt, export, layer_of, source

pytest_plugins = ["support.desk.fixtures"]

SOUTH, NORTH = 41.6, 41.7  # of what is drawn; images are half a degree wide and reach up to 42
LEFT, RIGHT, FAR = (2.0, 42.0), (2.5, 42.0), (4.0, 42.0)  # their north-west corners
TILES = {"a.tif": LEFT, "b.tif": RIGHT}
SERIES = {"a.tif": LEFT, "b.tif": LEFT}
LAPPED = {"a.tif": LEFT, "b.tif": (2.2, 42.0), "far.tif": FAR}
SLIVER = 1e-4
"""Degrees: 2 parts in 10,000 of the width of these images."""


@dataclass(frozen=True)
class Case:
    """Something from west to east, and whose it is: ``is_on`` the current image, or else found."""

    images: dict
    current: str
    sides: tuple
    is_on: bool
    drawn: Optional[str]
    """Whose it is if the dock's tools draw it."""
    found: Optional[str]
    """Whose it is without a current image; None where that would be a guess, or is nobody's."""
    exported: Optional[str]
    """The same for the export of layers, which tells what it guesses."""

    @property
    def bounds(self):
        west, east = self.sides
        return west, SOUTH, east, NORTH

    @property
    def rectangle(self):
        return QgsRectangle(*self.bounds)


CASES = {
    "within the image on the map": Case(TILES, "a.tif", (2.1, 2.2), True, *["a.tif"] * 3),
    "on its neighbour": Case(TILES, "a.tif", (2.6, 2.7), False, *["b.tif"] * 3),
    "most of it on its neighbour": Case(
        TILES, "a.tif", (2.45, 2.7), True, "a.tif", "b.tif", "b.tif"
    ),
    "up to its border": Case(TILES, "a.tif", (2.4, 2.5), True, *["a.tif"] * 3),
    "from its border on": Case(TILES, "a.tif", (2.5, 2.6), False, *["b.tif"] * 3),
    "a sliver on it": Case(TILES, "a.tif", (2.5 - SLIVER / 2, 2.6), False, *["b.tif"] * 3),
    "more than a sliver on it": Case(
        TILES, "a.tif", (2.5 - 2 * SLIVER, 2.6), True, "a.tif", "b.tif", "b.tif"
    ),
    "a strip thinner than a sliver, two fifths of it on it": Case(
        TILES, "a.tif", (2.5 - 2e-5, 2.5 + 3e-5), True, "a.tif", "b.tif", "b.tif"
    ),
    "a sliver on the only image": Case(
        {"a.tif": LEFT}, "a.tif", (2.5 - SLIVER / 2, 2.6), False, None, None, None
    ),
    "from the border of the only image on": Case(
        {"a.tif": LEFT}, "a.tif", (2.5, 2.6), False, None, None, None
    ),
    "nowhere": Case(TILES, "a.tif", (3.1, 3.2), False, None, None, None),
    "on two that overlap": Case(LAPPED, "far.tif", (2.4, 2.45), False, "b.tif", None, "b.tif"),
    "on two that overlap, one of them on the map": Case(
        LAPPED, "a.tif", (2.4, 2.45), True, "a.tif", None, "b.tif"
    ),
    "in a time series": Case(SERIES, "b.tif", (2.1, 2.2), True, "b.tif", None, "a.tif"),
    "in another time series": Case(
        {**SERIES, "far.tif": FAR}, "far.tif", (2.1, 2.2), False, "a.tif", None, "a.tif"
    ),
    "beyond the antimeridian": Case(
        {"a.tif": (179.8, 42.0)}, "a.tif", (-179.9, -179.8), True, *["a.tif"] * 3
    ),
    "from a border beyond the antimeridian on": Case(
        {"a.tif": (179.8, 42.0)}, "a.tif", (-179.7, -179.6), False, None, None, None
    ),
}

every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


# With an image on the map


@pytest.fixture
def begun(start):
    """Somebody who labels the images of a case, on its current one."""

    def begin(case):
        desk = start(case.images)
        if desk.map.image != case.current:
            desk.images.go_to(case.current)
        return desk

    return begin


def draw_box(desk, rectangle):
    """To the last bit, which no mouse can do."""
    desk.controller._labelling._tools.box_drawn.emit(rectangle)
    desk.wait()


def by_form(layer, geometry):
    """The image of a feature that one of QGIS's own tools makes."""
    context = layer.createExpressionContext()
    return QgsVectorLayerUtils.createFeature(layer, geometry, {}, context)["image"] or None


def pasted_image(layer, geometry, image):
    """The image of a copy of a feature of another one, once QGIS has pasted it."""
    copy = QgsFeature(layer.fields())
    copy.setGeometry(geometry)
    copy["image"], copy["label"] = image, "water"
    (fid,) = paste(layer, [copy])
    return layer.getFeature(fid)["image"]


@every_case
def test_what_the_docks_tools_draw(begun, settings, case):
    desk = begun(case)
    draw_box(desk, case.rectangle)
    assert ("Keep such things" in desk.bar.question) is (case.drawn is None)
    if case.drawn is None:
        desk.press(desk.bar.question["Keep such things"])
        assert settings.options().outside is Outside.KEEP
    assert desk.owners("detection") == [(case.drawn, "water")]
    is_told = desk.bar.told(f"It lies on {case.drawn}, and belongs to that.")
    assert is_told is (case.drawn not in (None, case.current))


@every_case
def test_what_qgis_s_own_tools_draw_and_paste(begun, case):
    desk = begun(case)
    geometry = QgsGeometry.fromRect(case.rectangle)
    assert by_form(desk.layer("detection"), geometry) == (case.current if case.is_on else None)
    pasted = pasted_image(desk.layer("detection"), geometry, "other.tif")
    assert pasted == (case.current if case.is_on else "other.tif")


CROSSING = {
    "a bow tie": "Polygon((2.1 41.6, 2.3 41.8, 2.3 41.6, 2.1 41.8, 2.1 41.6))",
    "a bow tie across the border": "Polygon((2.4 41.6, 2.7 41.8, 2.7 41.6, 2.4 41.8, 2.4 41.6))",
    "a stroke over itself": "Polygon((2.1 41.6, 2.4 41.6, 2.4 41.7, 2.2 41.7, 2.2 41.65, 2.3 41.65,"
    " 2.3 41.8, 2.1 41.8, 2.1 41.6))",
}


@pytest.mark.parametrize(
    ("shift", "owner"), [(0, "a.tif"), (0.5, None), (0.6, None)], ids=["on it", "beside", "off"]
)
@pytest.mark.parametrize("wkt", CROSSING.values(), ids=CROSSING)
def test_what_crosses_itself_is_where_it_is(begun, wkt, shift, owner):
    """Nobody mends it before QGIS asks: not even in a time series is it left without its image."""
    desk = begun(CASES["in a time series" if owner else "from its border on"])
    geometry = QgsGeometry.fromWkt(wkt)
    geometry.translate(shift, 0)
    current = desk.map.image
    if shift == 0.5 and "2.7" in wkt:
        geometry.translate(0.1, 0)  # its western corners lie on the border then
    found = by_form(desk.layer("segmentation"), geometry)
    assert found == (current if owner else None)
    pasted = pasted_image(desk.layer("segmentation"), geometry, "other.tif")
    assert pasted == (current if owner else "other.tif")


# Without one


@pytest.fixture
def folder(tmp_path):
    """Makes the folder of a case."""

    def make(case):
        made = tmp_path / "campaign"
        for name, (west, north) in case.images.items():
            write_image(made / name, grid=(west, 0.05, 0.0, north, 0.0, -0.05))
        return write_files(made, {"spai.json": LABELS})

    return make


def images_of(done):
    """The image of the one annotation that an export wrote; None where it wrote none."""
    return next((file.path.replace(".geojson", ".tif") for file in done.files if file.added), None)


@every_case
@pytest.mark.parametrize("task", [Task.DETECTION, Task.SEGMENTATION])
def test_the_export_of_what_has_no_image_yet(folder, opened, exported, case, task):
    workspace = opened(folder(case)).workspace.path
    with Workspace.open(workspace) as known:
        shape = QgsGeometry.fromRect(case.rectangle)
        if task is Task.SEGMENTATION:
            shape.convertToMultiType()
        insert = Inserter(known.database, task.value, ("label",))
        insert.add(bytes(shape.asWkb()), "water")
        del insert
    done = exported(workspace)
    assert images_of(done) == case.found
    told = [problem.what for problem in done.problems]
    nobody = "It lies outside every image, or on several alike."
    assert told == ([] if case.found else [nobody])


@every_case
@pytest.mark.parametrize("task", Task)
def test_the_export_of_layers(folder, case, task):
    layer = layer_of((box_wkt(*case.bounds), "water"))
    done = export(folder(case), source(layer, task))
    assert images_of(done) == case.exported
    assert bool(done.problems) is (case.exported is None)
    is_guess = "time series" in next(name for name, one in CASES.items() if one is case)
    assert [note.what for note in done.notes] == (
        ["It lies on several images of one place: it is written to the first."] if is_guess else []
    )
