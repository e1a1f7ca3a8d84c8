"""Who has a campaign open for editing, on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from qgis.PyQt.QtCore import QDir, QLockFile


class Claim:
    """A claim on a workspace, which ends with the process that has it, however that ends.

    Edits that are still open in a QGIS that lives are not to be taken for those of one that was
    killed. The file of the claim lies in the folder for temporary files.
    """

    def __init__(self, workspace: Path) -> None:
        digest = hashlib.sha256(os.fsencode(os.path.realpath(workspace))).hexdigest()[:16]
        self._lock = QLockFile(QDir(QDir.tempPath()).filePath(f"scaneo_bridge-{digest}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone gives it up

    def take(self) -> bool:
        """Whether the claim is ours now; not where another holds it."""
        return self._lock.isLocked() or self._lock.tryLock(0)

    def release(self) -> None:
        """Gives the claim up."""
        self._lock.unlock()
