"""What is drawn on a pixel of the map comes back on it in GDAL's reading, or nothing is drawn."""

import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDatumTransform,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBarItem
from qgis.PyQt.QtCore import QTimer
from scaneo_bridge.ui.label.modes import Mode
from support import mouse
from support.desk.pixels import Pixels, spatial
from support.folders import write_files
from support.geojson import LABELS, collection, detection, segmentation
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]

KROVAK = (-740000.0, 1.0, 0.0, -1040000.0, 0.0, -1.0)


@pytest.fixture
def label(desktop, tmp_path):
    """Opens a campaign of images: CRS and geotransform by name; the first is on the map."""

    def begin(images, size=100, files=()):
        folder = tmp_path / "images"
        for name, (crs, grid) in images.items():
            write_image(folder / name, crs, grid, size)
        write_files(folder, {"spai.json": LABELS, **dict(files)})
        return desktop.begin(folder)

    return begin


def drawn(desk, one=(20, 30), other=(60, 70)):
    """A box drawn from pixel to pixel: how far its middle is off, in pixels."""
    pixels = Pixels(desk.folder / desk.map.image)
    before = len(desk.boxes)
    hits = pixels.drag(desk, one, other)
    assert len(desk.boxes) == before + 1
    column, row = pixels.middle(desk.boxes[-1])
    return max(
        abs(column - (hits[0][0] + hits[1][0]) / 2), abs(row - (hits[0][1] + hits[1][1]) / 2)
    )


@pytest.mark.parametrize(
    ("crs", "grid"),
    [
        ("EPSG:5514", KROVAK),
        ("EPSG:23030", (440000.0, 1.0, 0.0, 4470000.0, 0.0, -1.0)),
        ("EPSG:26717", (500000.0, 1.0, 0.0, 3500000.0, 0.0, -1.0)),
        ("EPSG:21413", (13400000.0, 1.0, 0.0, 4400000.0, 0.0, -1.0)),
    ],
)
def test_a_box_on_an_older_datum(label, crs, grid):
    desk = label({"a.tif": (crs, grid)})
    assert drawn(desk) < 0.6


def test_images_of_one_datum_far_from_each_other(label):
    """ED50 in Galicia and in Cyprus, there and back."""
    west = ("EPSG:4230", (-8.0, 1e-5, 0.0, 42.5, 0.0, -1e-5))
    east = ("EPSG:4230", (33.0, 1e-5, 0.0, 35.0, 0.0, -1e-5))
    desk = label({"a.tif": west, "b.tif": east, "c.tif": west})
    for _ in range(3):
        assert drawn(desk) < 0.6
        desk.map.key("N")


@pytest.mark.parametrize("epsg", [3857, 4326, 32633])
def test_a_project_in_a_crs_that_the_user_chose(label, epsg):
    """The image is shown where its annotations are: one that was drawn is on its pixel."""
    desk = label({"a.tif": ("EPSG:5514", KROVAK)})
    project, canvas = desk.project, desk.map.canvas
    project.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
    desk.wait()
    (raster,) = desk.layers(QgsRasterLayer)
    canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent()))
    canvas.refresh()
    desk.wait()
    settings = canvas.mapSettings()
    pixels = Pixels(desk.folder / "a.tif")
    ends = [settings.layerToMapCoordinates(raster, QgsPointXY(*pixels.there(*at)))
            for at in ((20, 30), (60, 70))]  # fmt: skip
    mouse.drag(desk.bot, canvas, *ends)
    desk.wait()
    hits = [
        settings.mapToLayerCoordinates(raster, mouse.on_map(canvas, (end.x(), end.y())))
        for end in ends
    ]
    middle = (hits[0].x() + hits[1].x()) / 2 + 740000, -1040000 - (hits[0].y() + hits[1].y()) / 2
    assert pixels.middle(desk.boxes[0]) == pytest.approx(middle, abs=1.2)


@pytest.mark.parametrize(("epsg", "world"), [(3857, 4e7), (4326, 360)])
def test_the_zoom_to_an_image_across_180_is_not_the_world(label, epsg, world):
    desk = label({"a.tif": across_180("EPSG:32601")})
    desk.project.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
    desk.images.go_to("a.tif")
    assert desk.map.canvas.extent().width() < world / 100


def across_180(crs):
    """CRS and geotransform of an image of 4 km."""
    corner = osr.CoordinateTransformation(spatial("EPSG:4326"), spatial(crs))
    west, north, _ = corner.TransformPoint(179.99, 10.0)
    return crs, (west, 40.0, 0.0, north, 0.0, -40.0)


# Beyond 180 degrees


