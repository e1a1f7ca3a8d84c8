"""Layers of the kinds of geometry that QGIS knows since 3.40."""

from osgeo import ogr, osr
from qgis.core import QgsVectorLayer

SURFACES = {
    "PolyhedralSurface": "PolyhedralSurface(((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.2, 2.1 41.1)),"
    " ((2.2 41.1, 2.3 41.1, 2.3 41.2, 2.2 41.2, 2.2 41.1)))",
    "PolyhedralSurfaceZ": "PolyhedralSurface Z(((2.1 41.1 5, 2.2 41.1 5, 2.2 41.2 6, 2.1 41.2 6,"
    " 2.1 41.1 5)), ((2.2 41.1 5, 2.3 41.1 5, 2.3 41.2 6, 2.2 41.2 6, 2.2 41.1 5)))",
    "TIN": "TIN(((2.1 41.1, 2.3 41.1, 2.3 41.2, 2.1 41.1)), ((2.1 41.1, 2.3 41.2, 2.1 41.2,"
    " 2.1 41.1)))",
    "TINZ": "TIN Z(((2.1 41.1 5, 2.3 41.1 5, 2.3 41.2 6, 2.1 41.1 5)), ((2.1 41.1 5, 2.3 41.2 6,"
    " 2.1 41.2 6, 2.1 41.1 5)))",
}
"""The same rectangle in two patches, by the kind."""

_TYPES = {
    "PolyhedralSurface": ogr.wkbPolyhedralSurface,
    "PolyhedralSurfaceZ": ogr.wkbPolyhedralSurfaceZ,
    "TIN": ogr.wkbTIN,
    "TINZ": ogr.wkbTINZ,
}


def surface_layer(path, kind):
    """A layer of a GeoPackage of that kind, with one feature whose label is x."""
    path.parent.mkdir(parents=True, exist_ok=True)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    made = file.CreateLayer("layer", reference, _TYPES[kind])
    made.CreateField(ogr.FieldDefn("label", ogr.OFTString))
    feature = ogr.Feature(made.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(SURFACES[kind]))
    feature.SetField("label", "x")
    assert made.CreateFeature(feature) == 0
    del feature, made, file
    layer = QgsVectorLayer(f"{path}|layername=layer", "layer", "ogr")
    assert layer.isValid() and layer.featureCount() == 1
    return layer
