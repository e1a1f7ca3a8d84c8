"""The labelling modes: what the mouse does on the map."""

from __future__ import annotations

from enum import Enum
from typing import Optional

from ...core.base.model import Task


class Mode(Enum):
    """A labelling mode; settings and keys are named by the value."""

    BOX = "box"
    AREA = "area"
    ERASE = "erase"
    CLASSIFY = "classify"
    SELECT = "select"

    @property
    def task(self) -> Optional[Task]:
        """The task whose layer it edits; None for all of them."""
        return _TASKS.get(self)


_TASKS = {
    Mode.BOX: Task.DETECTION,
    Mode.AREA: Task.SEGMENTATION,
    Mode.ERASE: Task.SEGMENTATION,
    Mode.CLASSIFY: Task.CLASSIFICATION,
}
