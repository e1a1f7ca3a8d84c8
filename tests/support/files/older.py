"""Workspaces as older versions of the plugin made them."""

from osgeo import gdal


def make_version_3(workspace):
    """Takes away from a workspace what came after version 3."""
    database = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    drop = (f"DROP TABLE IF EXISTS {name}" for name in ("image_files", "image_beside"))
    for statement in (*drop, "UPDATE campaign SET version = 3"):
        database.ExecuteSQL(statement)
    files = database.GetLayerByName("files")
    for name in ("changed", "inode", "device"):
        files.DeleteField(files.GetLayerDefn().GetFieldIndex(name))
    del files, database
