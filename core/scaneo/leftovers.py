"""What a write leaves behind that was killed: finished, undone or cleared at the next opening."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .backups import new_stamp
from .disk import make_own, own_place
from .errors import ScaneoError
from .folder import OWN_FOLDER, inside
from .journal import BACKUPS, JOURNAL, STAGED_FOLDER, Journal, read_journal
from .lock import Busy, FolderLock
from .model import Problem, Severity

NOT_WRITTEN = ".not-written"
"""Where a backup has what could not be written any more."""

_STOPPED = "A write to this folder was stopped half way"


def settle_leftovers(folder: Path) -> Sequence[Problem]:
    """Finishes, undoes or clears what a killed write left in a folder, and says so.

    While another writes to the folder, nothing is touched. Never raises for what it can't do:
    that is a problem, and the next opening tries again.
    """
    try:
        if _is_tidy(folder):
            return ()
        lock = FolderLock(folder)
        lock.take()
    except Busy:
        return ()
    except (OSError, ScaneoError) as error:
        return [_unsettled(str(error))]
    try:
        return settle(folder)
    finally:
        lock.release()


def settle(folder: Path) -> list[Problem]:
    """As `settle_leftovers`, for one that holds the folder's lock."""
    problems: list[Problem] = []
    try:
        for name in _names(folder):
            own = own_place(folder, STAGED_FOLDER, name)
            problems += _settle(folder, own)
            remove_staged(own)
        with suppress(FileNotFoundError):
            own_place(folder, STAGED_FOLDER).rmdir()
    except (OSError, ScaneoError) as error:
        problems.append(_unsettled(str(error)))
    return problems


def remove_staged(own: Path) -> None:
    """Removes a write's own folder; what the disk holds on to goes at the next opening.

    The journal goes first: without it, the rest means nothing.
    """
    with suppress(OSError):
        (own / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(own, ignore_errors=True)
        own.parent.rmdir()


def _is_tidy(folder: Path) -> bool:
    try:
        return os.listdir(own_place(folder)) == [BACKUPS]
    except FileNotFoundError:
        return True


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(own_place(folder, STAGED_FOLDER)))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _settle(folder: Path, own: Path) -> Sequence[Problem]:
    try:
        journal = read_journal(folder, own)
    except ScaneoError as error:  # a file of somebody else, or one that the disk has lost
        away = make_own(folder, BACKUPS, new_stamp(folder))
        os.rename(own, away / NOT_WRITTEN)
        what = f"{_STOPPED}, and its journal can't be used: {error}"
        return [_told(what, f"What it left is kept in {away / NOT_WRITTEN}: look at it.")]
    if journal is None:
        return ()
    journal.clear_parts()
    if journal.is_whole():
        journal.finish()
        return [_told(f"{_STOPPED}; it was finished now.", severity=Severity.INFO)]
    if journal.can_undo():
        journal.undo()
        return [_told(f"{_STOPPED}; what it had changed was put back.")]
    return [_set_aside(journal)]


def _set_aside(journal: Journal) -> Problem:
    """Somebody else has changed the files since: theirs stay, ours go beside what they were."""
    make_own(journal.folder, BACKUPS, journal.stamp)
    paths = []
    for step in list(journal.waiting()):
        aside = inside(journal.folder, (journal.backup / NOT_WRITTEN / step.target).relative_to(
            journal.folder).as_posix())  # fmt: skip
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.replace(journal.own / (step.staged or ""), aside)
        paths.append(step.target)
    shown = ", ".join(paths[:5]) + (f" and {len(paths) - 5} more" if paths[5:] else "")
    return _told(
        f"{_STOPPED}, and files were changed since, so the rest of it was not written: {shown}.",
        f"It is kept in {journal.backup / NOT_WRITTEN}: compare, and export again.",
    )


def _unsettled(reason: str) -> Problem:
    return _told(
        f"{_STOPPED} and can't be finished or cleared now. {reason}", "Then open it again."
    )


def _told(what: str, mend: str = "", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(OWN_FOLDER, what, mend, severity=severity)
