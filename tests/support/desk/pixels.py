"""Pixels of an image on the map and on the globe, by GDAL alone: it is what trainers read with."""

from osgeo import gdal, osr
from support import mouse


def spatial(crs):
    """A reference system by any name or text, with longitude before latitude."""
    reference = osr.SpatialReference()
    reference.SetFromUserInput(crs)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


class Pixels:
    """The pixels of a GeoTIFF that has a CRS and a geotransform."""

    def __init__(self, path):
        image = gdal.OpenEx(str(path))
        self.width, self.height = image.RasterXSize, image.RasterYSize
        self._grid = image.GetGeoTransform()
        reference = spatial(image.GetProjection())
        self._back = osr.CoordinateTransformation(spatial("EPSG:4326"), reference)
        self._forth = osr.CoordinateTransformation(reference, spatial("EPSG:4326"))

    def there(self, column, row):
        """A pixel's corner in the image's CRS."""
        return tuple(gdal.ApplyGeoTransform(self._grid, column, row))

    def degrees(self, column, row):
        """A pixel's corner in longitude and latitude."""
        return self._forth.TransformPoint(*self.there(column, row))[:2]

    def of(self, lon, lat):
        """Column and row of a longitude and latitude."""
        x, y, _ = self._back.TransformPoint(lon, lat)
        return tuple(gdal.ApplyGeoTransform(gdal.InvGeoTransform(self._grid), x, y))

    def middle(self, sides):
        """Column and row of the middle of a box: west, south, east, north."""
        west, south, east, north = sides
        return self.of((west + east) / 2, (south + north) / 2)

    def drag(self, desk, one, other):
        """Drags from pixel to pixel on a map in the image's CRS; answers what the mouse hit."""
        ends = self.there(*one), self.there(*other)
        mouse.drag(desk.bot, desk.map.canvas, *ends)
        desk.wait()
        inverse = gdal.InvGeoTransform(self._grid)
        hits = [mouse.on_map(desk.map.canvas, end) for end in ends]
        return [tuple(gdal.ApplyGeoTransform(inverse, *hit)) for hit in hits]
