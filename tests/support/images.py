"""Small GeoTIFFs in any place of the world."""

from osgeo import gdal, osr

NORTH_EAST_SPAIN = (2.0, 0.05, 0.0, 42.0, 0.0, -0.1)  # GDAL's geotransform; 10 x 10 pixels


def write_image(path, crs="EPSG:4326", grid=NORTH_EAST_SPAIN, size=10, value=0):
    """A GeoTIFF of size x size pixels, all of one value; `crs` and `grid` can be None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1)
    if crs is not None:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        image.SetProjection(reference.ExportToWkt())
    if grid is not None:
        image.SetGeoTransform(grid)
    image.GetRasterBand(1).Fill(value)
    image.FlushCache()
    del image
    return path
