"""What the plugin remembers between two starts of QGIS."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings

_RECENT = "scaneo_bridge/recent_campaigns"
_MOST = 10


class Settings:
    """The plugin's part of the user's settings."""

    def __init__(self, settings: QgsSettings) -> None:
        self._settings = settings

    def recent_campaigns(self) -> list[str]:
        """Folders that were opened, the last one first.

        Nobody looks whether they are there: a share that is away would hold QGIS up, and a drive
        comes back.
        """
        value = self._settings.value(_RECENT, [])
        return [value] if isinstance(value, str) else list(value or [])

    def remember_campaign(self, folder: Path) -> None:
        """Puts a folder first."""
        others = [other for other in self.recent_campaigns() if Path(other) != folder]
        self._settings.setValue(_RECENT, [str(folder), *others][:_MOST])
