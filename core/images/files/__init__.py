"""Image files: which may be opened, how they are, and what GDAL says when it fails."""
