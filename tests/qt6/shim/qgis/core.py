"""Stands in for `qgis.core`: names without anything behind them, and QGIS's icons as empty ones."""

from PyQt6.QtGui import QIcon

from .absent import absent as __getattr__  # noqa: F401


class QgsApplication:
    @staticmethod
    def getThemeIcon(name: str) -> QIcon:
        return QIcon()
