"""Waits until stamps of files prove what they say."""

import time

from scaneo_bridge.core.store.folder import Stamp
from scaneo_bridge.core.workspace import campaign_folder as disks


def is_known(path):
    """Whether the disk of a file says when a file changes."""
    return disks.keeps_changes(path.stat().st_dev, path)


def settle(folder):
    """Waits until the disk's clock has gone on, where that makes a difference."""
    for _ in range(500 if is_known(folder) else 0):
        stamps = [
            Stamp.of(path, disks.keeps_changes) for path in folder.rglob("*.*") if path.is_file()
        ]
        if all(stamp is None or stamp.changed for stamp in stamps):
            return
        time.sleep(0.01)
