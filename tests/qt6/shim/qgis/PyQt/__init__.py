"""As QGIS 4's package of this name: PyQt6, and those of its classes that moved where they were.

QGIS patches some flags back that PyQt6 dropped; this does not, as nobody should need them.
"""
