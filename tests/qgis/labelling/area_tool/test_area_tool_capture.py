"""An area under way: points taken back, what is refused, how it looks, and how it ends."""

from qgis.core import QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapCanvas, QgsMapToolPan, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication
from scaneo_bridge.ui.label.tools.area_tool import AreaTool
from scaneo_bridge.ui.work.options import Technique
from support.mouse import NO_BUTTON, at_degrees, bands, click, move, pixel
from support.subjects.labelling.area_tool import CTRL, TRIANGLE, assert_same, edited, follow

pytest_plugins = ["support.mouse"]


def stream(drawing, qtbot):
    """Clicks once, moves along and ends it."""
    follow(drawing, qtbot)
    drawing.click((6.4, 41.4))
    drawing.finish()


def test_a_stream_follows_the_mouse(draw_on, qtbot):
    drawing = draw_on()
    drawing.tool.technique = Technique.STREAM
    stream(drawing, qtbot)
    assert drawing.areas[0].constGet().nCoordinates() > 15
    drawing.tool.technique = Technique.POINTS
    stream(drawing, qtbot)
    assert len(drawing.areas) == 1 and len(drawing.refusals) == 1  # two clicks are no area


def test_backspace_takes_the_last_point_back(draw_on, qtbot):
    drawing = draw_on(32631)
    drawing.click(*TRIANGLE, (6.1, 41.4))
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Backspace)
    drawing.finish()
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))


def test_undo_takes_the_last_point_back_and_not_a_finished_deed(draw_on, qtbot):
    drawing = draw_on(32631)
    drawing.click(*TRIANGLE, (6.1, 41.4))
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    asked.ignore()
    QApplication.sendEvent(drawing.canvas, asked)
    assert asked.isAccepted(), "it is no shortcut of QGIS now"
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Z, CTRL)
    drawing.finish()
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))
    asked.ignore()
    QApplication.sendEvent(drawing.canvas, asked)
    assert not asked.isAccepted()


def test_escape_cancels_the_capture(draw_on, qtbot):
    drawing = draw_on()
    assert not drawing.tool.is_capturing
    drawing.click(*TRIANGLE)
    assert drawing.tool.is_capturing
    qtbot.keyClick(drawing.canvas, Qt.Key.Key_Escape)
    assert not drawing.tool.is_capturing and not drawing.drawn
    drawing.finish()
    assert drawing.areas == [] and drawing.refusals == []


def test_the_capture_waits_while_another_tool_is_used(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    drawing.canvas.setMapTool(QgsMapToolPan(drawing.canvas))
    assert drawing.tool.is_capturing
    drawing.canvas.setMapTool(drawing.tool)
    drawing.click(TRIANGLE[2])
    drawing.finish()
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))


def test_too_few_points_are_refused(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    drawing.finish()
    assert drawing.areas == [] and not drawing.tool.is_capturing
    (refusal,) = drawing.refusals
    assert "three" in refusal
    drawing.finish()
    assert len(drawing.refusals) == 1  # a right click on nothing is none


def test_what_qgis_refuses_is_said(draw_on):
    drawing = draw_on()
    drawing.layer.rollBack()
    drawing.click(TRIANGLE[0])
    assert drawing.refusals and not drawing.tool.is_capturing


def colours_of(drawing):
    """The outlines' colours; no wrapper of a rubber band is kept, QGIS deletes them itself."""
    found = [item for item in drawing.canvas.items() if isinstance(item, QgsRubberBand)]
    return sorted(band.strokeColor().name() for band in found)


def test_the_outline_has_the_labels_colour(draw_on, qtbot):
    drawing = draw_on()
    drawing.tool.color = QColor("#1177ee")
    other = QgsRubberBand(drawing.canvas)
    other.setStrokeColor(QColor("#00ff00"))
    drawing.click(*TRIANGLE[:2])
    assert colours_of(drawing) == ["#00ff00", "#1177ee"]
    drawing.tool.color = QColor("#ee7711")  # another label is chosen in mid-capture
    assert colours_of(drawing) == ["#00ff00", "#ee7711"]
    drawing.tool.erases = True
    assert colours_of(drawing) == ["#00ff00", "#dc1e1e"]
    drawing.tool.erases = False
    assert colours_of(drawing) == ["#00ff00", "#ee7711"]
    drawing.click(TRIANGLE[2])
    drawing.finish()
    assert colours_of(drawing) == ["#00ff00"]
    drawing.tool.color = QColor("#123456")
    drawing.click(TRIANGLE[0])
    assert colours_of(drawing) == ["#00ff00", "#123456"]
    sip.delete(other)


def test_the_segment_under_way_has_the_labels_colour(draw_on, qtbot):
    drawing = draw_on()
    drawing.tool.color = QColor("#1177ee")
    drawing.click((6.1, 41.1))
    move(qtbot, drawing.canvas, at_degrees(drawing.canvas, 6.4, 41.4), NO_BUTTON)
    qtbot.wait(50)
    image = drawing.canvas.viewport().grab().toImage()
    middle = pixel(drawing.canvas, at_degrees(drawing.canvas, 6.25, 41.25))
    near = range(-4, 5)
    seen = {image.pixelColor(middle.x() + x, middle.y() + y).name() for x in near for y in near}
    assert "#1177ee" in seen


def test_a_layer_removed_in_mid_capture_ends_it(draw_on, qtbot):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    QgsProject.instance().removeMapLayer(drawing.layer.id())
    qtbot.wait(20)
    assert not drawing.tool.is_capturing and not drawing.drawn
    drawing.click(TRIANGLE[2])
    drawing.finish()
    assert drawing.areas == []
    drawing.canvas.setCurrentLayer(edited())
    drawing.click(*TRIANGLE)
    drawing.finish()
    assert len(drawing.areas) == 1


def test_another_current_layer_ends_the_capture(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    drawing.canvas.setCurrentLayer(edited("EPSG:25831"))
    assert not drawing.tool.is_capturing and not drawing.drawn


def test_a_project_closed_in_mid_capture_ends_it(draw_on, qtbot, qgis_new_project):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    qgis_new_project.clear()
    qtbot.wait(20)
    drawing.tool.color = QColor("#1177ee")
    assert not drawing.tool.is_capturing and not drawing.drawn


def test_a_tool_deleted_in_mid_capture_takes_its_bands_along(draw_on, qtbot):
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    drawing.tool.deleteLater()
    qtbot.waitUntil(lambda: sip.isdeleted(drawing.tool))
    assert not drawing.drawn
    drawing.canvas.setCurrentLayer(None)
    drawing.click(TRIANGLE[2])


def test_unloading_in_mid_capture_leaves_nothing(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE)
    drawing.tool.unload()
    assert not drawing.drawn and not bands(drawing.canvas)
    assert drawing.canvas.mapTool() is None and drawing.areas == []


def test_a_canvas_may_go_before_an_unloaded_tool(qtbot, qgis_new_project):
    canvas = QgsMapCanvas()
    canvas.resize(300, 300)
    canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    canvas.show()
    layer = edited()
    canvas.setLayers([layer])
    canvas.setCurrentLayer(layer)
    cad = QgsAdvancedDigitizingDockWidget(canvas)
    tool = AreaTool(canvas, cad)
    canvas.setMapTool(tool)
    click(qtbot, canvas, QgsPointXY(0.2, 0.2))
    assert tool.is_capturing
    tool.unload()  # QGIS 3.22 crashes where a canvas goes in mid-capture, with its own tools, too
    sip.delete(canvas)
    assert sip.isdeleted(tool)
    layer.rollBack()
