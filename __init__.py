"""Scaneo Bridge: label satellite images in QGIS and keep them in the SCANEO folder format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import ScaneoBridge


def classFactory(iface: QgisInterface) -> ScaneoBridge:
    """Creates the plugin; called by QGIS."""
    from .plugin import ScaneoBridge

    return ScaneoBridge(iface)
