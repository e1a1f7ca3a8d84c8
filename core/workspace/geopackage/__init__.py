"""A GeoPackage through OGR: opening, reading, writing, and error messages."""
