"""What the tests of the tool for areas share."""

from qgis.core import QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from support.mouse import NO_BUTTON, at_degrees, move

TRIANGLE = ((6.1, 41.1), (6.4, 41.1), (6.25, 41.4))
CTRL = Qt.KeyboardModifier.ControlModifier


def edited(crs="EPSG:4326", kind="MultiPolygon"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "areas", "memory")
    QgsProject.instance().addMapLayer(layer)
    assert layer.startEditing()
    return layer


def assert_same(area, places):
    expected = QgsGeometry.fromPolygonXY([[*places, places[0]]])
    assert area.symDifference(expected).area() < 1e-6 * expected.area()


def follow(drawing, qtbot):
    """Clicks once and moves along."""
    drawing.click((6.1, 41.1))
    for step in range(1, 20):
        spot = at_degrees(drawing.canvas, 6.1 + step * 0.015, 41.1 + (step % 2) * 0.1)
        move(qtbot, drawing.canvas, spot, NO_BUTTON)
