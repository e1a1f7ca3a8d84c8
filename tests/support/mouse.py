"""The mouse on a map canvas: real events to its viewport, at coordinates of the map.

A test module takes the fixture by ``pytest_plugins = ["support.mouse"]``. PYTEST_DONT_REWRITE: it
imports the rest itself, before pytest could rewrite it.
"""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent, QWheelEvent
from qgis.PyQt.QtWidgets import QApplication

LEFT = Qt.MouseButton.LeftButton
RIGHT = Qt.MouseButton.RightButton
NO_BUTTON = Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLACE = QgsRectangle(6.0, 41.0, 6.5, 41.5)  # degrees; far from the middle of UTM's zone 31


def pixel(canvas, at):
    """Where a point of the map, (x, y) or a QgsPointXY, lies on the canvas."""
    shown = canvas.getCoordinateTransform().transform(QgsPointXY(*at))
    return QPoint(round(shown.x()), round(shown.y()))


def on_map(canvas, at):
    """The point of the map that the mouse hits when it is sent to `at`: the pixel's."""
    spot = pixel(canvas, at)
    return canvas.getCoordinateTransform().toMapCoordinates(spot.x(), spot.y())


def press(qtbot, canvas, at, button=LEFT, modifiers=NONE):
    qtbot.mousePress(canvas.viewport(), button, modifiers, pixel(canvas, at))


def press_again(qtbot, canvas, at, button=LEFT, modifiers=NONE):
    """A second press soon after one in the same place, which Qt tells as a double click."""
    _send(canvas, QEvent.Type.MouseButtonDblClick, at, button, button, modifiers)


def move(qtbot, canvas, at, buttons=LEFT, modifiers=NONE):
    """One move; qtbot's own has neither buttons nor modifiers."""
    _send(canvas, QEvent.Type.MouseMove, at, NO_BUTTON, buttons, modifiers)


def _send(canvas, kind, at, button, buttons, modifiers):
    viewport, spot = canvas.viewport(), QPointF(pixel(canvas, at))
    everywhere = QPointF(viewport.mapToGlobal(spot.toPoint()))
    event = QMouseEvent(kind, spot, spot, everywhere, button, buttons, modifiers)
    QApplication.sendEvent(viewport, event)


def release(qtbot, canvas, at, button=LEFT, modifiers=NONE):
    qtbot.mouseRelease(canvas.viewport(), button, modifiers, pixel(canvas, at))


def click(qtbot, canvas, at, button=LEFT, modifiers=NONE):
    move(qtbot, canvas, at, NO_BUTTON, modifiers)
    press(qtbot, canvas, at, button, modifiers)
    release(qtbot, canvas, at, button, modifiers)


def hover(qtbot, canvas, at):
    """Moves there without a button; waits for what the tool makes of it."""
    move(qtbot, canvas, at, NO_BUTTON)
    qtbot.wait(100)


def pull(qtbot, canvas, from_map, to_map, button=LEFT, modifiers=NONE, steps=4):
    """Presses and moves, and does not release."""
    (x, y), (to_x, to_y) = from_map, to_map
    press(qtbot, canvas, from_map, button, modifiers)
    for step in range(1, steps + 1):
        part = step / steps
        move(qtbot, canvas, (x + (to_x - x) * part, y + (to_y - y) * part), button, modifiers)


def drag(qtbot, canvas, from_map, to_map, button=LEFT, modifiers=NONE):
    """Presses, moves in steps and releases."""
    pull(qtbot, canvas, from_map, to_map, button, modifiers)
    release(qtbot, canvas, to_map, button, modifiers)


def wheel(qtbot, canvas, at, notches=1):
    """Turns the wheel; towards the map where `notches` is positive."""
    viewport, spot = canvas.viewport(), pixel(canvas, at)
    event = QWheelEvent(
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120 * notches),
        LEFT,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    qtbot.wait(20)


@pytest.fixture(scope="session")
def cad_dock(qgis_iface, qgis_canvas):
    """QGIS's dock for advanced digitising: one, as in QGIS, for the canvas paints with it."""
    dock = QgsAdvancedDigitizingDockWidget(qgis_canvas, qgis_iface.mainWindow())
    dock.hide()
    yield dock
    # QGIS 3.44 tells it of the project's end, when its canvas is no more.
    QgsProject.instance().snappingConfigChanged.disconnect()


@pytest.fixture
def show_map(qgis_iface, qgis_canvas, qgis_new_project, qtbot):
    """Shows a place, in degrees, on the canvas of a visible window, in the CRS of an EPSG code."""
    window = qgis_iface.mainWindow()
    before = window.size()
    window.resize(900, 800)
    window.show()
    qtbot.waitExposed(window)

    def show(epsg, *layers, place=PLACE):
        crs = QgsCoordinateReferenceSystem(f"EPSG:{epsg}")
        qgis_canvas.setDestinationCrs(crs)
        qgis_canvas.setRotation(0)
        qgis_canvas.setLayers(list(layers))
        into = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:4326"), crs, qgis_new_project
        )
        qgis_canvas.setExtent(into.transformBoundingBox(place))
        qgis_canvas.refresh()
        qtbot.wait(50)
        return qgis_canvas

    yield show
    qgis_canvas.setRotation(0)
    qgis_canvas.setLayers([])
    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    qgis_new_project.clear()
    window.hide()
    window.resize(before)


def degrees(canvas, point):
    """A point of the map in degrees."""
    from_map = QgsCoordinateTransform(
        canvas.mapSettings().destinationCrs(),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        canvas.mapSettings().transformContext(),
    )
    return from_map.transform(QgsPointXY(*point))


def at_degrees(canvas, lon, lat):
    """A longitude and latitude on the map."""
    onto_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"),
        canvas.mapSettings().destinationCrs(),
        canvas.mapSettings().transformContext(),
    )
    return onto_map.transform(QgsPointXY(lon, lat))


def bands(canvas):
    """What rubber bands show on the canvas."""
    found = [item for item in canvas.items() if isinstance(item, QgsRubberBand)]
    return [band for band in found if band.isVisible() and band.numberOfVertices()]
