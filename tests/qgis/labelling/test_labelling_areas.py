"""Areas are drawn with QGIS's capture, joined, cut away and erased."""

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog
from scaneo_bridge.ui.label.modes import Mode
from support import mouse
from support.desk.places import COLORS
from support.mouse import NO_BUTTON

pytest_plugins = ["support.desk.fixtures"]

LEFT_SQUARE = (2.1, 41.6, 2.25, 41.75)  # west, south, east, north
RIGHT_SQUARE = (2.2, 41.65, 2.35, 41.8)  # overlaps it
FAR_SQUARE = (2.38, 41.85, 2.45, 41.95)


def corners(square):
    west, south, east, north = square
    return (west, south), (east, south), (east, north), (west, north)


@pytest.fixture
def painter(labelling):
    labelling.dock.use(Mode.AREA)
    return labelling


def draw(desk, *squares):
    for square in squares:
        desk.map.outline(*corners(square))


def hit(desk, square):
    """What comes of a drawn square: the pixels that the mouse hits."""
    ring = [QgsPointXY(*desk.map.hit(corner)) for corner in corners(square)]
    return QgsGeometry.fromPolygonXY([ring])


def assert_same(area, expected):
    assert area.isGeosValid()
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


@pytest.mark.parametrize("epsg", [4326, 32631, 3857])
def test_clicks_and_a_right_click_are_an_area(painter, epsg):
    painter.map.show(epsg)
    painter.map.key("3")
    painter.map.outline(*corners(LEFT_SQUARE))
    assert painter.owners("segmentation") == [("a.tif", "field")]
    assert_same(painter.areas[0], hit(painter, LEFT_SQUARE))
    assert painter.palette.counts() == {"field": 1}
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    assert not any(dialog.isVisible() for dialog in dialogs)


def test_the_outline_has_the_colour_of_the_label(painter):
    painter.map.key("2")
    painter.map.click(*corners(LEFT_SQUARE)[:3])
    assert COLORS["urban"] in [band.strokeColor().name() for band in painter.map.bands]
    painter.map.key("3")
    assert COLORS["field"] in [band.strokeColor().name() for band in painter.map.bands]
    painter.map.key(Qt.Key.Key_Escape)
    assert painter.map.bands == []
    painter.map.click(corners(LEFT_SQUARE)[3], button=mouse.RIGHT)
    assert painter.areas == []


def double_click(painter, place):
    painter.map.click(place)
    mouse.press_again(painter.bot, painter.map.canvas, painter.map.place(place))
    painter.map.release(place)


@pytest.mark.parametrize("way", [Qt.Key.Key_Return, Qt.Key.Key_Enter, "double click"])
def test_enter_and_a_double_click_finish_too(painter, way):
    def finish(square):
        *before, last = corners(square)
        painter.map.click(*before)
        if way == "double click":
            double_click(painter, last)
        else:
            painter.map.click(last)
            painter.map.key(way)

    finish(LEFT_SQUARE)
    assert_same(painter.areas[0], hit(painter, LEFT_SQUARE))
    assert painter.areas[0].constGet().nCoordinates() == 5, "the last corner once"
    painter.dock.use(Mode.ERASE)
    finish(RIGHT_SQUARE)
    assert_same(painter.areas[0], hit(painter, LEFT_SQUARE).difference(hit(painter, RIGHT_SQUARE)))
    assert painter.map.bands == []


def test_enter_after_two_points_is_told_and_one_goes_on(painter):
    painter.map.click(*corners(LEFT_SQUARE)[:2])
    painter.map.key(Qt.Key.Key_Return)
    assert painter.areas == [] and painter.bar.told("An area needs at least three points.")
    painter.map.click(*corners(LEFT_SQUARE)[2:])
    painter.map.key(Qt.Key.Key_Return)
    assert_same(painter.areas[0], hit(painter, LEFT_SQUARE))


def test_two_points_are_no_area(painter):
    painter.map.outline(*corners(LEFT_SQUARE)[:2])
    assert painter.areas == [] and painter.bar.told("An area needs at least three points.")


