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
        """Folders that were opened and are still there, the last one first."""
        value = self._settings.value(_RECENT, [])
        folders = [value] if isinstance(value, str) else list(value or [])
        return [folder for folder in folders if Path(folder).is_dir()]

    def remember_campaign(self, folder: Path) -> None:
        """Puts a folder first."""
        others = [other for other in self.recent_campaigns() if Path(other) != folder]
        self._settings.setValue(_RECENT, [str(folder), *others][:_MOST])
