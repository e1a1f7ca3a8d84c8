"""Layers of any format and reference system, made of shapes in longitude and latitude."""

from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVirtualLayerDefinition,
)

_DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON", ".csv": "CSV"}
_KINDS = {".shp": ogr.wkbPolygon}


def write_layer(path, crs, rows, given="EPSG:4326"):
    """A layer of one file; `rows` are pairs of WKT, in the reference system that is `given`, and
    a label. Each of them can be None.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset = gdal.GetDriverByName(_DRIVERS[path.suffix]).Create(str(path), 0, 0, 0)
    layer = dataset.CreateLayer(path.stem, reference(crs), _KINDS.get(path.suffix, ogr.wkbUnknown))
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTString))
    there = osr.CoordinateTransformation(reference(given), reference(crs))
    in_one_go = dataset.TestCapability(ogr.ODsCTransactions)  # sooner done, where a format can
    if in_one_go:
        dataset.StartTransaction()
    for wkt, label in rows:
        row = ogr.Feature(layer.GetLayerDefn())
        if label is not None:
            row.SetField("label", label)
        if wkt is not None:
            shape = ogr.CreateGeometryFromWkt(wkt)
            shape.Transform(there)
            row.SetGeometryDirectly(shape)
        layer.CreateFeature(row)
    if in_one_go:
        dataset.CommitTransaction()
    del row, layer
    dataset = None  # GDAL closes a dataset with its last reference
    return path


def write_table(path, rows):
    """A table without geometry: pairs of an image and a label."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset = gdal.GetDriverByName(_DRIVERS[path.suffix]).Create(str(path), 0, 0, 0)
    table = dataset.CreateLayer(path.stem, None, ogr.wkbNone)
    for name in ("image", "label"):
        table.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for values in rows:
        row = ogr.Feature(table.GetLayerDefn())
        for name, value in zip(("image", "label"), values):
            row.SetField(name, value)
        table.CreateFeature(row)
    del row, table
    dataset = None
    return path


def open_layer(path, name=None):
    layer = QgsVectorLayer(str(path), name or path.stem, "ogr")
    assert layer.isValid(), path
    return layer


def virtual_layer(path, query, name):
    """A query over a file's layer, which it calls `source`."""
    definition = QgsVirtualLayerDefinition()
    definition.addSource("source", str(path), "ogr", "UTF-8")
    definition.setQuery(query)
    layer = QgsVectorLayer(definition.toString(), name, "virtual")
    assert layer.isValid(), query
    return layer


def categorise(layer, colors):
    """Draws each label in its colour."""
    categories = [
        QgsRendererCategory(name, QgsFillSymbol.createSimple({"color": color}), name)
        for name, color in colors.items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("label", categories))


def reference(crs):
    """As OGR wants it: longitude before latitude."""
    found = osr.SpatialReference()
    found.SetFromUserInput(crs)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def transformed(positions, crs, target):
    """Pairs of coordinates in another reference system, by PROJ without QGIS."""
    there = osr.CoordinateTransformation(reference(crs), reference(target))
    return [point[:2] for point in there.TransformPoints(list(positions))]