def test_an_area_that_crosses_itself_is_made_valid(painter):
    painter.map.outline((2.1, 41.6), (2.3, 41.8), (2.3, 41.6), (2.1, 41.8))
    assert len(painter.areas) == 1
    (area,) = painter.areas
    assert area.isGeosValid() and area.constGet().numGeometries() == 2


def stream(desk):
    desk.map.click((2.1, 41.6))
    for step in range(1, 16):
        spot = desk.map.place((2.1 + step * 0.015, 41.6 + (step % 2) * 0.1))
        mouse.move(desk.bot, desk.map.canvas, spot, NO_BUTTON)
    desk.map.click((2.3, 41.9))
    desk.map.click((2.1, 41.6), button=mouse.RIGHT)


def test_streaming_is_an_option(painter):
    painter.dock.option("Streaming")
    stream(painter)
    assert painter.areas[0].constGet().nCoordinates() > 10
    painter.dock.option("Points")
    stream(painter)
    assert len(painter.areas) == 1 and painter.bar.told("at least three points")


def test_curves_are_an_option(painter):
    painter.dock.option("Curves")
    painter.map.outline((2.1, 41.7), (2.2, 41.85), (2.3, 41.7), (2.2, 41.6), (2.1, 41.7))
    (area,) = painter.areas
    assert area.constGet().nCoordinates() > 20
    assert area.wkbType() == painter.layer("segmentation").wkbType()


def test_nobody_leaves_an_image_in_mid_capture(painter):
    painter.map.click(*corners(LEFT_SQUARE)[:3])
    painter.map.key("N")
    assert painter.map.image == "a.tif" and painter.bar.told(
        "Finish it (an area: with Enter or a double click)"
    )
    painter.map.click(corners(LEFT_SQUARE)[3], button=mouse.RIGHT)
    assert painter.owners("segmentation") == [("a.tif", "water")]
    painter.map.click(*corners(LEFT_SQUARE)[:2])
    painter.map.key(Qt.Key.Key_Escape, "N")
    assert painter.map.image == "b.tif" and painter.map.bands == []


def test_what_was_begun_before_labelling_was_left_ends_with_it(painter):
    painter.map.click(*corners(LEFT_SQUARE)[:3])
    painter.dock.switch()
    assert painter.map.bands == []
    painter.dock.switch()
    painter.map.outline(*corners(RIGHT_SQUARE))
    assert len(painter.areas) == 1
    assert_same(painter.areas[0], hit(painter, RIGHT_SQUARE))


def test_a_new_colour_of_what_is_erased_is_none(painter):
    """The eraser is red, whatever the label."""
    painter.map.key("E", "2")
    painter.map.click(*corners(LEFT_SQUARE)[:2])
    assert {band.strokeColor().name() for band in painter.map.bands} == {"#dc1e1e"}
    painter.map.key("3")
    assert {band.strokeColor().name() for band in painter.map.bands} == {"#dc1e1e"}
    painter.map.key(Qt.Key.Key_Escape, "A")
    painter.map.click(*corners(LEFT_SQUARE)[:2])
    assert COLORS["field"] in {band.strokeColor().name() for band in painter.map.bands}
    painter.map.key(Qt.Key.Key_Escape)


# Join


def test_areas_of_one_label_are_joined(painter):
    painter.dock.option("Join areas")
    draw(painter, LEFT_SQUARE, RIGHT_SQUARE)
    both = hit(painter, LEFT_SQUARE).combine(hit(painter, RIGHT_SQUARE))
    (area,) = painter.areas
    assert_same(area, both)
    draw(painter, FAR_SQUARE)
    (area,) = painter.areas
    assert_same(area, both.combine(hit(painter, FAR_SQUARE)))
    painter.undo(times=2)
    assert_same(painter.areas[0], hit(painter, LEFT_SQUARE))
    painter.redo(times=2)
    assert_same(painter.areas[0], area)
    assert painter.palette.counts() == {"water": 1}


