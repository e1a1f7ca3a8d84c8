"""What is labelled: images, and for plain QGIS a GeoPackage as a campaign's workspace has it."""

from __future__ import annotations

from array import array
from pathlib import Path

from osgeo import gdal, ogr, osr

BOXES = 20
IMAGES = 10
LABELS = ("urban", "water")

_SIDE = 256  # pixels
_PIXEL = 0.0001  # degrees
_APART = 1.0  # degrees: no image is in sight of another one


def alternating(count: int) -> list[str]:
    """The labels in turn, for boxes or images in the order in which one meets them."""
    return [LABELS[number % 2] for number in range(count)]


def write_images(folder: Path, count: int) -> list[Path]:
    """Images with the bands 4, 3 and 2 that SCANEO's page shows by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"image{number:02}.tif" for number in range(count)]
    for number, file in enumerate(files):
        image = gdal.GetDriverByName("GTiff").Create(
            str(file), _SIDE, _SIDE, 4, gdal.GDT_UInt16, ["TILED=YES"]
        )
        image.SetProjection(_wgs84().ExportToWkt())
        image.SetGeoTransform((_west(number), _PIXEL, 0.0, 42.0, 0.0, -_PIXEL))
        for band in range(1, 5):
            row = array("H", (band * 10 * pixel for pixel in range(_SIDE))).tobytes()
            image.GetRasterBand(band).WriteRaster(0, 0, _SIDE, _SIDE, row * _SIDE)
        image.FlushCache()
        del image
    return files


def write_geopackage(file: Path) -> None:
    """Layers for boxes with one label and with two, still empty, and one of the images' outlines
    without their classes.
    """
    package = ogr.GetDriverByName("GPKG").CreateDataSource(str(file))
    for name in ("boxes_one_label", "boxes_two_labels", "classes"):
        layer = package.CreateLayer(name, _wgs84(), ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("label", ogr.OFTString))
    for number in range(IMAGES):
        feature = ogr.Feature(layer.GetLayerDefn())
        west, south, side = _west(number), 42.0 - _SIDE * _PIXEL, _SIDE * _PIXEL
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)):
            ring.AddPoint_2D(west + x * side, south + y * side)
        outline = ogr.Geometry(ogr.wkbPolygon)
        outline.AddGeometry(ring)
        feature.SetGeometry(outline)
        layer.CreateFeature(feature)


def stored_labels(file: Path, name: str) -> list[str]:
    """The labels in a layer of the GeoPackage, in the order of its features. Those that are no
    rectangle are told apart.
    """
    package = ogr.Open(str(file))  # to be held: its layers end with it
    layer = package.GetLayerByName(name)
    return [
        feature["label"] if _is_rectangle(feature.GetGeometryRef()) else "no rectangle"
        for feature in layer
    ]


def _is_rectangle(polygon: ogr.Geometry) -> bool:
    west, east, south, north = polygon.GetEnvelope()
    whole = (east - west) * (north - south)
    return whole > 0 and abs(polygon.Area() / whole - 1) < 1e-6


def _west(number: int) -> float:
    return 2.0 + number * _APART


def _wgs84() -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.SetFromUserInput("EPSG:4326")
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
