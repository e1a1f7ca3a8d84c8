"""What a write leaves behind that was killed: finished, undone or cleared at the next opening."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...base.errors import ScaneoError
from ...base.messages import message
from ...base.model import Problem, Severity
from ...base.shown import listed
from ..folder import OWN_FOLDER, AnyPath, CampaignFolder
from ..locks.folder_lock import LOCK_FILE, Busy, FolderLock
from .backups import NOT_WRITTEN, new_stamp
from .journal import BACKUPS, JOURNAL, STAGED_FOLDER, Journal, read_journal

_MOST = 5  # files that are named


def settle_leftovers(path: AnyPath) -> Sequence[Problem]:
    """Finishes, undoes or clears what a killed write left in a folder, and says so.

    While another writes to the folder, nothing is touched. Never raises for what it can't do:
    that is a problem, and the next opening tries again.
    """
    folder = CampaignFolder.at(path)
    try:
        if _is_tidy(folder):
            return ()
        lock = FolderLock(folder)
        lock.take()
    except Busy:
        return ()
    except (OSError, ScaneoError) as error:
        return [_unsettled(error)] if _has_leftovers(folder) else ()
    try:
        return recover(folder)
    finally:
        lock.release()


def recover(folder: CampaignFolder) -> list[Problem]:
    """As `settle_leftovers`, for one that holds the folder's lock."""
    try:
        names = _names(folder)
    except OSError as error:
        return [_unsettled(error)]
    problems: list[Problem] = []
    for name in names:
        try:
            own = folder.own(STAGED_FOLDER, name)
            problems += _settle(folder, own)
            remove_staged(own)
        except (OSError, ScaneoError) as error:
            problems.append(_unsettled(error))
    with suppress(OSError, ScaneoError):  # there is none, or something else is in it
        folder.own(STAGED_FOLDER).rmdir()
    return problems


def remove_staged(own: Path) -> None:
    """Removes a write's own folder; what the disk holds on to goes at the next opening.

    The journal goes first: without it, the rest means nothing.
    """
    with suppress(OSError):
        (own / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(own, ignore_errors=True)
        own.parent.rmdir()


def _is_tidy(folder: CampaignFolder) -> bool:
    try:
        return not {LOCK_FILE, STAGED_FOLDER}.intersection(os.listdir(folder.own()))
    except (OSError, ScaneoError):  # there is none, or what is there is not ours
        return True


def _has_leftovers(folder: CampaignFolder) -> bool:
    try:
        return bool(_names(folder))
    except OSError:  # it goes with the write, so one did not end
        return True


def _names(folder: CampaignFolder) -> list[str]:
    """The folders of writes that did not end.

    :raises OSError: where the disk refuses.
    """
    try:
        with os.scandir(folder.own(STAGED_FOLDER)) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError, ScaneoError):  # what a link leads to is not ours
        return []


def _settle(folder: CampaignFolder, own: Path) -> Sequence[Problem]:
    try:
        journal = read_journal(folder, own)
    except ScaneoError as error:  # a file of somebody else, or one that the disk has lost
        away = folder.make_own(BACKUPS, new_stamp(folder))
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
        return [_told(what, mend)]
    if journal is None:
        return ()
    journal.clear_parts()
    if journal.is_whole():
        journal.finish()
        what = message(
            "recovery.finished",
            "A write to this folder was stopped half way; it was finished now.",
        )
        return [_told(what, severity=Severity.INFO)]
    if journal.can_undo():
        journal.undo()
        what = message(
            "recovery.undone",
            "A write to this folder was stopped half way; what it had changed was put back.",
        )
        return [_told(what)]
    return [_set_aside(journal)]


def _set_aside(journal: Journal) -> Problem:
    """Somebody else has changed the files since: theirs stay, ours go beside what they were."""
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
    return _told(what, mend)


def _unsettled(reason: Exception) -> Problem:
    what = message(
        "recovery.unsettled",
        "What a write has left in this folder can't be finished or cleared now. {why}",
        why=reason.message if isinstance(reason, ScaneoError) else str(reason),
    )
    return _told(what, message("recovery.open-again", "Then open it again."))


def _told(what: str, mend: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(OWN_FOLDER, what, mend, severity=severity)
