"""The README's worked example, run as it stands there."""

import re
import textwrap

import pytest
from osgeo import gdal, ogr, osr
from scaneo_bridge import classFactory
from support.images import write_image
from support.mapping.layer_files import reference
from support.sources import boxes, labels_of, spai_of

HOUSE = "Polygon((2.1 41.1, 2.2 41.1, 2.2 41.2, 2.1 41.1))"
BOAT = "Polygon((2.3 41.4, 2.4 41.4, 2.4 41.5, 2.3 41.5, 2.3 41.4))"


@pytest.fixture
def example(root):
    """The Python code below the words “worked example”."""
    text = (root / "README.md").read_text(encoding="utf-8").split("A worked example", 1)[1]
    return textwrap.dedent(re.search(r"\n\n((?: {4}.*\n|\n)+)", text).group(1))


def write(path, name, crs, field, kind, rows):
    """A layer of a file with one field."""
    driver = {".shp": "ESRI Shapefile", ".gpkg": "GPKG"}[path.suffix]
    dataset = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0)
    layer = dataset.CreateLayer(name, reference(crs), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn(field, kind))
    there = osr.CoordinateTransformation(reference("EPSG:4326"), reference(crs))
    for wkt, value in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        shape = ogr.CreateGeometryFromWkt(wkt)
        shape.Transform(there)
        feature.SetGeometry(shape)
        if value is not None:
            feature.SetField(field, value)
        layer.CreateFeature(feature)


def test_the_worked_example_does_what_it_says(example, tmp_path, capsys, qgis_processing):
    folder = tmp_path / "fields"
    write_image(folder / "a.tif")
    houses, boats = [(HOUSE, "barn"), (HOUSE, None)], [(BOAT, 0.9), (BOAT, 0.2)]
    write(folder / "buildings.shp", "buildings", "EPSG:32631", "type", ogr.OFTString, houses)
    write(folder / "detector.gpkg", "boats", "EPSG:3857", "score", ogr.OFTReal, boats)
    plugin = classFactory(None)
    plugin.initProcessing()
    try:
        exec(example.replace("/data/fields", str(folder)), {})
    finally:
        plugin.unload()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "4 = 3 + 1"
    assert told[1].endswith("2 It has no label. Give it one.") and len(told) == 2
    assert sorted(labels_of(folder)) == ["barn", "boat", "building"]
    assert set(spai_of(folder)) == {"barn", "boat", "building"}
    assert boxes(folder) == [pytest.approx((2.3, 41.4, 2.4, 41.5), abs=1e-9)]