@pytest.mark.parametrize("west", [185.0, 179.75, -180.25, 355.0])
def test_a_box_and_an_area_beyond_180_degrees_belong_to_the_image(start, west):
    desk = start({"a.tif": (west, 10.0)})
    desk.map.show(4326, (west, 9.5, west + 0.5, 10.0))
    far = -1 if west == -180.25 else 1  # the side that is beyond
    left, right = sorted((west + 0.25 + far * 0.05, west + 0.25 + far * 0.15))
    desk.map.drag((left, 9.6), (right, 9.8))
    turn = -360 if left > 180 else 360
    assert desk.owners("detection") == [("a.tif", "water")]
    w, _, e, _ = desk.boxes[0]
    assert (w, e) == pytest.approx((left + turn, right + turn), abs=0.01)
    desk.dock.use(Mode.AREA)
    desk.map.outline((left, 9.6), (right, 9.6), (right, 9.8))
    assert desk.owners("segmentation") == [("a.tif", "water")]
    assert abs(desk.areas[0].boundingBox().center().x() - (left + right) / 2 - turn) < 0.01
    features = desk.dock.export()["a.geojson"]["features"]
    assert len(features) == 2


def test_an_area_across_180_degrees_is_cut_there(start):
    desk = start({"a.tif": (179.75, 10.0)})
    desk.map.show(4326, (179.75, 9.5, 180.25, 10.0))
    desk.dock.use(Mode.AREA)
    desk.map.outline((179.9, 9.6), (180.1, 9.6), (180.1, 9.8), (179.9, 9.8))
    (area,) = desk.areas
    parts = [part.boundingBox() for part in area.asGeometryCollection()]
    assert sorted(round(part.width(), 2) for part in parts) == [0.1, 0.1]
    assert area.area() == pytest.approx(0.04, rel=0.1)
    desk.dock.use(Mode.BOX)
    desk.map.drag((179.9, 9.6), (180.1, 9.8))
    assert desk.boxes == [] and desk.bar.told("A box can't cross the antimeridian")


@pytest.mark.parametrize("crs", ["EPSG:32601", "EPSG:3832"])
def test_an_area_across_180_degrees_on_a_map_that_goes_on_there(label, crs):
    desk = label({"a.tif": across_180(crs)})
    pixels = Pixels(desk.folder / "a.tif")
    desk.dock.use(Mode.AREA)
    corners = [pixels.there(*at) for at in ((5, 10), (90, 10), (90, 90), (5, 90))]
    for at in corners:
        mouse.click(desk.bot, desk.map.canvas, at)
    mouse.click(desk.bot, desk.map.canvas, corners[0], mouse.RIGHT)
    desk.wait()
    (area,) = desk.areas
    parts = [part.boundingBox() for part in area.asGeometryCollection()]
    assert len(parts) == 2 and all(part.width() < 0.1 for part in parts)
    assert desk.owners("segmentation") == [("a.tif", "water")]


# What QGIS would ask


def test_whatever_crs_the_project_gets_there_is_nothing_to_ask(label):
    """QGIS asks for an operation where there are several and the project says none; it looks for
    each of its layers when the project gets another CRS, and for each layer that is added."""
    images = {
        "a.tif": ("EPSG:5514", KROVAK),
        "b.tif": ("EPSG:3035", (4321000.0, 1.0, 0.0, 3210000.0, 0.0, -1.0)),
        "c.tif": ("EPSG:23030", (440000.0, 1.0, 0.0, 4470000.0, 0.0, -1.0)),
    }
    desk = label(images)
    project = desk.project
    asked, seen = [], []

    def look(layers):
        crs, context = project.crs(), project.transformContext()
        for layer in layers:
            seen.append(layer.name())
            several = len(QgsDatumTransform.operations(layer.crs(), crs)) > 1
            if several and layer.crs() != crs and not context.hasTransform(layer.crs(), crs):
                asked.append((layer.name(), crs.authid()))

    own = QgsVectorLayer("Polygon?crs=EPSG:23031", "the user's own", "memory")
    project.addMapLayer(own)
    project.crsChanged.connect(lambda: look(project.mapLayers().values()))
    project.layersAdded.connect(look)
    for _ in range(2):
        desk.map.key("N")
    assert asked == [] and {"b.tif", "c.tif", "the user's own", "detection"} <= set(seen)


@pytest.mark.parametrize("other", ["EPSG:3857", "EPSG:4230"])
def test_on_the_way_to_an_image_nothing_is_said_that_is_not_so_there(label, other):
    """The operations for the user's layers come before the image's reference system."""
    nad27 = ("EPSG:26717", (500000.0, 1.0, 0.0, 3500000.0, 0.0, -1.0))
    desk = label({"a.tif": ("EPSG:5514", KROVAK), "b.tif": nad27})
    desk.project.addMapLayer(QgsVectorLayer(f"Polygon?crs={other}", "x", "memory"))
    desk.map.key("N")
    said = [item.text() for item in desk.bar.widget.findChildren(QgsMessageBarItem)]
    assert desk.map.image == "b.tif" and not any("away from" in text for text in said)
    assert drawn(desk) < 0.6


