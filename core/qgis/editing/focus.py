"""Which annotations the layers show: those of one image, or all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from qgis.core import QgsVectorLayer

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Task


def focus_layers(layers: Mapping[Task, QgsVectorLayer], image: Optional[str]) -> None:
    """Lets layers show, and tools pick, only what belongs to an image; None for everything.

    What belongs to no image is shown always: it must not get out of sight. The layers can't be in
    editing; see `is_focused`.

    :raises ScaneoError: where a layer refuses.
    """
    for layer in layers.values():
        wanted = _filter(image)
        if layer.subsetString() != wanted and not layer.setSubsetString(wanted):
            raise ScaneoError(
                message("focus.refused", "QGIS can't filter the layer {layer}.", layer=layer.name())
            )


def is_focused(layers: Mapping[Task, QgsVectorLayer], image: Optional[str]) -> bool:
    """Whether the layers show this and nothing else already."""
    return all(layer.subsetString() == _filter(image) for layer in layers.values())


def _filter(image: Optional[str]) -> str:
    """The filter, in SQL: the name is data in it."""
    if image is None:
        return ""
    name = image.replace("'", "''")
    return f'"image" = \'{name}\' OR "image" IS NULL OR "image" = \'\''
