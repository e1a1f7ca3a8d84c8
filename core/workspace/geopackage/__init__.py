"""A GeoPackage through OGR: opened, read, written, and what is told where that fails."""
