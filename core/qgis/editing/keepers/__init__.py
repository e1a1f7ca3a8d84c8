"""Keepers: each puts right in a layer what a tool of QGIS did."""
