"""Image files: which may be opened, how to open them, and GDAL's errors."""
