"""Layers of any size to export: areas in no order over images, all of it in UTM."""

from __future__ import annotations

import struct
from itertools import chain
from pathlib import Path
from random import Random

from benchmarks.ground import LABELS, METRES, PER_IMAGE, VERTICES, coast, make_image
from osgeo import gdal, ogr, osr
from qgis.core import QgsProject, QgsVectorLayer
from scaneo_bridge.core.base.model import Task
from scaneo_bridge.core.mapping.mapping import CampaignMapping, LabelSource, LayerMapping
from scaneo_bridge.core.mapping.plan import LayerPlan, plan_export

CRS = 32619

_PIXELS = 256
_COLUMNS = 32
_POLYGON = 3
_HEADER = struct.pack("<BIII", 1, _POLYGON, 1, VERTICES + 1)


def make_layer(folder: Path, file: Path, features: int) -> None:
    """Fills a new folder with images, and a GeoPackage with areas that lie in them; of one size,
    they are the same each time.
    """
    folder.mkdir(parents=True)
    random = Random(features)
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(CRS)
    rows = []
    for number in range(features // PER_IMAGE):
        row, column = divmod(number, _COLUMNS)
        west = 400000.0 + _PIXELS * METRES * column
        north = 4700000.0 - _PIXELS * METRES * row
        make_image(folder / f"{number:04}.tif", utm, west, north, _PIXELS)
        rows += [_wkb(coast(random, cell, _PIXELS), west, north) for cell in range(PER_IMAGE)]
    random.shuffle(rows)
    _write(file, utm, rows, random)


def _wkb(ring: list[tuple[float, float]], west: float, north: float) -> bytes:
    numbers = chain.from_iterable((west + x, north - y) for x, y in [*ring, ring[0]])
    return _HEADER + struct.pack(f"<{2 * VERTICES + 2}d", *numbers)


def _write(file: Path, crs: osr.SpatialReference, rows: list[bytes], random: Random) -> None:
    dataset = gdal.GetDriverByName("GPKG").Create(str(file), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("areas", crs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTString))
    row = ogr.Feature(layer.GetLayerDefn())
    dataset.StartTransaction()
    for wkb in rows:
        row.SetFID(-1)
        row.SetFieldString(0, random.choice(list(LABELS)))
        row.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(row)
    dataset.CommitTransaction()
    del row, layer
    dataset = None  # GDAL closes a dataset with its last reference


def open_layer(file: Path) -> QgsVectorLayer:
    """The layer of `make_layer` in QGIS."""
    layer = QgsVectorLayer(str(file), "areas", "ogr")
    if not layer.isValid():
        raise RuntimeError(f"{file} is no layer")
    return layer


def plan_of(layer: QgsVectorLayer, folder: Path) -> LayerPlan:
    """The export of the layer into the folder of its images."""
    project = QgsProject()
    project.addMapLayer(layer, addToLegend=False)
    mapping = LayerMapping(layer.id(), Task.SEGMENTATION, LabelSource(value='"label"'))
    plan = plan_export(project, CampaignMapping((mapping,), folder=str(folder), copy_images=False))
    project.takeMapLayer(layer)
    return plan
