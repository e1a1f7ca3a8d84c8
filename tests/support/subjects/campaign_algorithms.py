"""What the tests of import and export in Processing share."""

from qgis.core import QgsApplication

IMPORT, EXPORT = "scaneo:importcampaign", "scaneo:exportcampaign"
KINDS = ("CLASSIFICATION", "DETECTION", "SEGMENTATION", "IMAGES")


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(name)
