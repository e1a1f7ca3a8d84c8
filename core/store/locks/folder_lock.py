"""A folder's write lock, which names its holder and is released when the holder's process ends.

On a disk without locks, only writers in this process exclude each other: a campaign that can never
be exported would be worse, and each file is compared right before it is replaced anyway.
"""

from __future__ import annotations

import os

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import unwritable
from ..folder import AnyPath, CampaignFolder
from .lock_file import LockFile, LockTaken

LOCK_FILE = "lock"


class FolderBusy(ScaneoError):
    """Another process is writing to the folder."""


class FolderLock:
    """The lock for writing to a campaign's folder."""

    def __init__(self, folder: AnyPath) -> None:
        """:raises ScaneoError: where a link is in the way of the lock."""
        self._folder = CampaignFolder.at(folder)
        self._file = LockFile(self._folder, LOCK_FILE)

    def take(self) -> None:
        """Takes the lock.

        :raises FolderBusy: where another holds it; the message says who.
        :raises ScaneoError: where the folder can't be written.
        """
        try:
            self._file.take()
        except LockTaken as error:
            another = message("folder_lock.another", "Another program")
            raise FolderBusy(
                message(
                    "folder_lock.busy",
                    "{who} is writing to {folder}. Nothing was written. Wait until that has "
                    "ended, and try again.",
                    who=error.holder.description() if error.holder else another,
                    folder=self._folder.path,
                )
            ) from None
        except OSError as error:
            raise unwritable(self._file.path, error) from error

    def release(self) -> None:
        """Releases the lock, and removes its file."""
        self._file.release()


def is_locked(folder: AnyPath) -> bool:
    """Whether somebody is writing to a folder, or crashed while writing and it was not recovered
    yet."""
    try:
        return os.path.lexists(CampaignFolder.at(folder).own(LOCK_FILE))
    except ScaneoError:  # something else is in its place
        return False