def test_areas_of_other_labels_and_images_are_not_joined(painter):
    painter.dock.option("Join areas")
    draw(painter, LEFT_SQUARE)
    painter.map.key("2")
    draw(painter, RIGHT_SQUARE)
    painter.images.go_to("b.tif")
    draw(painter, RIGHT_SQUARE)
    assert sorted(painter.owners("segmentation")) == [
        ("a.tif", "urban"), ("a.tif", "water"), ("b.tif", "urban"),
    ]  # fmt: skip


def test_without_the_option_each_area_is_one_more(painter):
    draw(painter, LEFT_SQUARE, RIGHT_SQUARE)
    assert painter.palette.counts() == {"water": 2}


# Avoid


def test_what_other_labels_cover_is_cut_away(painter):
    draw(painter, LEFT_SQUARE)
    painter.dock.option("Cut away")
    painter.map.key("2")
    draw(painter, RIGHT_SQUARE)
    first, second = painter.areas
    assert_same(first, hit(painter, LEFT_SQUARE))
    assert_same(second, hit(painter, RIGHT_SQUARE).difference(first))
    draw(painter, RIGHT_SQUARE)  # its own label is no other
    assert_same(painter.areas[2], second)


def test_what_other_labels_cover_wholly_is_refused(painter):
    draw(painter, LEFT_SQUARE)
    painter.dock.option("Cut away")
    painter.map.key("2")
    draw(painter, (2.15, 41.65, 2.2, 41.7))
    assert painter.palette.counts() == {"water": 1}
    assert painter.bar.told("Other labels cover all of it: nothing was drawn.")


def test_what_other_images_cover_is_not_cut_away(painter):
    draw(painter, LEFT_SQUARE)
    painter.dock.option("Cut away")
    painter.images.go_to("b.tif")
    painter.map.key("2")
    draw(painter, LEFT_SQUARE)
    assert painter.palette.counts() == {"water": 1, "urban": 1}


# Erase


@pytest.fixture
def eraser(painter):
    """Two areas that overlap, the second on top, and the eraser."""
    draw(painter, LEFT_SQUARE)
    painter.map.key("2")
    draw(painter, RIGHT_SQUARE)
    painter.dock.use(Mode.ERASE)
    return painter


BOTH = (2.21, 41.66, 2.24, 41.74)  # inside the overlap


def test_the_eraser_takes_from_the_topmost(eraser):
    draw(eraser, BOTH)
    below, above = eraser.areas
    assert_same(below, hit(eraser, LEFT_SQUARE))
    assert_same(above, hit(eraser, RIGHT_SQUARE).difference(hit(eraser, BOTH)))
    assert above.asMultiPolygon()[0][1:], "it has a hole"
    eraser.undo("classification")
    assert_same(eraser.areas[1], hit(eraser, RIGHT_SQUARE))
    eraser.redo("classification")
    assert_same(eraser.areas[1], above)


def test_the_eraser_takes_from_what_is_selected(eraser):
    eraser.dock.use(Mode.SELECT)
    eraser.map.click((2.15, 41.65))
    eraser.dock.use(Mode.ERASE)
    draw(eraser, BOTH)
    below, above = eraser.areas
    assert_same(below, hit(eraser, LEFT_SQUARE).difference(hit(eraser, BOTH)))
    assert_same(above, hit(eraser, RIGHT_SQUARE))


def test_the_eraser_is_red(eraser):
    eraser.map.click(*corners(BOTH)[:3])
    assert {band.strokeColor().name() for band in eraser.map.bands} == {"#dc1e1e"}
    eraser.map.key(Qt.Key.Key_Escape)


def test_what_is_erased_wholly_is_gone(eraser):
    draw(eraser, (2.18, 41.63, 2.37, 41.82))
    assert eraser.owners("segmentation") == [("a.tif", "water")]
    assert eraser.palette.counts() == {"water": 1}
    eraser.undo()
    assert eraser.palette.counts() == {"water": 1, "urban": 1}


def test_what_is_split_stays_one_area(eraser):
    cut = (2.26, 41.6, 2.29, 41.85)
    draw(eraser, cut)
    assert_same(eraser.areas[1], hit(eraser, RIGHT_SQUARE).difference(hit(eraser, cut)))
    assert eraser.areas[1].constGet().numGeometries() == 2


