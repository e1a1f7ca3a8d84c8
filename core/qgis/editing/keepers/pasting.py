"""Assigns pasted features to the image on the map."""

from __future__ import annotations

from qgis.core import QgsExpressionContextUtils, QgsGeometry, QgsVectorLayer

from ....images.areas import BadArea, valid_area
from ....images.assignment import is_on
from ....images.overlap import ImageFootprint
from ...styling.styles import FOOTPRINT_VARIABLE, IMAGE_VARIABLE
from ..history import History
from .layer_watch import ToolStep


def keep_image_of_pasted(layer: QgsVectorLayer, history: History, step: ToolStep) -> None:
    """Assigns what was copied on another image and pasted on the one on the map to the latter.

    QGIS pastes all fields as they were copied: in a time series, the copy would belong to the image
    that it came from.
    """
    scope = QgsExpressionContextUtils.layerScope(layer)
    image = scope.variable(IMAGE_VARIABLE) or ""
    if not image or not _is_paste(layer, step):
        return
    here = ImageFootprint(image, QgsGeometry.fromWkt(scope.variable(FOOTPRINT_VARIABLE) or ""))
    found = [layer.getFeature(fid) for fid in step.added]
    moved = [one for one in found if one["image"] != image and _lies_on(here, one.geometry())]
    if moved:
        field = layer.fields().indexOf("image")
        with history.command(step.text, follows=True):
            for one in moved:
                layer.changeAttributeValue(one.id(), field, image, one["image"])


def _is_paste(layer: QgsVectorLayer, step: ToolStep) -> bool:
    """A step of QGIS is identified only by its name, in the language of its menus. What tells a
    paste from a split, a moved copy and all others is that it selects exactly what it added, before
    it ends (QgisApp::pasteFeatures, QGIS 3.22 to 3.44)."""
    return bool(step.added) and {*step.added} == {*layer.selectedFeatureIds()}


def _lies_on(image: ImageFootprint, pasted: QgsGeometry) -> bool:
    try:
        return is_on(image, valid_area(pasted))
    except BadArea:  # can't be told
        return False
