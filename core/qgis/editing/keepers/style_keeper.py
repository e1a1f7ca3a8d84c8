"""Restores the set-up of layers after changes of their style.

When a style is pasted, loaded, switched or reset, QGIS replaces much more than colours: forms,
default values, variables, the read-only flag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ....workspace.workspace_ref import IMAGES, table_of
from ...layers import LABELS_PROPERTY

_OURS = ("variableNames", "variableValues", LABELS_PROPERTY)
"""The custom properties by whose change more is heard of than by a style's own signal."""


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
