"""Keeps the layers styled for the labels, and sets what QGIS's own tools draw in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....base.model import Task
from ...layers import restyle_layers, set_up_layer, style_layer
from ...map_image import MapImage
from ...styling.styles import LABEL_VARIABLE, set_variables
from ..palette import Palette
from .style_keeper import StyleKeeper

_LATER = 300  # ms after the last change of labels until QGIS's layer tree is updated


class LayerStyling(QObject):
    """Styles the layers for the labels, and sets current label and image for what is drawn in
    them."""

    restyled = pyqtSignal(list)
    """The names of layers whose new style did not show the labels, and was replaced by ours."""

    def __init__(
        self,
        map_image: MapImage,
        palette: Palette,
        layers: Mapping[Task, QgsVectorLayer],
    ) -> None:
        """``layers`` are those that are edited, a live mapping."""
        super().__init__()
        self._map_image = map_image
        self._palette = palette
        self._layers = layers
        self._label = ""
        self._styled = palette.labels  # the labels that the layers are styled for
        self._keeper = StyleKeeper(self._set_up, self._dress)
        self._keeper.replaced.connect(self.restyled)
        palette.changed.connect(self._style)
        # Layers whose classes in the layer tree are not up to date.
        self._behind: list[QgsVectorLayer] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow_styles)

    def ours(self) -> AbstractContextManager[None]:
        """What is set in the layers within the block does not count as a change of style by
        others."""
        return self._keeper.ours()

    def take_in(self, layer: QgsVectorLayer) -> None:
        """Sets a layer up, and keeps it so."""
        self._set_up(layer)
        self._keeper.watch(layer)

    def watch(self, layer: QgsVectorLayer) -> None:
        """Keeps the style of a layer that is not edited."""
        self._keeper.watch(layer)

    def leave(self, ids: Collection[str]) -> None:
        """Stops watching layers, by id."""
        there = (layer for layer in self._behind if not sip.isdeleted(layer))
        self._behind = [layer for layer in there if layer.id() not in ids]
        self._keeper.leave(ids)

    def leave_all(self) -> None:
        """Stops watching all layers."""
        while self._behind:
            self._follow_styles()
        self._soon.stop()
        self._keeper.leave_all()

    def set_label(self, label: str) -> None:
        """The label for what QGIS's own tools draw."""
        self._label = label
        with self.ours():
            for layer in self._layers.values():
                set_variables(layer, {LABEL_VARIABLE: label})

    def follow_image(self) -> None:
        """The image for what is drawn is the one on the map, or none."""
        with self.ours():
            self._map_image.follow()

    def _style(self) -> None:
        before, self._styled = self._styled, self._palette.labels
        layers = list(self._layers.values())
        with self.ours(), self._list_follows(layers):
            if not self._keeper.are_known(layers) or not restyle_layers(
                self._layers, before, self._styled
            ):
                for layer in layers:
                    style_layer(layer, self._styled)
            self._keeper.note_known(layers)

    @contextmanager
    def _list_follows(self, layers: Sequence[QgsVectorLayer]) -> Iterator[None]:
        """Changes in the block show at once on the map and in the dock; in QGIS's layer tree a
        moment later, layer by layer and only where classes changed: that takes longer than
        everything else."""
        legends = [legend for layer in layers if (legend := layer.legend()) is not None]
        before = [legend.blockSignals(True) for legend in legends]
        others: list[QgsVectorLayer] = []
        notes = [(layer, partial(others.append, layer)) for layer in layers]
        for layer, note in notes:
            layer.rendererChanged.connect(note)
        try:
            yield
        finally:
            for layer, note in notes:
                layer.rendererChanged.disconnect(note)
            for legend, was_blocked in zip(legends, before):
                legend.blockSignals(was_blocked)
        if others:
            self._behind = [*(one for one in self._behind if one not in others), *others]
            self._soon.start(_LATER)

    def _follow_styles(self) -> None:
        layer = self._behind.pop(0) if self._behind else None
        if self._behind:
            self._soon.start(0)
        if layer is not None and not sip.isdeleted(layer) and layer.legend() is not None:
            with self.ours():
                layer.legend().itemsChanged.emit()

    def _set_up(self, layer: QgsVectorLayer) -> None:
        """Sets up a layer that is new, or whose style was replaced."""
        set_up_layer(layer, self._palette.labels)
        self.follow_image()
        if layer in self._layers.values():
            set_variables(layer, {LABEL_VARIABLE: self._label})

    def _dress(self, layer: QgsVectorLayer) -> bool:
        return style_layer(layer, self._palette.labels, keeps=True)
