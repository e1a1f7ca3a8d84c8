"""One layer of the project, and how it is exported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsExpression, QgsIconUtils, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsFieldExpressionWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.base.model import Task
from ...core.base.names import shown
from ...core.mapping.feature_shapes import NO_AREAS
from ...core.mapping.mapping import LabelFrom, LabelSource, LayerMapping
from ...core.workspace.workspace_ref import campaign_of
from ..common.text import tooltip, tr
from ..common.views import ElidedLabel, choices, choose, disable

_NO_AREAS = (
    QgsWkbTypes.GeometryType.PointGeometry,
    QgsWkbTypes.GeometryType.LineGeometry,
    QgsWkbTypes.GeometryType.NullGeometry,
)


class LayerCard(QFrame):
    """The layer's name and its task; if it has one, where its labels and images come from."""

    changed = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self.layer_id = layer.id()
        self.guess: Optional[LayerMapping] = None
        self._campaign = campaign_of(layer)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.task = choices(
            (tr("not exported"), None),
            (tr("classification"), Task.CLASSIFICATION),
            (tr("detection"), Task.DETECTION),
            (tr("segmentation"), Task.SEGMENTATION),
        )
        self.task.setToolTip(tr("What the layer's features become"))
        self.label_from = choices(
            (tr("Field"), LabelFrom.EXPRESSION),
            (tr("Fixed"), LabelFrom.FIXED),
            (tr("Legend"), LabelFrom.CATEGORIES),
        )
        self.label_from.setToolTip(
            tooltip(
                tr(
                    "Where labels come from: a field or an expression, one label for the whole "
                    "layer, or what the layer's legend calls each feature"
                )
            )
        )
        self.field = QgsFieldExpressionWidget()
        self.field.setLayer(layer)
        self.field.setToolTip(tr("The field or expression that gives a feature its label"))
        self.fixed = QLineEdit()
        self.fixed.setPlaceholderText(tr("Label"))
        self.fixed.setToolTip(tr("The label of all of the layer's features"))
        self._sources = QStackedWidget()
        for widget in (self.field, self.fixed, QLabel(tr("as the legend says"))):
            self._sources.addWidget(widget)
        self.image_field = choices((tr("By the feature's place"), ""))
        for field in layer.fields():
            self.image_field.addItem(tr("Field {name}", name=shown(field.name())), field.name())
        self.image_field.setToolTip(tr("What tells the image that a feature belongs to"))
        self.selected_only = QCheckBox()
        if layer.geometryType() in _NO_AREAS:
            for task in (Task.DETECTION, Task.SEGMENTATION):
                disable(self.task, task, NO_AREAS)
        self._details = QWidget()
        self._build(layer)
        self._connect(layer)
        self.show_mapping(None)

    def _build(self, layer: QgsVectorLayer) -> None:
        icon = QLabel()
        icon.setPixmap(QgsIconUtils.iconForLayer(layer).pixmap(16, 16))
        name = ElidedLabel(layer.name())
        top = QHBoxLayout()
        top.addWidget(icon)
        top.addWidget(name, 1)
        top.addWidget(self.task, 1)
        self.label_from.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for widget in (self.field, self._sources):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        grid.setVerticalSpacing(3)
        grid.addWidget(QLabel(tr("Label")), 0, 0)
        grid.addWidget(self.label_from, 0, 1)
        grid.addWidget(self._sources, 0, 2)
        grid.addWidget(QLabel(tr("Image")), 1, 0)
        grid.addWidget(self.image_field, 1, 1, 1, 2)
        grid.addWidget(self.selected_only, 2, 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(self._details)

    def _connect(self, layer: QgsVectorLayer) -> None:
        self.task.currentIndexChanged.connect(self._arrange)
        self.label_from.currentIndexChanged.connect(self._arrange)
        self.fixed.textChanged.connect(self.changed)
        self.field.fieldChanged.connect(self.changed)
        layer.selectionChanged.connect(self._count_selected)  # a lambda would outlive the card
        self._count_selected()

    def _arrange(self) -> None:
        self._details.setVisible(self.task.currentData() is not None)
        self._sources.setCurrentIndex(self.label_from.currentIndex())
        self.changed.emit()

    def _count_selected(self, *_: object) -> None:
        count = self._layer.selectedFeatureCount()
        self.selected_only.setText(tr("Selected features only ({count:,})", count=count))
        self.selected_only.setVisible(count > 0 or self.selected_only.isChecked())

    def show_mapping(self, mapping: Optional[LayerMapping]) -> None:
        """Shows how the layer is exported; None for a layer that isn't."""
        choose(self.task, mapping.task if mapping else None)
        if mapping is not None:
            self.suggest(mapping)
            self.selected_only.setChecked(mapping.selected_only)
            if mapping.selected_only:
                self.selected_only.show()
        self._arrange()

    def is_of_campaign(self, folder: Path) -> bool:
        """Whether the layer belongs to the campaign in a folder."""
        return self._campaign is not None and self._campaign.path == folder

    @property
    def stops(self) -> list[QWidget]:
        """The widgets in Tab order."""
        label = [self.label_from, self.field, self.fixed]
        return [self.task, *label, self.image_field, self.selected_only]

    def suggest(self, mapping: LayerMapping) -> None:
        """Proposes where labels and images come from."""
        self.guess = mapping
        kind, value = mapping.label.kind, mapping.label.value
        choose(self.label_from, kind)
        if kind is LabelFrom.EXPRESSION:
            self.field.setExpression(value)
        self.fixed.setText(value if kind is LabelFrom.FIXED else "")
        choose(self.image_field, mapping.image_field)

    def suggest_image_field(self, field: str) -> None:
        """Proposes the field that names the image, unless the user has chosen one."""
        if self.guess is not None and self.image_field.currentData() == self.guess.image_field:
            choose(self.image_field, field)
            self.guess = replace(self.guess, image_field=field)

    def mapping(self) -> Optional[LayerMapping]:
        """How the user wants to export the layer; None for not at all."""
        task = self.task.currentData()
        if task is None:
            return None
        kind = self.label_from.currentData()
        value = ""
        if kind is LabelFrom.EXPRESSION:
            value = self._expression()
        elif kind is LabelFrom.FIXED:
            value = self.fixed.text().strip()
        return LayerMapping(
            self.layer_id,
            task,
            LabelSource(kind, value),
            self.image_field.currentData(),
            self.selected_only.isChecked(),
        )

    def _expression(self) -> str:
        name, is_expression, _ = self.field.currentField()
        return name if is_expression else str(QgsExpression.quotedColumnRef(name)) if name else ""
