"""The roof: what the plugin adds to QGIS, and takes away again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .core.algorithms.provider import ScaneoProvider

ICON = Path(__file__).parent / "ui" / "icons" / "icon.svg"


class ScaneoBridge:
    """The plugin. Its constructor builds nothing."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        self._iface = iface
        self._provider: Optional[ScaneoProvider] = None

    def initProcessing(self) -> None:
        """Adds the Processing provider; all that ``qgis_process`` asks of a plugin."""
        from .core.algorithms.provider import ScaneoProvider

        self._provider = ScaneoProvider(ICON)
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        self.initProcessing()

    def unload(self) -> None:
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
