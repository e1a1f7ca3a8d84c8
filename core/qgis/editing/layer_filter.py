"""Filters the layers: the annotations of one image, or all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

from qgis.core import QgsVectorLayer

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Task


def focus_layers(layers: Mapping[Task, QgsVectorLayer], image: Optional[str]) -> None:
    """Lets layers show, and tools pick, only the annotations of an image; None for all.

    Annotations without an image are always shown, so that they are not overlooked. The layers must
    not be in editing mode; see `is_focused`.

    :raises ScaneoError: where a layer refuses.
    """
    for layer in layers.values():
        wanted = _filter(image)
        if layer.subsetString() != wanted and not layer.setSubsetString(wanted):
            raise ScaneoError(
                message("focus.refused", "QGIS can't filter the layer {layer}.", layer=layer.name())
            )


def is_focused(layers: Mapping[Task, QgsVectorLayer], image: Optional[str]) -> bool:
    """Whether the layers have exactly this filter already."""
    return all(layer.subsetString() == _filter(image) for layer in layers.values())


def _filter(image: Optional[str]) -> str:
    """The filter as SQL; the name is quoted as data."""
    if image is None:
        return ""
    name = image.replace("'", "''")
    return f'"image" = \'{name}\' OR "image" IS NULL OR "image" = \'\''
