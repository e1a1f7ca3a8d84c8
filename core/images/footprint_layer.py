"""Queries the footprint layer of a campaign: only footprints that are near are read."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRectangle,
    QgsVectorLayer,
)

from .overlap import FootprintPart, ImageFootprint


class FootprintLayer:
    """Where the images of a campaign lie, read from its footprint layer.

    Nothing is cached: changes in the background are seen at once, and the workspace's spatial index
    answers each query.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer

    def find(self, image: str) -> Optional[ImageFootprint]:
        """The footprint of an image; None where it is not known."""
        outline = find_footprint(self._layer, image)
        return None if outline is None else ImageFootprint(image, outline)

    def near(self, bounds: QgsRectangle) -> list[FootprintPart]:
        """The parts of footprints whose bounds meet these."""
        found = []
        request = QgsFeatureRequest(bounds)
        request.setSubsetOfAttributes(["path"], self._layer.fields())
        for feature in self._layer.getFeatures(request):
            image, outline = feature["path"], QgsGeometry(feature.geometry())
            if isinstance(image, str):  # another program may have written NULL
                parts = ImageFootprint(image, outline).parts()
                found += [part for part in parts if part.bounds.intersects(bounds)]
        return found


def find_footprint(images: QgsVectorLayer, path: str) -> Optional[QgsGeometry]:
    """The footprint of an image, by its path; None where it has none."""
    for feature in images.getFeatures(_named(path)):
        if not feature.geometry().isEmpty():
            return QgsGeometry(feature.geometry())
    return None


def overlaps_others(images: QgsVectorLayer, path: str) -> bool:
    """Whether an image shares more than a hundredth of its footprint with another image."""
    footprint = find_footprint(images, path)
    if footprint is None:
        return False
    least = footprint.area() / 100
    request = QgsFeatureRequest(footprint.boundingBox())
    return any(
        feature["path"] != path and feature.geometry().intersection(footprint).area() > least
        for feature in images.getFeatures(request)
    )


def _named(path: str) -> QgsFeatureRequest:
    equal = QgsExpression.createFieldEqualityExpression("path", path)
    return QgsFeatureRequest().setFilterExpression(equal)
