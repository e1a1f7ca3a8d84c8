"""Keeps the layers styled for the labels, and sets what QGIS's own tools draw in them.

When a style is pasted, loaded, switched or reset, QGIS replaces much more than colours: forms,
default values, variables, the read-only flag. So the set-up is restored after each such change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....base.model import Task
from ....workspace.workspace_ref import IMAGES, table_of
from ...layers import LABELS_PROPERTY, restyle_layers, set_up_layer, style_layer
from ...map_image import MapImage
from ...styling.styles import LABEL_VARIABLE, set_variables
from ..palette import Palette

_OURS = ("variableNames", "variableValues", LABELS_PROPERTY)
"""Custom properties of ours, which a new style replaces: their changes tell of more new styles than
the signals about styles do."""

Connections = tuple[tuple[Any, Any], ...]
"""Signals, each with its slot."""


class StyleKeeper(QObject):
    """Watches layers, and has them set up again after each change of their style.

    Fields and variables at once, since the next drawing needs its image and label; the symbology in
    the next turn of the event loop, since whoever has just set a renderer may still be using it.
    """

    replaced = pyqtSignal(list)
    """The names of layers whose style no longer showed the campaign's labels, and was replaced."""

    def __init__(
        self, set_up: Callable[[QgsVectorLayer], None], dress: Callable[[QgsVectorLayer], bool]
    ) -> None:
        """``dress`` styles a layer, and returns whether its style had to be replaced."""
        super().__init__()
        self._set_up = set_up
        self._dress = dress
        self._watched: dict[str, tuple[QgsVectorLayer, Connections]] = {}
        self._changed: list[QgsVectorLayer] = []
        self._known: set[str] = set()  # ids of layers whose style is as we left it
        self._is_at_it = False  # ignores our own changes
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._see_to_styles)

    def watch(self, layer: QgsVectorLayer) -> None:
        """Watches this layer as well; its style may have changed already."""
        if layer.id() in self._watched:
            return

        def changed(*_: object) -> None:
            self._note(layer)

        def property_changed(key: str) -> None:
            if key in _OURS:
                self._note(layer)

        connections: Connections = (
            (layer.styleChanged, changed),
            (layer.styleLoaded, changed),
            (layer.legendChanged, changed),  # the last signal when a style is pasted
            (layer.styleManager().currentStyleChanged, changed),
            (layer.updatedFields, changed),  # default values and constraints of layer properties
            (layer.displayExpressionChanged, changed),
            (layer.customPropertyChanged, property_changed),
        )
        if table_of(layer) == IMAGES:  # others are set read-only whenever their campaign is opened
            connections += ((layer.readOnlyChanged, changed),)
        for signal, slot in connections:
            signal.connect(slot)
        self._watched[layer.id()] = layer, connections

    def leave(self, ids: Iterable[str]) -> None:
        """Stops watching layers, by id."""
        for gone in ids:
            self._known.discard(gone)
            layer, connections = self._watched.pop(gone, (None, ()))
            self._changed = [one for one in self._changed if one is not layer]
            if layer is None or sip.isdeleted(layer):  # its signals were deleted with it
                continue
            for signal, slot in connections:
                signal.disconnect(slot)

    def leave_all(self) -> None:
        """Stops watching all layers."""
        self._soon.stop()
        self.leave(list(self._watched))

    @contextmanager
    def ours(self) -> Iterator[None]:
        """What is set within the block is no change of style."""
        was, self._is_at_it = self._is_at_it, True
        try:
            yield
        finally:
            self._is_at_it = was

    def are_known(self, layers: Iterable[QgsVectorLayer]) -> bool:
        """Whether nobody else has changed the style of these layers."""
        return all(layer.id() in self._known for layer in layers)

    def note_known(self, layers: Iterable[QgsVectorLayer]) -> None:
        """The present style of these layers is as it should be."""
        self._known.update(layer.id() for layer in layers)

    def _note(self, layer: QgsVectorLayer) -> None:
        if self._is_at_it:
            return
        self._known.discard(layer.id())
        with self.ours():
            self._set_up(layer)
        if not any(layer is one for one in self._changed):
            self._changed.append(layer)
        self._soon.start(0)

    def _see_to_styles(self) -> None:
        changed = [layer for layer in self._changed if not sip.isdeleted(layer)]
        self._changed = []
        with self.ours():
            for layer in changed:
                self._set_up(layer)
            replaced = [layer.name() for layer in changed if self._dress(layer)]
        self.note_known(changed)
        if replaced:
            self.replaced.emit(replaced)


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
