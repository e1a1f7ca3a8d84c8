"""A campaign in a QGIS project: its layers, their looks, and how they are edited."""
