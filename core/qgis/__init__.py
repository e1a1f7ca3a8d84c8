"""A campaign in a QGIS project: its layers, their styles, and editing them."""