def test_where_there_is_nothing_to_erase_it_is_told(eraser):
    before = eraser.layer("segmentation").undoStack().count()
    draw(eraser, FAR_SQUARE)
    assert eraser.bar.told("There is no area to erase from.")
    assert len(eraser.areas) == 2
    assert eraser.layer("segmentation").undoStack().count() == before


def test_other_images_are_not_erased(eraser):
    eraser.images.go_to("b.tif")
    draw(eraser, BOTH)
    assert eraser.bar.told("There is no area to erase from.")
    assert_same(eraser.areas[1], hit(eraser, RIGHT_SQUARE))


def test_between_area_and_eraser_one_tool_changes(eraser):
    assert eraser.dock.mode is Mode.ERASE
    eraser.map.key("A")
    assert eraser.dock.mode is Mode.AREA
    draw(eraser, FAR_SQUARE)
    assert len(eraser.areas) == 3
    eraser.map.key("E")
    assert eraser.dock.mode is Mode.ERASE
    draw(eraser, FAR_SQUARE)
    assert len(eraser.areas) == 2


# Snapping and cutting to the image are options of boxes, too


def test_corners_snap_to_pixels(painter):
    painter.dock.option("Snap to")
    draw(painter, (2.11, 41.62, 2.24, 41.76))
    bounds = painter.areas[0].boundingBox()
    snapped = QgsRectangle(2.1, 41.6, 2.25, 41.75)  # pixels of 0.05 degrees
    assert_same(painter.areas[0], QgsGeometry.fromRect(snapped))
    assert bounds.xMinimum() == pytest.approx(2.1, abs=1e-9)
    painter.dock.use(Mode.BOX)
    painter.map.drag((2.11, 41.62), (2.24, 41.76))
    assert painter.boxes == [pytest.approx((2.1, 41.6, 2.25, 41.75), abs=1e-9)]
    painter.dock.option("Snap to")
    painter.map.drag((2.11, 41.62), (2.24, 41.76))
    assert painter.boxes[1] == painter.map.sides((2.11, 41.62), (2.24, 41.76))


def test_an_area_that_snaps_to_nothing_is_told(painter):
    painter.dock.option("Snap to")
    draw(painter, (2.11, 41.61, 2.115, 41.615))
    assert painter.areas == [] and painter.palette.counts() == {}
    assert (
        painter.bar.told("Nothing is left of it on the image's pixels.")
        and not painter.bar.question
    )


def test_what_reaches_over_the_footprint_is_cut(painter):
    painter.dock.option("Cut to")
    draw(painter, (2.4, 41.9, 2.52, 42.05))
    bounds = painter.areas[0].boundingBox()
    assert (bounds.xMaximum(), bounds.yMaximum()) == pytest.approx((2.5, 42.0), abs=1e-9)
    painter.dock.use(Mode.BOX)
    painter.map.drag((1.98, 41.6), (2.1, 41.8))
    (box,) = painter.boxes
    assert box[0] == pytest.approx(2.0, abs=1e-9) and box[2] == pytest.approx(2.1, abs=5e-3)
    painter.dock.option("Cut to")
    painter.map.drag((1.98, 41.6), (2.1, 41.8))
    assert painter.boxes[1] == painter.map.sides((1.98, 41.6), (2.1, 41.8))


def test_a_side_along_the_footprint_leaves_no_line(painter):
    painter.dock.option("Snap to")
    painter.dock.option("Cut to")
    painter.map.outline(
        (2.4, 41.6), (2.6, 41.6), (2.6, 41.9), (2.5, 41.9), (2.5, 41.7), (2.4, 41.7)
    )
    assert len(painter.areas) == 1
    assert_same(painter.areas[0], QgsGeometry.fromRect(QgsRectangle(2.4, 41.6, 2.5, 41.7)))


def test_options_are_remembered(painter, settings):
    for text in ("Snap to", "Cut to", "Join areas", "Streaming", "10 seconds"):
        painter.dock.option(text)
    options = settings.options()
    assert (options.snap, options.cut, options.join, options.avoid) == (True, True, True, False)
    assert options.technique.name == "STREAM" and options.autosave == 10