def test_what_was_said_goes_when_it_is_not_so_any_more(label):
    desk = label({"b.tif": ("EPSG:26717", (500000.0, 1.0, 0.0, 3500000.0, 0.0, -1.0))})
    project, gone = desk.project, []
    desk.bar.widget.widgetRemoved.connect(lambda item: gone.append(item.text()))
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:5514"))
    assert "away from" in desk.bar.widget.currentItem().text() and gone == []
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:26717"))
    assert len(gone) == 1 and "away from" in gone[0]


def test_an_image_without_crs_on_the_way_changes_nothing(label):
    utm = (430000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0)
    images = {"a.tif": ("EPSG:32631", utm), "b.tif": (None, None), "c.tif": ("EPSG:32630", utm)}
    desk = label(images)
    desk.map.key("N", "N")
    assert desk.project.crs().authid() == "EPSG:32630"
    assert drawn(desk) < 0.6


# The view


def test_the_next_image_of_a_time_series_keeps_the_view(labelling):
    view = QgsRectangle(2.1, 41.6, 2.2, 41.7)
    labelling.map.canvas.setExtent(view)
    labelling.wait()
    before = labelling.map.canvas.extent()
    labelling.map.key("N")
    assert labelling.map.image == "b.tif" and labelling.map.canvas.extent() == before
    labelling.images.go_to("b.tif")
    assert labelling.map.canvas.extent().width() > 0.5, "going to the image itself shows all of it"


def test_an_image_of_another_place_is_shown_whole(start):
    desk = start({"a.tif": (2.0, 42.0), "b.tif": (2.4, 42.0)})
    desk.map.canvas.setExtent(QgsRectangle(2.1, 41.6, 2.2, 41.7))
    desk.wait()
    desk.map.key("N")
    assert desk.map.canvas.extent().contains(QgsRectangle(2.4, 41.5, 2.9, 42.0))


def test_a_second_campaign_takes_its_own_crs_and_view(label, desktop, tmp_path):
    label({"a.tif": ("EPSG:32631", (430000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0))})
    other = tmp_path / "other"
    write_image(other / "b.tif", "EPSG:3035", (4321000.0, 10.0, 0.0, 3210000.0, 0.0, -10.0), 100)
    desktop.open(other)
    assert desktop.project.crs().authid() == "EPSG:3035"
    assert desktop.map.canvas.extent().contains(QgsRectangle(4321000, 3209000, 4322000, 3210000))


def test_a_campaign_opened_again_starts_at_the_next_image_to_do(labelling, desktop):
    labelling.map.drag((2.1, 41.6), (2.2, 41.7))
    labelling.map.key("D")
    desktop.project.clear()
    labelling.wait()
    desktop.open(labelling.folder)
    assert labelling.map.image == "b.tif"


# No place


def test_without_a_place_boxes_and_areas_are_refused_and_classes_are_not(label):
    desk = label({"a.tif": (None, None)})
    extent = desk.map.canvas.extent()
    corner = extent.xMinimum(), extent.yMinimum()
    spots = [tuple(edge + part * extent.width() for edge in corner) for part in (0.4, 0.6)]
    mouse.drag(desk.bot, desk.map.canvas, *spots)
    desk.wait()
    assert desk.boxes == []
    assert desk.bar.told("its place is not known") and desk.bar.told("Georeference it")
    desk.map.key("C", "1")
    assert desk.owners("classification") == [("a.tif", "water")]
    assert len(desk.dock.export()["a.geojson"]["features"]) == 1


def test_once_it_has_a_place_boxes_are_drawn(label):
    desk = label({"a.tif": (None, (430000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0))})
    assert desk.controller._labelling.navigation.refusal.endswith("open the campaign again.")
    image = gdal.Open(str(desk.folder / "a.tif"), gdal.GA_Update)
    image.SetProjection(spatial("EPSG:32631").ExportToWkt())
    image = None
    desk.open(desk.folder)
    desk.wait()
    assert desk.project.crs().authid() == "EPSG:32631"
    assert drawn(desk) < 0.6


def test_until_it_is_opened_again_nothing_is_put_on_an_image_from_afar(label):
    grid = (430000.0, 10.0, 0.0, 4540000.0, 0.0, -10.0)
    desk = label({"a.tif": (None, grid), "b.tif": ("EPSG:32631", grid)})
    image = gdal.Open(str(desk.folder / "a.tif"), gdal.GA_Update)
    image.SetProjection(spatial("EPSG:32631").ExportToWkt())
    image = None
    desk.map.key("N", "P")
    assert desk.map.image == "a.tif"
    desk.map.show(32631, (3.0, 42.0, 3.1, 42.1))  # 100 km from it
    desk.map.drag((3.02, 42.02), (3.05, 42.05))
    assert desk.boxes == [] and desk.bar.told("Open it again")


