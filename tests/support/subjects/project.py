"""What the tests of a campaign's layers in a project share."""

from qgis.core import QgsGeometry, QgsRectangle, QgsVectorLayerUtils

TASKS = ("classification", "detection", "segmentation")
HOSTILE = ("it's", "<b>x</b>", '"label"', "@scaneo_image", "{0} %1", "[% 1 + 1 %]", "città · 1e3")
IN_A = QgsRectangle(2.1, 41.1, 2.2, 41.2)
IN_B = QgsRectangle(3.1, 41.1, 3.2, 41.2)


def draw(layer, place):
    """A feature as QGIS's own tools make it."""
    context = layer.createExpressionContext()
    return QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromRect(place), {}, context)
