"""What QGIS's own tools make, since 3.40, of surfaces in the workspace's layers."""

import pytest
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayerUtils, QgsWkbTypes
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.workspace.geopackage.inserter import Inserter
from scaneo_bridge.core.workspace.workspace import Workspace
from shapely.geometry import box
from support.editing import open_editing
from support.geojson import LABELS
from support.layers import editing
from support.mapping.layer_kinds import SURFACES
from support.sources import areas, boxes, only, written

COLLECTED = {
    **SURFACES,
    "collection": f"GeometryCollection({SURFACES['TIN']}, Point(2.1 41.1))",
    "nested": f"GeometryCollection(GeometryCollection({SURFACES['TIN']}))",
}


@pytest.fixture
def workspace(campaign, opened):
    folder = campaign({"spai.json": LABELS}, ("a.tif",))
    return folder, opened(folder).workspace.path


def drawn(layer, wkt):
    feature = QgsFeature(layer.fields())
    feature["image"], feature["label"] = "a.tif", "water"
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    assert not feature.geometry().isEmpty()
    return feature


@pytest.mark.parametrize("image", ["a.tif", None])
@pytest.mark.parametrize("kind", COLLECTED)
@pytest.mark.parametrize("task", ["detection", "segmentation"])
def test_what_other_programs_put_there_is_exported(workspace, exported, task, kind, image):
    """Without an image it is that of the place."""
    folder, path = workspace
    shape = bytes(ogr.CreateGeometryFromWkt(COLLECTED[kind]).ExportToIsoWkb(ogr.wkbNDR))
    with Workspace.open(path) as known, known.database.transaction():
        Inserter(known.database, task, ("label", "image")).add(shape, "water", image)
    assert not exported(path).problems
    if task == "detection":
        assert boxes(folder) == [(2.1, 41.1, 2.3, 41.2)]
    else:
        (area,) = areas(folder)
        assert area.buffer(0).symmetric_difference(box(2.1, 41.1, 2.3, 41.2)).area < 1e-12


NEW = pytest.mark.skipif(not hasattr(QgsWkbTypes.Type, "TIN"), reason="QGIS knows them since 3.40")


@NEW
@pytest.mark.parametrize("kind", SURFACES)
def test_what_qgis_empties_when_it_is_pasted_is_listed(workspace, exported, kind):
    folder, path = workspace
    with editing(path, "segmentation") as layer:
        for one in QgsVectorLayerUtils.makeFeatureCompatible(drawn(layer, SURFACES[kind]), layer):
            assert layer.addFeature(one)
    assert "no area" in only(exported(path).problems)
    assert not written(folder)


@NEW
@pytest.mark.parametrize("kind", SURFACES)
def test_what_comes_among_boxes_becomes_one(workspace, kind):
    with open_editing(workspace[1]) as session:
        layer = session.layer(Task.DETECTION)
        layer.beginEditCommand("Features pasted")
        assert layer.addFeature(drawn(layer, SURFACES[kind]))
        layer.endEditCommand()
        (pasted,) = layer.getFeatures()
        assert pasted.geometry().wkbType() == QgsWkbTypes.Type.Polygon
        session.save()
        assert layer.featureCount() == 1
