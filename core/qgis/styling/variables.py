"""Layer variables, from which QGIS's own tools take image and label of what they draw."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsExpressionContextUtils, QgsMapLayer


def set_variables(layer: QgsMapLayer, values: Mapping[str, str]) -> None:
    """Sets variables of a layer; the user's own stay.

    QGIS 3.22's ``setLayerVariable`` adds another entry of the same name each time, and all are
    saved with the project: here one of each name is left, with the value that counts.
    """
    names, texts = (_texts(layer, key) for key in ("variableNames", "variableValues"))
    known = dict(zip(names, texts))  # of several of one name, QGIS also takes the last
    if len(names) != len(known) or any(known.get(name) != of for name, of in values.items()):
        QgsExpressionContextUtils.setLayerVariables(layer, {**known, **values})


def _texts(layer: QgsMapLayer, key: str) -> list[str]:
    found = layer.customProperty(key)
    return [found] if isinstance(found, str) else list(found or ())
