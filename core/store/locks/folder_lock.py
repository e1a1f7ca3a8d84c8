"""One writer at a time in a folder: a lock that names its holder and ends with it.

On a disk that has no locks, writers of this program are kept apart, others are not: a campaign that
could never be exported would be worse, and every file is compared right before it is replaced, in
any case.
"""

from __future__ import annotations

import os

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import unwritable
from ..folder import AnyPath, CampaignFolder
from .lock_file import HeldElsewhere, LockFile

LOCK_FILE = "lock"


class Busy(ScaneoError):
    """Another one is writing to the folder."""


class FolderLock:
    """The right to write to a campaign's folder."""

    def __init__(self, folder: AnyPath) -> None:
        """:raises ScaneoError: where a link is in the way of the lock."""
        self._folder = CampaignFolder.at(folder)
        self._file = LockFile(self._folder, LOCK_FILE)

    def take(self) -> None:
        """
        :raises Busy: where another holds it; it says who.
        :raises ScaneoError: where the folder can't be written.
        """
        try:
            self._file.take()
        except HeldElsewhere as held:
            another = message("folder_lock.another", "Another program")
            raise Busy(
                message(
                    "folder_lock.busy",
                    "{who} is writing to {folder}. Nothing was written. Wait until that has "
                    "ended, and try again.",
                    who=held.holder.told() if held.holder else another,
                    folder=self._folder.path,
                )
            ) from None
        except OSError as error:
            raise unwritable(self._file.path, error) from error

    def release(self) -> None:
        """Gives it back. The folder is left as it was: the lock's file goes with it."""
        self._file.release()


def is_locked(folder: AnyPath) -> bool:
    """Whether somebody is writing to a folder, or was as it crashed and it is not settled yet."""
    try:
        return os.path.lexists(CampaignFolder.at(folder).own(LOCK_FILE))
    except ScaneoError:  # what is in its place is not ours
        return False
