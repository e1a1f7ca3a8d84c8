"""What the tests of `scaneo:exportlayers` share."""

from qgis.core import QgsApplication

NAME = "scaneo:exportlayers"
LARGEST, TOUCHED, CLIPPED = range(3)


def rows(table):
    assert [field.name() for field in table.fields()] == ["layer", "id", "what", "mend"]
    return [feature.attributes() for feature in table.getFeatures()]


def algorithm():
    return QgsApplication.processingRegistry().createAlgorithmById(NAME)
