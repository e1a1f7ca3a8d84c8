"""What is done while people label, once by us and once with QGIS's own tools."""

from __future__ import annotations

from functools import partial
from typing import Optional

from benchmarks.labelling_desk import Deed, Desk, PlainLayers, Window, until_returned
from benchmarks.labelling_ground import KINDS, RUN, kind_of, name_of
from benchmarks.labelling_times import Times
from qgis.core import (
    QgsDefaultValue,
    QgsFeature,
    QgsGeometry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit
from scaneo_bridge.core.base.model import Label
from support import mouse

TASKS = ("detection", "segmentation", "classification")
DETECTION = "detection"
_SIDE = 0.03  # of a drawn box, as part of the map's width
_SLOW_TURNS = 3
_COLORS = ("#d01010", "#10d010")


def label_campaign(desk: Desk, times: Times, repeats: int) -> None:
    """All that is measured where images lie side by side."""
    plain = PlainLayers(desk)
    _walk(desk, plain, times)
    _draw_boxes(desk, plain, times, repeats)
    _switch_labels(desk, plain, times, repeats)
    _recolor(desk, plain, times, repeats, "recolour a label")
    part, tenth = desk.canvas.extent(), desk.canvas.fullExtent()
    tenth.scale(0.1**0.5)
    desk.show(tenth)
    _recolor(desk, plain, times, repeats, "recolour a label, a tenth of all in sight")
    desk.show(part)
    _rename(desk, plain, times)
    _merge_and_delete(desk, times)


def label_series(desk: Desk, times: Times, repeats: int) -> None:
    """What depends on how many images lie at one place."""
    for number in range(repeats):
        took, gap = desk.with_gap(partial(_go, desk, Qt.Key.Key_N, number + 1))
        times.add("next image of a time series", ours=took, gap=gap)
    for number in range(repeats):
        times.add("box on an image of a time series", ours=drag_box(desk, number))
        desk.settle(50)


# Going


def _walk(desk: Desk, plain: PlainLayers, times: Times) -> None:
    """Forwards, each image loaded ahead of time, and back, none of them."""
    last = RUN * len(KINDS) - 1
    shown: Optional[QgsRasterLayer] = None
    for number in range(1, last + 1):
        plain.show(True)
        own, shown = _go_plainly(desk, plain, shown, number)
        plain.show(False)
        took, gap = desk.with_gap(partial(_go, desk, Qt.Key.Key_N, number))
        kind = kind_of(number)
        times.add(f"next image, loaded ahead, {kind}", ours=took, QGIS=own, gap=gap)
        times.add(f"next image, a jump, {kind}", QGIS=own)
    for number in reversed(range(last)):
        took, gap = desk.with_gap(partial(_go, desk, Qt.Key.Key_P, number))
        times.add(f"next image, a jump, {kind_of(number)}", ours=took, gap=gap)


def _go(desk: Desk, key: Qt.Key, number: int) -> float:
    name = name_of(number)
    return desk.until_drawn(lambda: desk.key(key), lambda: desk.image == name)


def _go_plainly(
    desk: Desk, plain: PlainLayers, before: Optional[QgsRasterLayer], number: int
) -> tuple[float, QgsRasterLayer]:
    rasters: list[QgsRasterLayer] = []
    canvas = desk.canvas

    def go() -> None:
        raster = QgsRasterLayer(str(desk.folder / name_of(number)), "plain")
        if before is not None:
            desk.project.removeMapLayer(before)
        desk.project.addMapLayer(raster, False)
        plain.group.addLayer(raster)
        extent = canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
        extent.scale(1.05)
        canvas.setExtent(extent)
        canvas.refresh()
        rasters.append(raster)

    took = desk.until_drawn(go, lambda: bool(rasters) and rasters[0] in canvas.layers())
    return took, rasters[0]


# Drawing


def _draw_boxes(desk: Desk, plain: PlainLayers, times: Times, repeats: int) -> None:
    layer = plain.layers[DETECTION]
    for number in range(repeats):
        plain.show(True)
        own = _add_box(desk, layer, number)
        plain.show(False)
        times.add("box drawn", ours=drag_box(desk, number), QGIS=own)
        desk.settle(50)


def _corners(desk: Window, number: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two corners of a box near the middle of the map, another one each time."""
    extent = desk.canvas.extent()
    side = _SIDE * extent.width()
    x = extent.center().x() + (number % 5 - 2) * 2 * side
    y = extent.center().y() + (number // 5 % 5 - 2) * 2 * side
    return (x, y), (x + side, y + side)


def drag_box(desk: Window, number: int) -> float:
    """Draws a box near the middle of the map, another one each time; until it is drawn."""
    layer, canvas = desk.layer(DETECTION), desk.canvas
    before = layer.featureCount()
    start, end = _corners(desk, number)
    mouse.pull(QTest, canvas, start, end)
    return desk.until_drawn(
        lambda: mouse.release(QTest, canvas, end), lambda: layer.featureCount() > before
    )


def _add_box(desk: Desk, layer: QgsVectorLayer, number: int) -> float:
    start, end = (mouse.degrees(desk.canvas, point) for point in _corners(desk, number))
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = desk.image, desk.page.palette.current
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(start, end)))
    before = layer.featureCount()

    def add() -> None:
        layer.beginEditCommand("Add feature")
        layer.addFeature(feature)
        layer.endEditCommand()
        layer.triggerRepaint()

    return desk.until_drawn(add, lambda: layer.featureCount() > before)


# Labels


def _switch_labels(desk: Desk, plain: PlainLayers, times: Times, repeats: int) -> None:
    layer = plain.layers[DETECTION]
    field = layer.fields().indexOf("label")
    for number in range(repeats):
        label = desk.page.palette.labels.items[1 - number % 2].label
        value = QgsDefaultValue(f"'{label.name}'")
        own = until_returned(partial(layer.setDefaultValueDefinition, field, value))
        key = Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2
        times.add("switch the label", ours=_press_label(desk, key, label), QGIS=own)
        desk.settle(50)


def _press_label(desk: Desk, key: Qt.Key, label: Label) -> float:
    """Until the dock shows it, and a box that is drawn next would have its colour."""
    palette = desk.page.palette
    color = QColor(label.color)
    return desk.until_painted(
        lambda: desk.key(key),
        palette.labels_view.viewport(),
        lambda: palette.current == label.name and desk.canvas.mapTool().color == color,
    )


def _recolor(desk: Desk, plain: PlainLayers, times: Times, repeats: int, measure: str) -> None:
    """Of the first label, which half of the annotations have."""
    for _ in range(repeats):
        before = desk.page.palette.labels.items[0].label.color
        color = QColor(next(color for color in _COLORS if color != before))
        plain.show(True)
        own = desk.until_drawn(partial(_recolor_plainly, plain, color), _at_once)
        plain.show(False)
        took, gap = _choose_color(desk, color)
        times.add(measure, ours=took, QGIS=own, gap=gap)


def _choose_color(desk: Desk, color: QColor) -> tuple[float, float]:
    """From when the dialog for the first label's colour is closed with OK."""
    palette = desk.page.palette
    palette.labels_view.color_wanted.emit(palette.labels.items[0].label.name)
    (dialog,) = palette.findChildren(QgsColorDialog)
    dialog.setColor(color)
    return desk.with_gap(
        lambda: desk.until_drawn(dialog.accept, lambda: _has_color(desk, color)), 50
    )


def _has_color(desk: Desk, color: QColor) -> bool:
    for task in TASKS:
        first = desk.layer(task).renderer().categories()[0]  # it owns its symbol
        if first.symbol().symbolLayer(0).strokeColor() != color:
            return False
    return True


def _recolor_plainly(plain: PlainLayers, color: QColor) -> None:
    for task in TASKS:
        layer = plain.layers[task]
        renderer = layer.renderer().clone()
        first = renderer.categories()[0]  # it owns its symbol
        symbol = first.symbol().clone()
        symbol.symbolLayer(0).setStrokeColor(color)
        renderer.updateCategorySymbol(0, symbol)
        layer.setRenderer(renderer)
        layer.triggerRepaint()


def _rename(desk: Desk, plain: PlainLayers, times: Times) -> None:
    """The label that half of the annotations have, and saves that as QGIS's button does."""
    old = desk.page.palette.labels.items[0].label.name
    for turn in range(_SLOW_TURNS):
        name = f"renamed {turn}"
        plain.show(True)
        own = desk.until_drawn(partial(_rename_plainly, plain, old, name), _at_once)
        own_save = until_returned(partial(_save, plain))
        plain.show(False)
        took, gap = desk.with_gap(partial(_rename_first, desk, name))
        times.add("rename a label of half of them", ours=took, QGIS=own, gap=gap)
        save = partial(desk.layer(DETECTION).commitChanges, False)
        took, gap = desk.with_gap(partial(until_returned, save))
        times.add("save that", ours=took, QGIS=own_save, gap=gap)
        old = name


def _rename_first(desk: Desk, name: str) -> float:
    return desk.until_drawn(
        type_name(desk, name),
        lambda: desk.layer(DETECTION).renderer().categories()[0].value() == name,
    )


def type_name(desk: Window, name: str) -> Deed:
    """Types another name for the first label in the palette; answers what presses Enter."""
    palette = desk.page.palette
    palette.labels_view.edit_name(palette.labels.items[0].label.name)
    editor = palette.labels_view.viewport().findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, name)
    return partial(QTest.keyClick, editor, Qt.Key.Key_Return)


def _rename_plainly(plain: PlainLayers, old: str, name: str) -> None:
    for task in TASKS:
        layer = plain.layers[task]
        field = layer.fields().indexOf("label")
        layer.beginEditCommand("Rename")
        for feature in layer.getFeatures():
            if feature["label"] == old:
                layer.changeAttributeValue(feature.id(), field, name)
        layer.endEditCommand()
        layer.triggerRepaint()


def _save(plain: PlainLayers) -> None:
    for task in TASKS:
        plain.layers[task].commitChanges(False)


def _merge_and_delete(desk: Desk, times: Times) -> None:
    """The label that half of the annotations have; there and back again."""
    palette, session = desk.page.palette, desk.controller.session
    first, second = session.palette.names[:2]
    deeds = {
        "merge": partial(palette.merged.emit, first, second),
        "delete": partial(palette.deleted.emit, first, None),
    }
    for name, deed in deeds.items():
        for _ in range(_SLOW_TURNS):
            stack = desk.layer(DETECTION).undoStack()
            steps = {name: (deed, False), f"undo: {name}": (stack.undo, True)}
            for what, (step, is_there) in steps.items():
                shows = partial(_lists, desk, first, is_there)
                took, gap = desk.with_gap(partial(desk.until_drawn, step, shows))
                times.add(f"{what} a label of half of them", ours=took, gap=gap)


def _lists(desk: Desk, name: str, is_there: bool) -> bool:
    """Whether layers have a label in their style, or have it no more."""
    categories = desk.layer(DETECTION).renderer().categories()
    return is_there is (name in {one.value() for one in categories})


def _at_once() -> bool:
    """Whether a deed is done that is done when it returns."""
    return True
