"""What QGIS paints of a layer: the colour at a place of each feature."""

from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

BACKGROUND = "#123456"
_SIZE = 20  # pixels of a feature's bounds, each way


def painted_colors(layer):
    """By the id of each feature, the colour ``#rrggbb`` of its middle; None where it is not seen.

    Features may not lie one on the other, and are painted one by one as the layer has them.
    """
    found = {}
    for feature in layer.getFeatures():
        color = _paint(layer, feature.geometry().boundingBox())
        found[feature.id()] = None if color == BACKGROUND else color
    return found


def _paint(layer, bounds):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(_SIZE, _SIZE))
    settings.setExtent(QgsRectangle(bounds))
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor(BACKGROUND))
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, False)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage().pixelColor(_SIZE // 2, _SIZE // 2).name()
