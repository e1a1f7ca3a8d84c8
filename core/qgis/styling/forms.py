"""Attribute forms and fields of the layers, for people who edit them with QGIS's own tools.

They are set again whenever a layer gets another style, which replaces them. What is right already
is left alone, since most of it makes QGIS reload the layer's fields.

Names of labels are data: they are values of drop-downs, never part of an expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qgis.core import (
    QgsAttributeEditorField,
    QgsAttributeTableConfig,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsVectorLayer,
)

from ...base.model import Label
from ...base.names import shown
from ...images.assignment import assigned_expression
from ..translation import tr
from .styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE, LABEL_VARIABLE, made_once

_INTERNAL = ("fid", "origin", "place")
_FORM = ("label", "image")
# What is drawn on the current image belongs to it; the export finds the image of everything else.
_DEFAULTS = {
    "label": f"@{LABEL_VARIABLE}",
    "image": assigned_expression(IMAGE_VARIABLE, FOOTPRINT_VARIABLE),
}
_NOT_NULL = QgsFieldConstraints.Constraint.ConstraintNotNull
_UNIQUE = QgsFieldConstraints.Constraint.ConstraintUnique
_SOFT = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft


def set_up_task_layer(layer: QgsVectorLayer, labels: Sequence[Label]) -> None:
    """A drop-down of the labels, a simple form, and default values for what is drawn."""
    _set_form(layer)
    # First: QGIS 3.22 loses the widget of a field that gets an alias, until fields are reloaded.
    for name, alias in (("label", tr("Label")), ("image", tr("Image"))):
        index = layer.fields().indexOf(name)
        if layer.attributeAlias(index) != alias:
            layer.setFieldAlias(index, alias)
    for index, field in enumerate(layer.fields()):
        name = field.name()
        choice = ("ValueMap", _choices(labels)) if name == "label" else ("", {})
        _set_widget(layer, index, *choice)
        _set_default(layer, index, _DEFAULTS.get(name, ""))
        _set_constraints(layer, index, is_wanted=name == "label")
    _set_texts(layer, "label")


@made_once
def label_choices(labels: Sequence[Label]) -> QgsEditorWidgetSetup:
    """A drop-down of labels, for `set_choices`."""
    return QgsEditorWidgetSetup("ValueMap", _choices(labels))


def set_choices(layer: QgsVectorLayer, drop_down: QgsEditorWidgetSetup) -> None:
    """Replaces the labels to choose from in a layer that is set up."""
    layer.setEditorWidgetSetup(layer.fields().indexOf("label"), drop_down)


@made_once
def _choices(labels: Sequence[Label]) -> dict[str, object]:
    return {"map": [_choice(label.name) for label in labels]}


@lru_cache(maxsize=8192)  # an edit changes one of thousands
def _choice(name: str) -> dict[str, str]:
    return {shown(name): name}


def set_up_images_layer(layer: QgsVectorLayer) -> None:
    """The footprints are read-only."""
    if not layer.readOnly():
        layer.setReadOnly(True)
    _set_texts(layer, "path")


def reset_display(layer: QgsVectorLayer) -> None:
    """Removes display settings that the style of another layer brings along.

    No hidden columns, all scales, no rounding of coordinates.
    """
    layer.setScaleBasedVisibility(False)
    options = layer.geometryOptions()
    options.setGeometryPrecision(0)
    options.setRemoveDuplicateNodes(False)
    options.setGeometryChecks([])
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    actions = QgsAttributeTableConfig.Type.Action
    for column in columns:
        column.hidden = column.name in _INTERNAL or column.type == actions
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _set_form(layer: QgsVectorLayer) -> None:
    # The form shows these two. Hidden widgets for the others would confuse QGIS: its
    # "Merge Selected Features" (3.22) takes a feature whose fid is hidden for number 0.
    form = layer.editFormConfig()
    fields = layer.fields()
    indexes = [fields.indexOf(name) for name in _FORM]
    is_ours = (
        form.layout() == QgsEditFormConfig.EditorLayout.TabLayout
        and [tab.name() for tab in form.tabs()] == list(_FORM)
        and not any(form.readOnly(index) for index in indexes)
        and form.initCodeSource() == QgsEditFormConfig.PythonInitCodeSource.CodeSourceNone
    )
    if is_ours:
        return
    form.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    form.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceNone)
    form.clearTabs()
    for name, index in zip(_FORM, indexes):
        form.addTab(QgsAttributeEditorField(name, index, form.invisibleRootContainer()))
        form.setReadOnly(index, False)
    layer.setEditFormConfig(form)


def _set_widget(layer: QgsVectorLayer, index: int, kind: str, config: dict[str, object]) -> None:
    known = layer.editorWidgetSetup(index)
    if (known.type(), known.config()) != (kind, config):
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(kind, config))


def _set_default(layer: QgsVectorLayer, index: int, expression: str) -> None:
    known = layer.defaultValueDefinition(index)
    if known.expression() != expression or known.applyOnUpdate():
        layer.setDefaultValueDefinition(index, QgsDefaultValue(expression))


def _set_constraints(layer: QgsVectorLayer, index: int, is_wanted: bool) -> None:
    """Asks for a value, but allows none."""
    known = layer.fields().at(index).constraints()
    provider = QgsFieldConstraints.ConstraintOrigin.ConstraintOriginProvider
    if known.constraintExpression():
        layer.setConstraintExpression(index, "")
    for each in (_NOT_NULL, _UNIQUE):
        is_set = bool(known.constraints() & each)
        if known.constraintOrigin(each) == provider:
            continue
        if each == _NOT_NULL and is_wanted:
            if not is_set or known.constraintStrength(each) != _SOFT:
                layer.setFieldConstraint(index, each, _SOFT)
        elif is_set:
            layer.removeFieldConstraint(index, each)


def _set_texts(layer: QgsVectorLayer, field: str) -> None:
    """The display name of a feature in lists, and its map tip."""
    name, tip = f'"{field}"', _map_tip(field)
    if layer.displayExpression() != name:
        layer.setDisplayExpression(name)
    if layer.mapTipTemplate() != tip:
        layer.setMapTipTemplate(tip)


def _map_tip(field: str) -> str:
    """A field's value in a map tip, which QGIS renders as HTML."""
    return f"[% replace(left(\"{field}\", 200), map('&', '&amp;', '<', '&lt;')) %]"
