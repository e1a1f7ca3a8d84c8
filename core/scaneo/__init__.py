"""The SCANEO annotation folder: read, checked and written without QGIS."""
