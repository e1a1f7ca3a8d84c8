"""Areas are drawn with QGIS's own digitising; what comes of it is in degrees."""

import pytest
from qgis.core import (
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVector,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import (
    QgsAdvancedDigitizingDockWidget,
    QgsGeometryRubberBand,
    QgsMapCanvas,
    QgsMapToolPan,
    QgsRubberBand,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QDialog
from scaneo_bridge.ui.label.tools.area_tool import AreaTool
from scaneo_bridge.ui.work.options import Technique
from support.mouse import (
    NO_BUTTON,
    RIGHT,
    at_degrees,
    bands,
    click,
    degrees,
    move,
    on_map,
    pixel,
    press,
    press_again,
    release,
)

pytest_plugins = ["support.mouse"]

EPSG = (4326, 32631, 3857)
TRIANGLE = ((6.1, 41.1), (6.4, 41.1), (6.25, 41.4))

CTRL = Qt.KeyboardModifier.ControlModifier


class Drawing:
    """An area tool on a canvas with an edited layer, and what it has said."""

    def __init__(self, canvas, layer, bot, cad_dock):
        self.canvas, self.layer, self.bot = canvas, layer, bot
        self.tool = AreaTool(canvas, cad_dock)
        self.areas, self.refusals = [], []
        self.tool.captured.connect(self.areas.append)
        self.tool.refused.connect(self.refusals.append)
        canvas.setCurrentLayer(layer)
        canvas.setMapTool(self.tool)

    def click(self, *places):
        for place in places:
            click(self.bot, self.canvas, at_degrees(self.canvas, *place))

    def double_click(self, place):
        """As a window tells it: press, release, and a double click in place of the second press."""
        at = at_degrees(self.canvas, *place)
        click(self.bot, self.canvas, at)
        press_again(self.bot, self.canvas, at)
        release(self.bot, self.canvas, at)

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.bot.keyClick(self.canvas, key, modifiers)

    def finish(self):
        click(self.bot, self.canvas, at_degrees(self.canvas, *TRIANGLE[0]), RIGHT)

    def hit(self, *places):
        """The points in degrees that the mouse hits."""
        canvas = self.canvas
        return [degrees(canvas, on_map(canvas, at_degrees(canvas, *place))) for place in places]

    @property
    def drawn(self):
        """Rubber bands of both of QGIS's kinds."""
        kinds = (QgsRubberBand, QgsGeometryRubberBand)
        return [item for item in self.canvas.items() if isinstance(item, kinds)]


def edited(crs="EPSG:4326", kind="MultiPolygon"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "areas", "memory")
    QgsProject.instance().addMapLayer(layer)
    assert layer.startEditing()
    return layer


@pytest.fixture
def draw_on(show_map, cad_dock, qtbot):
    """Makes an area tool active on a map in the CRS of an EPSG code."""
    made = []

    def make(epsg=4326, **options):
        layer = edited(**options)
        made.append(Drawing(show_map(epsg, layer), layer, qtbot, cad_dock))
        return made[-1]

    yield make
    for drawing in made:
        if not sip.isdeleted(drawing.tool):
            drawing.tool.unload()
            sip.delete(drawing.tool)
        drawing.canvas.setCurrentLayer(None)


def assert_same(area, places):
    expected = QgsGeometry.fromPolygonXY([[*places, places[0]]])
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25831"])
@pytest.mark.parametrize("epsg", EPSG)
def test_clicks_are_an_area_in_degrees(draw_on, epsg, crs):
    drawing = draw_on(epsg, crs=crs)
    drawing.click(*TRIANGLE)
    assert drawing.areas == []
    drawing.finish()
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*TRIANGLE))
    assert drawing.refusals == []
    assert drawing.layer.featureCount() == 0  # adding it is someone else's job
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]


def corners_of(area):
    """The corners of an area of one ring, none of them twice in a row."""
    vertices = [(point.x(), point.y()) for point in area.vertices()]
    assert vertices[0] == vertices[-1]
    assert all(one != other for one, other in zip(vertices, vertices[1:]))
    return vertices[:-1]


FIVE = (*TRIANGLE, (6.1, 41.4), (6.05, 41.25))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("epsg", EPSG)
def test_enter_finishes(draw_on, epsg, key):
    drawing = draw_on(epsg)
    drawing.click(*FIVE)
    drawing.key(key)
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*FIVE))
    assert len(corners_of(area)) == 5
    assert not drawing.tool.is_capturing and drawing.refusals == [] and not drawing.drawn
    drawing.key(key)
    drawing.finish()
    assert len(drawing.areas) == 1 and drawing.refusals == []


@pytest.mark.parametrize("epsg", EPSG)
def test_a_double_click_is_the_last_corner_once(draw_on, epsg):
    drawing = draw_on(epsg)
    drawing.click(*FIVE[:-1])
    drawing.double_click(FIVE[-1])
    (area,) = drawing.areas
    assert_same(area, drawing.hit(*FIVE))
    assert len(corners_of(area)) == 5
    assert not drawing.tool.is_capturing and drawing.refusals == [] and not drawing.drawn
    drawing.click(*TRIANGLE[:2])
    drawing.double_click(TRIANGLE[2])
    assert_same(drawing.areas[1], drawing.hit(*TRIANGLE))


def test_a_double_click_without_its_release_swallows_no_other(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE)
    press_again(drawing.bot, drawing.canvas, at_degrees(drawing.canvas, *TRIANGLE[2]))
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))
    drawing.click(*FIVE)
    drawing.finish()
    assert_same(drawing.areas[1], drawing.hit(*FIVE))


