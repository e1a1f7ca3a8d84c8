"""JSON and GeoJSON as bytes with known offsets: an edit replaces only what it edits."""
