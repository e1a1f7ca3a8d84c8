"""The least that an import and an export have to do: what ours is measured against."""

from __future__ import annotations

import json
import struct
from itertools import chain
from pathlib import Path
from typing import Any, Callable, TextIO

from benchmarks.timing import Clock
from osgeo import gdal, ogr, osr

FIELDS = {
    "image": ogr.OFTString,
    "label": ogr.OFTString,
    "origin": ogr.OFTString,
    "place": ogr.OFTInteger64,
}
Write = Callable[[Any, TextIO], None]
_POLYGON, _MULTIPOLYGON = 3, 6


def import_floor(folder: Path, target: Path) -> None:
    """`json.load` of each file, `CreateFeature` into one dataset in one transaction."""
    dataset = gdal.GetDriverByName("GPKG").Create(str(target), 0, 0, 0, gdal.GDT_Unknown)
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    layer = dataset.CreateLayer("segmentation", wgs84, ogr.wkbMultiPolygon)
    for name, kind in FIELDS.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    row = ogr.Feature(layer.GetLayerDefn())
    dataset.StartTransaction()
    for path in sorted(folder.glob("*.geojson")):
        with open(path, encoding="utf-8") as stream:
            collection = json.load(stream)
        image = f"{path.stem}.tif"
        for place, feature in enumerate(collection["features"]):
            row.SetFID(-1)
            row.SetFieldString(0, image)
            row.SetFieldString(1, feature["properties"]["label"])
            row.SetFieldString(2, image)
            row.SetFieldInteger64(3, place)
            wkb = _wkb(feature["geometry"]["coordinates"])
            row.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
            layer.CreateFeature(row)
    dataset.CommitTransaction()
    del row, layer
    dataset = None  # GDAL closes a dataset with its last reference


def _wkb(polygons: Any) -> bytes:
    pieces = [struct.pack("<BII", 1, _MULTIPOLYGON, len(polygons))]
    for rings in polygons:
        pieces.append(struct.pack("<BII", 1, _POLYGON, len(rings)))
        for ring in rings:
            pieces.append(struct.pack(f"<I{2 * len(ring)}d", len(ring), *chain(*ring)))
    return b"".join(pieces)


def export_floor(folder: Path, target: Path, clock: Clock, write: Write) -> None:
    """Each file's objects to a file, which nobody waits for to be on disk; having the objects is
    for free.
    """
    for path in [folder / "spai.json", *sorted(folder.glob("*.geojson"))]:
        objects = json.loads(path.read_bytes())
        with clock, open(target / path.name, "w", encoding="utf-8") as stream:
            write(objects, stream)


def write_at_once(objects: Any, stream: TextIO) -> None:
    """Faster than `json.dump`, which is not written in C."""
    stream.write(json.dumps(objects))
