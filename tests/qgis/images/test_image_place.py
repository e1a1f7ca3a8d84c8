"""The place of the image on the map is looked after while it is there, and in true words."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer
from scaneo_bridge.ui.label.modes import Mode
from support import mouse
from support.desk.pixels import Pixels
from support.folders import write_files
from support.geojson import LABELS
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

PLACES = {
    "EPSG:32631": (430000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0),
    "EPSG:5514": (-740000.0, 1.0, 0.0, -1040000.0, 0.0, -1.0),
    "EPSG:4326": (2.0, 1e-4, 0.0, 41.0, 0.0, -1e-4),
}


@pytest.fixture
def label(desktop, tmp_path):
    """Opens a campaign of one image in a CRS."""

    def begin(crs):
        folder = tmp_path / "images"
        write_image(folder / "a.tif", crs, PLACES[crs], 100)
        write_files(folder, {"spai.json": LABELS})
        return desktop.begin(folder)

    return begin


def draw(desk):
    """A box, from pixel to pixel; the number of boxes."""
    Pixels(desk.folder / "a.tif").drag(desk, (20, 30), (60, 70))
    return len(desk.boxes)


def pushed(desk):
    """What the message bar is given from now on, even if it is taken back at once."""
    texts = []
    desk.bar.widget.widgetAdded.connect(lambda item: texts.append(item.text()))
    return texts


def shown(desk):
    """What is still to be read in the message bar."""
    return " ".join(item.text() for item in desk.bar.widget.items())


@pytest.mark.parametrize("crs", PLACES)
def test_a_new_project_is_as_qgis_makes_it(label, crs):
    desk = label(crs)
    texts = pushed(desk)
    desk.project.clear()
    desk.project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    desk.wait()
    assert not [text for text in texts if "QGIS shows" in text or "reference system" in text]
    assert not desk.project.transformContext().coordinateOperations()
    assert not desk.project.readListEntry("scaneo_bridge", "operations")[0]


def test_an_image_that_was_removed_is_looked_after_no_more(label):
    desk = label("EPSG:5514")
    (raster,) = desk.layers(QgsRasterLayer)
    desk.project.removeMapLayer(raster.id())
    texts = pushed(desk)
    before = desk.project.transformContext().coordinateOperations()
    for crs in ("EPSG:3857", ""):
        desk.project.setCrs(QgsCoordinateReferenceSystem(crs))
        desk.wait()
    assert desk.project.transformContext().coordinateOperations() == before
    assert texts == []


@pytest.mark.parametrize("crs", PLACES)
def test_in_a_project_without_crs_it_is_said_what_helps(label, crs):
    desk = label(crs)
    project = desk.project
    assert draw(desk) == 1
    project.setCrs(QgsCoordinateReferenceSystem())
    desk.wait()
    words = f"Set it to that of the image: {crs}."
    assert words in shown(desk) and "QGIS shows" not in shown(desk)
    assert "The project has no coordinate reference system" in shown(desk)
    assert draw(desk) == 1 and desk.bar.told(words)
    project.setCrs(QgsCoordinateReferenceSystem(crs))
    desk.wait()
    assert draw(desk) == 2


def test_what_is_true_no_more_is_taken_back(label):
    desk = label("EPSG:32631")
    project = desk.project
    project.setCrs(QgsCoordinateReferenceSystem())
    desk.wait()
    assert "no coordinate reference system" in shown(desk)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    desk.wait()
    assert "no coordinate reference system" not in shown(desk)


# Images without a place


def spot(desk, x, y):
    """A place on the map, by parts of what is seen."""
    seen = desk.map.canvas.extent()
    return seen.xMinimum() + x * seen.width(), seen.yMaximum() - y * seen.height()


PLACELESS = {
    "nothing": (None, None, "no georeference"),
    "no grid": ("EPSG:32631", None, "no georeference"),
    "no CRS": (None, (500000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0), "no coordinate reference"),
    "a local CRS": (
        'LOCAL_CS["site grid",UNIT["metre",1]]',
        (0.0, 10.0, 0.0, 9.0, 0.0, -10.0),
        "is a local one",
    ),
}


@pytest.mark.parametrize("map_crs", [None, "EPSG:4326", "EPSG:32631", "EPSG:3413", ""])
@pytest.mark.parametrize("case", PLACELESS)
def test_on_an_image_without_a_place_that_is_what_is_said(
    desktop, tmp_path, logged_errors, case, map_crs
):
    crs, grid, words = PLACELESS[case]
    folder = tmp_path / "images"
    write_image(folder / "a.tif", crs, grid, 400)
    write_files(folder, {"spai.json": LABELS})
    desk = desktop.begin(folder)
    if map_crs is not None:
        desktop.project.setCrs(QgsCoordinateReferenceSystem(map_crs))
        desk.wait()
    told = []

    def answer():
        desk.wait()
        texts = desktop.bar.texts()
        assert len(texts) == len(told) + 1 and words in texts[-1], texts[len(told) :]
        told.append(texts[-1])

    told += desktop.bar.texts()
    boxes = (((0.3, 0.3), (0.4, 0.5)), ((0.05, 0.05), (0.95, 0.95)), ((0.6, 0.9), (0.9, 0.6)))
    for one, other in boxes:
        mouse.drag(desk.bot, desk.map.canvas, spot(desk, *one), spot(desk, *other))
        answer()
    desk.dock.use(Mode.AREA)
    for corners in (((0.3, 0.3), (0.5, 0.3), (0.4, 0.6)), ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9))):
        for corner in corners:
            mouse.click(desk.bot, desk.map.canvas, spot(desk, *corner))
        mouse.click(desk.bot, desk.map.canvas, spot(desk, *corners[0]), mouse.RIGHT)
        answer()
    assert desk.boxes == [] and desk.areas == []
    if case == "a local CRS":  # QGIS itself says so of the map
        assert all("Cannot create transform" in error for error in logged_errors)
        logged_errors.clear()
