"""Other programs that write into a workspace, as they do it: over a table, into it, and by SQL."""

import shutil
import subprocess

from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsVectorFileWriter,
    QgsVectorLayer,
)


def sql(workspace, *statements):
    """Runs statements through OGR; answers the rows of the last one."""
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    rows = []
    for statement in statements:
        found = dataset.ExecuteSQL(statement)
        if found is not None:
            rows = [[row.GetField(at) for at in range(row.GetFieldCount())] for row in found]
            dataset.ReleaseResultSet(found)
    del dataset
    return rows


def triggers_of(workspace, table):
    """The names of a table's triggers and indexes."""
    query = f"SELECT name FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL"
    return {name for (name,) in sql(workspace, f"{query} AND type IN ('trigger', 'index')")}


def drop_parts(workspace, table, *wanted):
    """Drops a table's triggers and indexes, or those of them whose names end so."""
    ours = [name for name in triggers_of(workspace, table) if not name.startswith("rtree_")]
    for name in ours:
        if not wanted or name.endswith(wanted):
            kind = "INDEX" if name.endswith(("counts", "strays", "path")) else "TRIGGER"
            sql(workspace, f"DROP {kind} {name}")


class Rows(list):
    """The rows of a table as a program has them in memory: dicts, with their shape as "geom"."""

    @classmethod
    def of(cls, workspace, table):
        dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
        rows = cls()
        for row in dataset.GetLayerByName(table):
            shape = row.GetGeometryRef()
            rows.append({"fid": row.GetFID(), **row.items(),
                         "geom": None if shape is None else shape.Clone()})  # fmt: skip
        return rows

    def write(
        self,
        workspace,
        table,
        geometry="geom",
        fid="fid",
        crs=4326,
        kind=ogr.wkbUnknown,
        without=(),
        more=(),
        types=(),
        names=(),
        keeps_fids=False,
        width=0,
    ):
        """Writes them over a table, as geopandas and ogr2ogr do: it is dropped, and made anew.

        ``types`` and ``names`` are those of columns that get others.
        """
        dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
        degrees, target = osr.SpatialReference(), osr.SpatialReference()
        degrees.ImportFromEPSG(4326)
        degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        if crs is None:
            target = None
        else:
            target.ImportFromEPSG(crs)
            target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        options = [f"GEOMETRY_NAME={geometry}", f"FID={fid}", "OVERWRITE=YES"]
        layer = dataset.CreateLayer(table, target, kind, options)
        columns = {"image": ogr.OFTString, "label": ogr.OFTString, "origin": ogr.OFTString,
                   "place": ogr.OFTInteger64}  # fmt: skip
        for name in without:
            columns.pop(name, None)
        columns.update(dict(types))
        columns.update(dict(more))
        for name, type_ in columns.items():
            field = ogr.FieldDefn(dict(names).get(name, name), type_)
            if width and type_ == ogr.OFTString:
                field.SetWidth(width)
            layer.CreateField(field)
        for row in self:
            feature = ogr.Feature(layer.GetLayerDefn())
            if keeps_fids:
                feature.SetFID(row["fid"])
            for at, name in enumerate(columns):
                if row.get(name) is not None:
                    feature.SetField(at, row[name])
            if row["geom"] is not None:
                shape = row["geom"].Clone()
                if crs not in (4326, None):
                    shape.Transform(osr.CoordinateTransformation(degrees, target))
                feature.SetGeometry(shape)
            assert layer.CreateFeature(feature) == ogr.OGRERR_NONE
        del layer, dataset


def ogr2ogr(target, source, *arguments, layers=()):
    """Runs it; where it is not installed, GDAL's function of the same code."""
    tool = shutil.which("ogr2ogr")
    if tool is not None:
        subprocess.run([tool, *arguments, str(target), str(source), *layers], check=True)
        return
    into = str(target)
    if {"-update", "-append", "-overwrite"} & {*arguments}:
        into = gdal.OpenEx(str(target), gdal.OF_VECTOR | gdal.OF_UPDATE)
    options = gdal.VectorTranslateOptions([*arguments, *layers])
    done = gdal.VectorTranslate(into, str(source), options=options)
    assert done is not None


def save_over(workspace, table, edit=None, only=None):
    """QGIS's "Save Features As" over the table that the features are from; ``only`` the fids."""
    source = QgsVectorLayer(f"{workspace}|layername={table}", table, "ogr")
    request = QgsFeatureRequest() if only is None else QgsFeatureRequest(only)
    copy = source.materialize(request)
    if edit is not None:
        assert copy.startEditing()
        edit(copy)
        assert copy.commitChanges()
    del source
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", table
    action = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    options.actionOnExistingFile = action
    context = QgsCoordinateTransformContext()
    done = QgsVectorFileWriter.writeAsVectorFormatV3(copy, str(workspace), context, options)
    assert done[0] == QgsVectorFileWriter.WriterError.NoError, done
