"""Stands in for QGIS's package where there is PyQt6 and no QGIS 4: see PyQt/ and core.py."""
