"""A box is one drag: what it is, whose it is, and that it stays a box."""

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog
from scaneo_bridge.ui.label.modes import Mode
from support import mouse
from support.desk.places import COLORS

pytest_plugins = ["support.desk.fixtures"]

ONE, OTHER = (2.1, 41.6), (2.3, 41.8)
MIDDLE = (2.2, 41.7)
TILTED = "Polygon((2.1 41.7, 2.2 41.6, 2.3 41.7, 2.2 41.8, 2.1 41.7))"
BOUNDS = pytest.approx((2.1, 41.6, 2.3, 41.8))


@pytest.mark.parametrize("epsg", [4326, 32631, 3857])
def test_a_drag_is_an_annotation(labelling, epsg):
    labelling.map.show(epsg)
    labelling.map.key("2")
    labelling.map.drag(ONE, OTHER)
    assert labelling.owners("detection") == [("a.tif", "urban")]
    assert labelling.boxes == [labelling.map.sides(ONE, OTHER)]
    assert labelling.palette.counts() == {"urban": 1}
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    assert not any(dialog.isVisible() for dialog in dialogs)


def test_one_drag_after_the_other(labelling):
    for number in range(5):
        labelling.map.drag((2.05 + number * 0.08, 41.6), (2.1 + number * 0.08, 41.7))
    assert labelling.owners("detection") == [("a.tif", "water")] * 5
    assert len(set(labelling.boxes)) == 5


def test_it_belongs_to_the_image_on_the_map(labelling):
    labelling.images.go_to("b.tif")
    labelling.map.drag(ONE, OTHER)
    assert labelling.owners("detection") == [("b.tif", "water")]


def test_the_preview_has_the_colour_of_the_label(labelling):
    for number, color in enumerate(COLORS.values(), 1):
        labelling.map.key(str(number))
        labelling.map.pull(ONE, OTHER)
        assert [band.strokeColor().name() for band in labelling.map.bands] == [color]
        labelling.map.key(Qt.Key.Key_Escape)
        assert labelling.map.bands == []
        labelling.map.release(OTHER)
    assert labelling.boxes == []


def test_the_label_may_change_in_mid_drag(labelling):
    labelling.map.pull(ONE, OTHER)
    labelling.map.key("3")
    mouse.move(labelling.bot, labelling.map.canvas, labelling.map.place(OTHER))
    assert [band.strokeColor().name() for band in labelling.map.bands] == [COLORS["field"]]
    labelling.map.release(OTHER)
    assert labelling.owners("detection") == [("a.tif", "field")]


def test_a_click_is_no_box(labelling):
    labelling.map.click(ONE, ONE, OTHER)
    assert labelling.boxes == [] and labelling.bar.texts()[1:] == []


def test_a_box_across_the_antimeridian_is_refused(start):
    desk = start({"a.tif": (179.8, 42.0), "b.tif": (-180.3, 42.0)})
    desk.map.show(3832, (179.8, 41.5, 180.3, 42.0))  # the Pacific in the middle
    desk.map.drag((179.9, 41.6), (-179.9, 41.8))
    assert desk.boxes == []
    assert desk.bar.told("antimeridian: draw one on each side")


# Edited with QGIS's own tools, which do so in a named step


def by_qgis(layer, change):
    layer.beginEditCommand("Moved vertex")
    change()
    layer.endEditCommand()


@pytest.fixture
def drawn(labelling):
    """One box of QGIS's, and the hand."""
    labelling.map.drag(ONE, OTHER)
    return labelling


def test_a_box_stays_a_box_and_one_step(drawn):
    layer = drawn.layer("detection")
    (before,) = drawn.boxes
    (fid,) = layer.allFeatureIds()
    tilted = QgsGeometry.fromWkt("Polygon((2.1 41.7, 2.25 41.6, 2.4 41.7, 2.2 41.9, 2.1 41.7))")
    by_qgis(layer, lambda: layer.changeGeometry(fid, tilted))
    drawn.wait()
    after = pytest.approx((2.1, 41.6, 2.4, 41.9))
    assert drawn.boxes == [after]
    drawn.undo()
    assert drawn.boxes == [before]
    drawn.redo()
    assert drawn.boxes == [after]
    drawn.undo("classification")
    assert drawn.boxes == [before]
    drawn.redo("segmentation")
    assert drawn.boxes == [after]
    drawn.undo(times=2)
    assert drawn.boxes == []


def test_a_box_that_was_saved_stays_a_box_too(drawn):
    layer = drawn.layer("detection")
    assert layer.commitChanges(False)
    drawn.wait()
    (before,) = drawn.boxes
    (fid,) = layer.allFeatureIds()
    by_qgis(layer, lambda: layer.changeGeometry(fid, QgsGeometry.fromWkt(TILTED)))
    drawn.wait()
    assert drawn.boxes == [BOUNDS]
    drawn.undo()
    assert drawn.boxes == [before]


def test_a_box_that_is_split_is_two_boxes(drawn):
    layer = drawn.layer("detection")
    (before,) = drawn.boxes
    knife = [QgsPointXY(2.05, 41.65), QgsPointXY(2.35, 41.75)]  # aslant
    by_qgis(layer, lambda: layer.splitFeatures(knife, False))
    drawn.wait()
    assert len(drawn.boxes) == 2 and before not in drawn.boxes
    assert drawn.owners("detection") == [("a.tif", "water")] * 2
    drawn.undo()
    assert drawn.boxes == [before]
    drawn.redo()
    assert len(drawn.boxes) == 2


def test_what_qgis_draws_is_a_box_of_the_current_label_and_image(drawn):
    """QGIS's tools ask the layer for its defaults."""
    layer = drawn.layer("detection")
    drawn.map.key("3")
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    feature = QgsVectorLayerUtils.createFeature(
        layer, QgsGeometry.fromWkt(TILTED), {}, QgsExpressionContext(scopes)
    )
    by_qgis(layer, lambda: layer.addFeature(feature))
    drawn.wait()
    assert drawn.owners("detection")[1:] == [("a.tif", "field")]
    assert drawn.boxes[1] == BOUNDS
    drawn.undo()
    assert len(drawn.boxes) == 1


def test_handles_move_the_sides_of_a_selected_box(drawn):
    (before,) = drawn.boxes
    west, south, east, north = before
    drawn.dock.use(Mode.SELECT)
    drawn.map.click(MIDDLE)
    drawn.map.drag((east, north), (2.4, 41.9))
    assert drawn.boxes == [pytest.approx((west, south, 2.4, 41.9), abs=2e-3)]
    drawn.map.drag((west, 41.75), (2.05, 41.75))
    assert drawn.boxes == [pytest.approx((2.05, south, 2.4, 41.9), abs=2e-3)]
    drawn.map.drag(MIDDLE, (2.15, 41.65))  # the whole box
    assert drawn.boxes == [pytest.approx((2.0, south - 0.05, 2.35, 41.85), abs=3e-3)]
    drawn.undo("segmentation", times=3)
    assert drawn.boxes == [before]
    drawn.redo(times=3)
    assert drawn.boxes == [pytest.approx((2.0, south - 0.05, 2.35, 41.85), abs=3e-3)]
