"""What the map shows of a campaign that is opened again after the image on it has moved."""

from qgis.core import QgsExpressionContextUtils, QgsGeometry
from support.images import write_image

pytest_plugins = ["support.desk.fixtures"]


def footprint(desk):
    """Where what QGIS's own tools draw must lie to get the image on the map."""
    scope = QgsExpressionContextUtils.layerScope(desk.layer("detection"))
    return scope.variable("scaneo_image"), QgsGeometry.fromWkt(scope.variable("scaneo_footprint"))


def test_what_is_drawn_next_belongs_to_it_where_it_lies_now(desk, coast):
    desk.open(coast)
    image, before = footprint(desk)
    assert image == "a.tif" and not before.isEmpty()
    write_image(coast / "a.tif", grid=(12.0, 0.05, 0.0, 42.0, 0.0, -0.1))
    desk.open(coast)
    image, after = footprint(desk)
    assert image == "a.tif"
    assert after.boundingBox().xMinimum() == 12.0 > before.boundingBox().xMaximum()