def test_what_is_there_already_is_not_changed_where_nothing_can_be_drawn(label):
    files = {"a.geojson": collection(detection(), segmentation())}
    desk = label({"a.tif": (None, (2.0, 0.005, 0.0, 42.0, 0.0, -0.005))}, files=files)
    before = desk.boxes
    ((west, south, east, north),) = before
    desk.map.show(4326, (west - 0.1, south - 0.1, east + 0.1, north + 0.1))
    desk.map.key("V")
    middle = (west + east) / 2, (south + north) / 2
    desk.map.click(middle)
    desk.map.drag(middle, (middle[0] + 0.05, middle[1]))
    assert desk.boxes == before and desk.bar.told("its place is not known")
    (area,) = desk.areas
    desk.map.show(4326, (0, 39, 5, 44))
    desk.map.key("E")
    desk.map.outline((1, 40), (4, 40), (4, 43), (1, 43))
    assert [one.asWkt() for one in desk.areas] == [area.asWkt()]


def by_points(path, size=100):
    """An image that ground control points place."""
    write_image(path, None, None, size)
    image = gdal.Open(str(path), gdal.GA_Update)
    points = [
        gdal.GCP(2 + 0.001 * x + 0.0002 * y, 41 - 0.001 * y + 0.0003 * x, 0, x, y)
        for x in (0, 50, 100)
        for y in (0, 50, 100)
    ]
    image.SetGCPs(points, spatial("EPSG:4326").ExportToWkt())
    image.GetRasterBand(1).Fill(7)


def test_points_place_an_image_as_gdal_reads_them(label, tmp_path):
    by_points(tmp_path / "images" / "a.tif")
    desk = label({})
    desk.map.drag((2.05, 40.95), (2.07, 40.97))
    assert desk.owners("detection") == [("a.tif", "water")]
    assert desk.boxes == [desk.map.sides((2.05, 40.95), (2.07, 40.97))]


def test_what_is_said_of_an_image_goes_with_it(label, tmp_path, qtbot):
    for name in ("a.tif", "b.tif", "c.tif"):
        by_points(tmp_path / "images" / name)
    desk = label({"d.tif": ("EPSG:4326", (2.0, 0.001, 0.0, 41.0, 0.0, -0.001))})
    bar, gone = desk.bar.widget, []
    while bar.currentItem().title() != "a.tif":  # what was said of the campaign has been read
        bar.popWidget(bar.currentItem())
    bar.widgetRemoved.connect(lambda item: gone.append(item.title()))
    for before, image in (("a.tif", "b.tif"), ("b.tif", "c.tif"), ("c.tif", "d.tif")):
        # From the event loop, as in QGIS: only then Qt deletes what was said before.
        QTimer.singleShot(0, desk.controller._labelling.navigation.go_next)
        qtbot.waitUntil(lambda image=image: desk.map.image == image)
        assert before in gone


def test_a_copy_is_warped_beside_it(label, tmp_path):
    by_points(tmp_path / "images" / "a.tif")
    desk = label({}, files={"a_warped.geojson": "{}"})
    before = (desk.folder / "a.tif").read_bytes()
    desk.click(desk.bar.question["Warp a copy beside it"])
    desk.wait()
    assert [item.path for item in desk.dock.page.images.items] == ["a.tif", "a_warped_2.tif"]
    assert (desk.folder / "a.tif").read_bytes() == before
    assert desk.bar.told("a_warped_2.tif lies beside it")
    copy = Pixels(desk.folder / "a_warped_2.tif")
    assert gdal.Open(str(desk.folder / "a_warped_2.tif")).ReadAsArray().max() == 7
    lon, lat = copy.degrees(copy.width / 2, copy.height / 2)
    assert (lon, lat) == pytest.approx((2.06, 40.965), abs=0.002)
    desk.images.go_to("a_warped_2.tif")
    assert desk.project.crs().authid() == "EPSG:32631"
    assert not list(desk.folder.rglob("*.part"))


def test_an_image_that_is_broken_by_now_is_not_warped(label, tmp_path):
    by_points(tmp_path / "images" / "a.tif")
    desk = label({})
    (desk.folder / "a.tif").write_bytes(b"II*\0 no image any more")
    desk.click(desk.bar.question["Warp a copy beside it"])
    desk.wait()
    assert desk.bar.told("can't be warped") and not desk.bar.told("ERROR")
    assert sorted(path.name for path in desk.folder.glob("*.tif")) == ["a.tif"]
