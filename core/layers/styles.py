"""How the layers of a campaign look and what their forms show.

Names of labels are data: they go into categories, drop-downs and map labels as values, never into
an expression.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsAttributeEditorField,
    QgsAttributeTableConfig,
    QgsCategorizedSymbolRenderer,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor

from ..scaneo.model import Label, Task
from ..scaneo.shown import shown, shown_in_qgis

IMAGE_VARIABLE = "scaneo_image"
FOOTPRINT_VARIABLE = "scaneo_footprint"
LABEL_VARIABLE = "scaneo_label"

# How much of the image a fill covers, of 255: a box is an outline, an area is seen as an area.
_FILL = {Task.CLASSIFICATION: 28, Task.DETECTION: 40, Task.SEGMENTATION: 90}
_OUTLINE = {Task.CLASSIFICATION: 0.8, Task.DETECTION: 0.5, Task.SEGMENTATION: 0.4}  # mm
# On one line, and no longer than one reads at a glance: the label is data of a field here, too.
_MAP_LABEL = "left(regexp_replace(\"label\", '[[:cntrl:]]', '·'), 60)"
_INTERNAL = ("fid", "origin", "place")


def style_task_layer(layer: QgsVectorLayer, task: Task, labels: Sequence[Label]) -> None:
    """Gives a task's layer the labels' colours, a drop-down of them, and a form without clutter."""
    layer.setRenderer(_renderer(task, labels))
    if task is Task.CLASSIFICATION:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(_map_labels()))
        layer.setLabelsEnabled(True)
    _set_up_form(layer, labels)
    _hide_columns(layer)
    layer.setDisplayExpression('"label"')
    layer.setMapTipTemplate(_map_tip("label"))
    layer.triggerRepaint()


def style_images_layer(layer: QgsVectorLayer) -> None:
    """Shows the footprints as thin outlines that get in nobody's way."""
    outline = _symbol(QColor(0, 0, 0, 0), QColor(128, 128, 128), 0.3)
    layer.setRenderer(QgsSingleSymbolRenderer(outline))
    layer.setDisplayExpression('"path"')
    layer.setMapTipTemplate(_map_tip("path"))
    layer.setReadOnly(True)
    _hide_columns(layer)
    layer.triggerRepaint()


def _map_tip(field: str) -> str:
    """A field's value in a map tip, which QGIS shows as HTML."""
    return f"[% replace(left(\"{field}\", 200), map('&', '&amp;', '<', '&lt;')) %]"


def _renderer(task: Task, labels: Sequence[Label]) -> QgsCategorizedSymbolRenderer:
    categories = [
        QgsRendererCategory(
            label.name,
            _symbol(_faded(QColor(label.color), _FILL[task]), QColor(label.color), _OUTLINE[task]),
            shown_in_qgis(label.name),
        )
        for label in labels
    ]
    # The category without a value takes all that no other takes.
    grey = QColor(120, 120, 120)
    unlisted = _symbol(_faded(grey, _FILL[task]), grey, _OUTLINE[task], Qt.PenStyle.DashLine)
    categories.append(QgsRendererCategory(None, unlisted, _tr("not in spai.json")))
    return QgsCategorizedSymbolRenderer("label", categories)


def _symbol(
    fill: QColor, outline: QColor, width: float, pen: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QgsFillSymbol:
    layer = QgsSimpleFillSymbolLayer(
        fill, Qt.BrushStyle.SolidPattern, outline, pen, width, Qt.PenJoinStyle.MiterJoin
    )
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, layer)  # its constructor does not keep a list made in Python
    return symbol


def _faded(color: QColor, alpha: int) -> QColor:
    return QColor(color.red(), color.green(), color.blue(), alpha)


def _map_labels() -> QgsPalLayerSettings:
    text = QgsTextFormat()
    text.setSize(10)
    text.setColor(QColor("white"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(30, 30, 30))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName = _MAP_LABEL
    settings.isExpression = True
    settings.setFormat(text)
    # The classes of the image on the map are chips in its corner: they hide nothing there.
    elsewhere = QgsProperty.fromExpression(f'"image" IS NOT @{IMAGE_VARIABLE}')
    settings.dataDefinedProperties().setProperty(QgsPalLayerSettings.Property.Show, elsewhere)
    return settings


def _set_up_form(layer: QgsVectorLayer, labels: Sequence[Label]) -> None:
    fields = layer.fields()
    label, image = fields.indexOf("label"), fields.indexOf("image")
    # The form shows these two. Widgets that hide the others would hide them from QGIS, too: its
    # "Merge Selected Features" (3.22) takes a feature whose fid is hidden for number 0.
    form = layer.editFormConfig()
    form.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    form.clearTabs()
    for index in (label, image):
        form.addTab(
            QgsAttributeEditorField(fields[index].name(), index, form.invisibleRootContainer())
        )
    layer.setEditFormConfig(form)
    for name in _INTERNAL:
        layer.setEditorWidgetSetup(fields.indexOf(name), QgsEditorWidgetSetup())
    choices = [{shown(choice.name): choice.name} for choice in labels]
    layer.setEditorWidgetSetup(label, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    layer.setFieldAlias(label, _tr("Label"))
    layer.setFieldConstraint(
        label,
        QgsFieldConstraints.Constraint.ConstraintNotNull,
        QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft,
    )
    layer.setFieldAlias(image, _tr("Image"))
    layer.setDefaultValueDefinition(label, QgsDefaultValue(f"@{LABEL_VARIABLE}"))
    # What is drawn on the current image belongs to it; the export finds the image of all else.
    layer.setDefaultValueDefinition(
        image,
        QgsDefaultValue(
            f"CASE WHEN intersects($geometry, geom_from_wkt(@{FOOTPRINT_VARIABLE})) "
            f"THEN @{IMAGE_VARIABLE} END"
        ),
    )


def _hide_columns(layer: QgsVectorLayer) -> None:
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    actions = QgsAttributeTableConfig.Type.Action
    for column in columns:
        column.hidden = column.name in _INTERNAL or column.type == actions
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScaneoBridge", text)
