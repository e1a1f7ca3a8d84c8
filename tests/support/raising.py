"""GDAL as other plugins may have set it: to answer with codes, or to raise."""

from contextlib import contextmanager

from osgeo import gdal, ogr


@contextmanager
def gdal_raises(on):
    """Sets GDAL, which wants its parts set back in the opposite order."""
    parts = [part for part in (gdal, ogr) if bool(part.GetUseExceptions()) != on]
    for part in parts:
        part.UseExceptions() if on else part.DontUseExceptions()
    yield
    for part in reversed(parts):
        part.DontUseExceptions() if on else part.UseExceptions()