def test_a_double_click_after_a_drag_is_a_corner(draw_on):
    """The press that began it was let go elsewhere: that is a corner, and so is this."""
    drawing = draw_on()
    drawing.click(*TRIANGLE[:2])
    there, back = (at_degrees(drawing.canvas, *place) for place in ((6.4, 41.4), TRIANGLE[2]))
    press(drawing.bot, drawing.canvas, back)
    move(drawing.bot, drawing.canvas, there)
    release(drawing.bot, drawing.canvas, there)
    press_again(drawing.bot, drawing.canvas, back)
    release(drawing.bot, drawing.canvas, back)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE[:2], (6.4, 41.4), TRIANGLE[2]))


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_with_too_few_points_one_goes_on(draw_on, way):
    drawing = draw_on()
    drawing.click(TRIANGLE[0])
    if way == "enter":
        drawing.click(TRIANGLE[1])
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click(TRIANGLE[1])
    (refusal,) = drawing.refusals
    assert "three" in refusal and drawing.tool.is_capturing
    drawing.click(TRIANGLE[2])
    drawing.key(Qt.Key.Key_Return)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))
    assert len(corners_of(drawing.areas[0])) == 3 and len(drawing.refusals) == 1


def test_points_taken_back_do_not_count(draw_on):
    drawing = draw_on()
    drawing.click(*TRIANGLE)
    drawing.key(Qt.Key.Key_Z, CTRL)
    drawing.key(Qt.Key.Key_Return)
    assert drawing.areas == [] and len(drawing.refusals) == 1
    drawing.click(TRIANGLE[2], (6.1, 41.4))
    drawing.key(Qt.Key.Key_Backspace)
    drawing.key(Qt.Key.Key_Return)
    assert_same(drawing.areas[0], drawing.hit(*TRIANGLE))


@pytest.mark.parametrize("way", ["enter", "double click"])
@pytest.mark.parametrize("count", [3, 4, 5])
def test_curves_lose_no_corner(draw_on, way, count):
    """With four clicks, the last one is the middle of an arc that has no end."""
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    places = ((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05), (6.1, 41.1))[:count]
    drawing.click(*places[:-1])
    if way == "enter":
        drawing.click(places[-1])
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click(places[-1])
    (area,) = drawing.areas
    assert area.isGeosValid() and len(corners_of(area)) > 20
    outline = QgsGeometry(area.constGet().boundary())
    for place in drawing.hit(*places):
        assert outline.distance(QgsGeometry.fromPointXY(place)) < 2e-3
    assert drawing.refusals == [] and not drawing.tool.is_capturing


def test_a_map_that_was_moved_moves_no_end_of_a_curve(draw_on):
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    places = ((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05))
    drawing.click(*places)
    drawing.key(Qt.Key.Key_Return)
    drawing.click(*places)
    extent = drawing.canvas.extent()
    extent.scale(1.5)
    drawing.canvas.setExtent(extent + QgsVector(0.5 * extent.width(), 0))
    drawing.key(Qt.Key.Key_Return)
    before, after = drawing.areas
    assert after.equals(before)


def test_two_points_of_a_curve_are_too_few(draw_on):
    drawing = draw_on()
    drawing.tool.technique = Technique.CURVES
    drawing.click((6.1, 41.2), (6.25, 41.4))
    drawing.key(Qt.Key.Key_Return)
    assert len(drawing.refusals) == 1 and drawing.tool.is_capturing
    drawing.click((6.4, 41.2))
    drawing.key(Qt.Key.Key_Return)
    assert len(drawing.areas) == 1


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_a_stream_ends_as_well(draw_on, qtbot, way):
    drawing = draw_on()
    drawing.tool.technique = Technique.STREAM
    follow(drawing, qtbot)
    if way == "enter":
        drawing.key(Qt.Key.Key_Return)
    else:
        drawing.double_click((6.4, 41.4))
    (area,) = drawing.areas
    assert len(corners_of(area)) > 15 and drawing.refusals == []
    move(qtbot, drawing.canvas, at_degrees(drawing.canvas, 6.2, 41.2), NO_BUTTON)
    assert not drawing.tool.is_capturing and not drawing.drawn
    if way == "double click":
        (last,) = drawing.hit((6.4, 41.4))
        assert corners_of(area)[-1] == pytest.approx((last.x(), last.y()), abs=1e-6)


def test_enter_without_an_area_is_not_ours(draw_on):
    drawing = draw_on()
    drawing.key(Qt.Key.Key_Return)
    assert drawing.refusals == [] and not drawing.tool.is_capturing


def test_z_and_m_are_dropped(draw_on):
    drawing = draw_on(kind="MultiPolygonZM")
    drawing.click(*TRIANGLE)
    drawing.finish()
    (area,) = drawing.areas
    assert not QgsWkbTypes.hasZ(area.wkbType()) and not QgsWkbTypes.hasM(area.wkbType())
    assert_same(area, drawing.hit(*TRIANGLE))


def test_curves_are_made_of_segments(draw_on):
    drawing = draw_on(3857)
    drawing.tool.technique = Technique.CURVES
    drawing.click((6.1, 41.2), (6.25, 41.4), (6.4, 41.2), (6.25, 41.05), (6.1, 41.2))
    drawing.finish()
    (area,) = drawing.areas
    assert not QgsWkbTypes.isCurvedType(area.wkbType())
    assert area.constGet().nCoordinates() > 20
    assert drawing.tool.technique is Technique.CURVES


def follow(drawing, qtbot):
    """Clicks once and moves along."""
    drawing.click((6.1, 41.1))
    for step in range(1, 20):
        spot = at_degrees(drawing.canvas, 6.1 + step * 0.015, 41.1 + (step % 2) * 0.1)
        move(qtbot, drawing.canvas, spot, NO_BUTTON)


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
