"""GDAL as other plugins may have set it: to answer with codes, or to raise."""

from contextlib import contextmanager

from osgeo import gdal, ogr, osr


@contextmanager
def gdal_raises(on):
    """Sets GDAL, whose parts are a stack: what was switched on last is the first to be off."""
    parts = [part for part in (gdal, ogr, osr) if bool(part.GetUseExceptions()) != on]
    _switch(parts, on)
    try:
        yield
    finally:
        _switch(parts, not on)


def _switch(parts, on):
    for part in parts if on else reversed(parts):
        part.UseExceptions() if on else part.DontUseExceptions()
