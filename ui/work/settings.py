"""What the plugin remembers between two starts of QGIS."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any

from qgis.core import QgsSettings

from ...core.store.write.backups import KEEP
from .options import Options

_RECENT = "scaneo_bridge/recent_campaigns"
_OPTIONS = "scaneo_bridge/labelling"
_BACKUPS = "scaneo_bridge/backups"
_EMPTY = "scaneo_bridge/leave_out_empty"
_MOST = 10


class Settings:
    """The plugin's part of the user's settings."""

    def __init__(self, settings: QgsSettings) -> None:
        self._settings = settings

    def recent_campaigns(self) -> list[str]:
        """Folders that were opened, the last one first.

        Whether they exist is not checked: an unavailable network share would block QGIS, and a
        removable drive may come back.
        """
        value = self._settings.value(_RECENT, [])
        return [value] if isinstance(value, str) else list(value or [])

    def remember_campaign(self, folder: Path) -> None:
        """Puts a folder first."""
        others = [other for other in self.recent_campaigns() if Path(other) != folder]
        self._settings.setValue(_RECENT, [str(folder), *others][:_MOST])

    def kept_backups(self) -> int:
        """How many backups of a campaign's folder are kept."""
        word = str(self._settings.value(_BACKUPS, ""))
        return max(1, int(word)) if word.isdecimal() else KEEP

    def keep_backups(self, count: int) -> None:
        """Sets how many backups are kept, from the next write on."""
        self._settings.setValue(_BACKUPS, count)

    def leaves_out_empty(self) -> bool:
        """Whether exports leave out files for images without annotations."""
        return str(self._settings.value(_EMPTY, "")) == "true"

    def leave_out_empty(self, is_left_out: bool) -> None:
        """Sets whether exports leave them out."""
        self._settings.setValue(_EMPTY, str(is_left_out).lower())

    def options(self) -> Options:
        """The drawing options; a default for each that can't be read."""
        found: dict[str, Any] = {}
        for field in fields(Options):
            first: Any = getattr(Options(), field.name)
            word = str(self._settings.value(f"{_OPTIONS}/{field.name}", ""))
            if isinstance(first, Enum):
                found[field.name] = type(first).__members__.get(word, first)
            elif isinstance(first, bool):
                found[field.name] = {"true": True, "false": False}.get(word, first)
            else:
                found[field.name] = int(word) if word.isdigit() and int(word) else first
        return Options(**found)

    def remember_options(self, options: Options) -> None:
        """Stores the drawing options."""
        for field in fields(Options):
            value = getattr(options, field.name)
            word = value.name if isinstance(value, Enum) else str(value).lower()
            self._settings.setValue(f"{_OPTIONS}/{field.name}", word)
