"""Which image something that was drawn belongs to, and what of it lies there."""

from __future__ import annotations

from typing import NamedTuple, Optional

from qgis.core import QgsExpression, QgsFeatureRequest, QgsGeometry, QgsVectorLayer


class ImageAssignment(NamedTuple):
    """The path of an image, and its footprint; None where that is not known."""

    image: str
    footprint: Optional[QgsGeometry]


def find_footprint(images: QgsVectorLayer, path: str) -> Optional[QgsGeometry]:
    """The footprint of an image, by its path; None where it has none."""
    for feature in images.getFeatures(_named(path)):
        if not feature.geometry().isEmpty():
            return QgsGeometry(feature.geometry())
    return None


def assign_drawn(
    images: QgsVectorLayer, drawn: QgsGeometry, current: Optional[str]
) -> Optional[ImageAssignment]:
    """The image that something drawn, in longitude and latitude, belongs to.

    It is the current one if they overlap, or else the one that it overlaps most; None outside
    every footprint.
    """
    # First, for in a time series all images are where this one is.
    own = None if current is None else find_footprint(images, current)
    if current is not None and own is not None and own.intersection(drawn).area() > 0:
        return ImageAssignment(current, own)
    best, most = None, 0.0
    for feature in images.getFeatures(QgsFeatureRequest(drawn.boundingBox())):
        footprint = QgsGeometry(feature.geometry())
        area = footprint.intersection(drawn).area()
        if area > most:
            best, most = ImageAssignment(feature["path"], footprint), area
    return best


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
