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
from support.labelling import COLORS

pytest_plugins = ["support.labelling"]

ONE, OTHER = (2.1, 41.6), (2.3, 41.8)
MIDDLE = (2.2, 41.7)
TILTED = "Polygon((2.1 41.7, 2.2 41.6, 2.3 41.7, 2.2 41.8, 2.1 41.7))"
BOUNDS = pytest.approx((2.1, 41.6, 2.3, 41.8))


@pytest.mark.parametrize("epsg", [4326, 32631, 3857])
def test_a_drag_is_an_annotation(labeller, epsg):
    labeller.show(epsg)
    labeller.key("2")
    labeller.drag(ONE, OTHER)
    assert labeller.owners("detection") == [("a.tif", "urban")]
    assert labeller.boxes == [labeller.box(ONE, OTHER)]
    assert labeller.counts == {"urban": 1}
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    assert not any(dialog.isVisible() for dialog in dialogs)


def test_one_drag_after_the_other(labeller):
    for number in range(5):
        labeller.drag((2.05 + number * 0.08, 41.6), (2.1 + number * 0.08, 41.7))
    assert labeller.owners("detection") == [("a.tif", "water")] * 5
    assert len(set(labeller.boxes)) == 5


def test_it_belongs_to_the_image_on_the_map(labeller):
    labeller.go_to("b.tif")
    labeller.drag(ONE, OTHER)
    assert labeller.owners("detection") == [("b.tif", "water")]


def test_the_preview_has_the_colour_of_the_label(labeller):
    for number, color in enumerate(COLORS.values(), 1):
        labeller.key(str(number))
        labeller.pull(ONE, OTHER)
        assert [band.strokeColor().name() for band in labeller.bands] == [color]
        labeller.key(Qt.Key.Key_Escape)
        assert labeller.bands == []
        labeller.release(OTHER)
    assert labeller.boxes == []


def test_the_label_may_change_in_mid_drag(labeller):
    labeller.pull(ONE, OTHER)
    labeller.key("3")
    mouse.move(labeller.bot, labeller.canvas, labeller.place(OTHER))
    assert [band.strokeColor().name() for band in labeller.bands] == [COLORS["field"]]
    labeller.release(OTHER)
    assert labeller.owners("detection") == [("a.tif", "field")]


def test_a_click_is_no_box(labeller):
    labeller.click(ONE, ONE, OTHER)
    assert labeller.boxes == [] and labeller.session.messages()[1:] == []


def test_a_box_across_the_antimeridian_is_refused(start):
    labeller = start({"a.tif": (179.8, 42.0), "b.tif": (-180.3, 42.0)})
    labeller.show(3832, (179.8, 41.5, 180.3, 42.0))  # the Pacific in the middle
    labeller.drag((179.9, 41.6), (-179.9, 41.8))
    assert labeller.boxes == []
    assert labeller.told("antimeridian: draw one on each side")


# Edited with QGIS's own tools, which do so in a named step


def by_qgis(layer, change):
    layer.beginEditCommand("Moved vertex")
    change()
    layer.endEditCommand()


@pytest.fixture
def drawn(labeller):
    """One box of QGIS's, and the hand."""
    labeller.drag(ONE, OTHER)
    return labeller


def test_a_box_stays_a_box_and_one_step(drawn):
    layer = drawn.layer("detection")
    (before,) = drawn.boxes
    (fid,) = layer.allFeatureIds()
    tilted = QgsGeometry.fromWkt("Polygon((2.1 41.7, 2.25 41.6, 2.4 41.7, 2.2 41.9, 2.1 41.7))")
    by_qgis(layer, lambda: layer.changeGeometry(fid, tilted))
    drawn.settle()
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
    drawn.settle()
    (before,) = drawn.boxes
    (fid,) = layer.allFeatureIds()
    by_qgis(layer, lambda: layer.changeGeometry(fid, QgsGeometry.fromWkt(TILTED)))
    drawn.settle()
    assert drawn.boxes == [BOUNDS]
    drawn.undo()
    assert drawn.boxes == [before]


def test_a_box_that_is_split_is_two_boxes(drawn):
    layer = drawn.layer("detection")
    (before,) = drawn.boxes
    knife = [QgsPointXY(2.05, 41.65), QgsPointXY(2.35, 41.75)]  # aslant
    by_qgis(layer, lambda: layer.splitFeatures(knife, False))
    drawn.settle()
    assert len(drawn.boxes) == 2 and before not in drawn.boxes
    assert drawn.owners("detection") == [("a.tif", "water")] * 2
    drawn.undo()
    assert drawn.boxes == [before]
    drawn.redo()
    assert len(drawn.boxes) == 2


def test_what_qgis_draws_is_a_box_of_the_current_label_and_image(drawn):
    """QGIS's tools ask the layer for its defaults."""
    layer = drawn.layer("detection")
    drawn.key("3")
    scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    feature = QgsVectorLayerUtils.createFeature(
        layer, QgsGeometry.fromWkt(TILTED), {}, QgsExpressionContext(scopes)
    )
    by_qgis(layer, lambda: layer.addFeature(feature))
    drawn.settle()
    assert drawn.owners("detection")[1:] == [("a.tif", "field")]
    assert drawn.boxes[1] == BOUNDS
    drawn.undo()
    assert len(drawn.boxes) == 1


def test_handles_move_the_sides_of_a_selected_box(drawn):
    (before,) = drawn.boxes
    west, south, east, north = before
    drawn.use(Mode.SELECT)
    drawn.click(MIDDLE)
    drawn.drag((east, north), (2.4, 41.9))
    assert drawn.boxes == [pytest.approx((west, south, 2.4, 41.9), abs=2e-3)]
    drawn.drag((west, 41.75), (2.05, 41.75))
    assert drawn.boxes == [pytest.approx((2.05, south, 2.4, 41.9), abs=2e-3)]
    drawn.drag(MIDDLE, (2.15, 41.65))  # the whole box
    assert drawn.boxes == [pytest.approx((2.0, south - 0.05, 2.35, 41.85), abs=3e-3)]
    drawn.undo("segmentation", times=3)
    assert drawn.boxes == [before]
    drawn.redo(times=3)
    assert drawn.boxes == [pytest.approx((2.0, south - 0.05, 2.35, 41.85), abs=3e-3)]
