"""Recovers a folder from writes that were killed: they are finished, undone or cleared."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Problem, Severity
from ...base.names import listed
from ..folder import OWN_FOLDER, AnyPath, CampaignFolder
from ..locks.folder_lock import LOCK_FILE, FolderBusy, FolderLock
from .backups import NOT_WRITTEN, new_backup_name
from .journal import BACKUPS, JOURNAL, STAGED_FOLDER, Journal, read_journal

_MOST = 5  # most files that are named in a message


def recover_folder(path: AnyPath) -> Sequence[Problem]:
    """Finishes, undoes or clears what a killed write left in a folder, and reports it.

    While another process writes to the folder, nothing is touched. Never raises for what it can't
    do: that is a problem, and the next opening tries again.
    """
    folder = CampaignFolder.at(path)
    try:
        if _is_tidy(folder):
            return ()
        lock = FolderLock(folder)
        lock.take()
    except FolderBusy:
        return ()
    except (OSError, ScaneoError) as error:
        return [_unsettled(error)] if _has_leftovers(folder) else ()
    try:
        return recover(folder)
    finally:
        lock.release()


def recover(folder: CampaignFolder) -> list[Problem]:
    """Like `recover_folder`, for a caller that holds the folder's lock."""
    try:
        names = _names(folder)
    except OSError as error:
        return [_unsettled(error)]
    problems: list[Problem] = []
    for name in names:
        try:
            own = folder.own(STAGED_FOLDER, name)
            problems += _recover_write(folder, own)
            remove_staged(own)
        except (OSError, ScaneoError) as error:
            problems.append(_unsettled(error))
    with suppress(OSError, ScaneoError):  # it doesn't exist, or is not empty
        folder.own(STAGED_FOLDER).rmdir()
    return problems


def remove_staged(own: Path) -> None:
    """Removes a write's own folder; files that the disk refuses to delete are left to the next
    opening.

    The journal is deleted first: without it, the other files mean nothing.
    """
    with suppress(OSError):
        (own / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(own, ignore_errors=True)
        own.parent.rmdir()


def _is_tidy(folder: CampaignFolder) -> bool:
    try:
        return not {LOCK_FILE, STAGED_FOLDER}.intersection(os.listdir(folder.own()))
    except (OSError, ScaneoError):  # it doesn't exist, or is not ours
        return True


def _has_leftovers(folder: CampaignFolder) -> bool:
    try:
        return bool(_names(folder))
    except OSError:  # the folder would be gone if the write had ended
        return True


def _names(folder: CampaignFolder) -> list[str]:
    """The folders of unfinished writes.

    :raises OSError: where the disk refuses.
    """
    try:
        with os.scandir(folder.own(STAGED_FOLDER)) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError, ScaneoError):  # the target of a link is not ours
        return []


def _recover_write(folder: CampaignFolder, own: Path) -> Sequence[Problem]:
    try:
        journal = read_journal(folder, own)
    except ScaneoError as error:  # another program's file, or a damaged one
        away = folder.make_own(BACKUPS, new_backup_name(folder))
        os.rename(own, away / NOT_WRITTEN)
        what = message(
            "recovery.no-journal",
            "A write to this folder was stopped half way, and its journal can't be used: {why}",
            why=error.message,
        )
        mend = message(
            "recovery.look",
            "What it left is kept in {folder}: look at it.",
            folder=away / NOT_WRITTEN,
        )
        return [_problem(what, mend)]
    if journal is None:
        return ()
    journal.clear_parts()
    if journal.is_whole():
        journal.finish()
        what = message(
            "recovery.finished",
            "A write to this folder was stopped half way; it was finished now.",
        )
        return [_problem(what, severity=Severity.INFO)]
    if journal.can_undo():
        journal.undo()
        what = message(
            "recovery.undone",
            "A write to this folder was stopped half way; what it had changed was put back.",
        )
        return [_problem(what)]
    return [_set_aside(journal)]


def _set_aside(journal: Journal) -> Problem:
    """Somebody else has changed the files since: theirs stay, ours are put beside them."""
    journal.folder.make_own(BACKUPS, journal.stamp)
    paths = []
    for step in list(journal.waiting()):
        aside = journal.folder.inside((journal.backup / NOT_WRITTEN / step.target).relative_to(
            journal.folder.path).as_posix())  # fmt: skip
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.replace(journal.own / (step.staged or ""), aside)
        paths.append(step.target)
    what = message(
        "recovery.set-aside",
        "A write to this folder was stopped half way, and files were changed since, so the rest of "
        "it was not written: {files}.",
        files=listed(paths, _MOST),
    )
    mend = message(
        "recovery.compare",
        "It is kept in {folder}: compare, and try again.",
        folder=journal.backup / NOT_WRITTEN,
    )
    return _problem(what, mend)


def _unsettled(reason: Exception) -> Problem:
    what = message(
        "recovery.unsettled",
        "What a write has left in this folder can't be finished or cleared now. {why}",
        why=reason.message if isinstance(reason, ScaneoError) else str(reason),
    )
    return _problem(what, message("recovery.open-again", "Then open it again."))


def _problem(what: str, mend: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(OWN_FOLDER, what, mend, severity=severity)
