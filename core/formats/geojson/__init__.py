"""JSON, and GeoJSON, as bytes with known locations: an edit replaces just what it edits."""
