"""The journal of a write, on disk before files are replaced: a killed write is finished or
undone."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Optional

from ...base.errors import ScaneoError
from ...base.messages import message
from ..disk import copy, digest_of, flush_folder, part_path, replace_file, take_over, write_whole
from ..folder import CampaignFolder, is_own
from ..regular_files import NotRegular, read_whole
from .replaceable import DENIED

STAGED_FOLDER = "staged"
BACKUPS = "backups"
JOURNAL = "journal.json"
KEPT = "kept"
"""Where a write gathers its backup, which gets its place as a whole."""
_LARGEST = 2**28  # bytes of a journal: enough for the files of any folder


class ChangedMeanwhile(OSError):
    """A file is not what it was when it was compared: a program that doesn't use the lock has
    written it."""


class ReplaceDenied(PermissionError):
    """The disk refuses to replace a file, which could not be known before."""


class FileMove(NamedTuple):
    """How one file gets to its path.

    ``staged`` is the name of its new bytes in the write's own folder, None where the target is
    deleted. ``old`` and ``new`` are the digests of the target before and after, None where there is
    none.
    """

    staged: Optional[str]
    target: str
    old: Optional[str]
    new: Optional[str]


@dataclass(frozen=True)
class Journal:
    """All steps of a write to a folder, in order.

    ``own`` is the write's folder with the staged files, ``stamp`` the name of its backup, and
    ``made`` the folders that it creates for its files, outermost first.
    """

    folder: CampaignFolder
    own: Path
    stamp: str
    steps: Sequence[FileMove]
    made: Sequence[str]

    @property
    def backup(self) -> Path:
        """The folder of the backup."""
        return self.folder.own(BACKUPS, self.stamp)

    def begin(self) -> None:
        """Writes the journal to disk: from then on the write is finished, or undone, whatever
        happens.

        :raises OSError: where the disk refuses.
        """
        content = {"version": 1, "backup": self.stamp, "made": self.made, "steps": self.steps}
        write_whole(self.own / JOURNAL, json.dumps(content).encode("utf-8"))

    def finish(self) -> None:
        """Does the steps that are left.

        :raises ChangedMeanwhile: where a file is neither as before nor as it should be afterwards;
        it stays as it is.
        :raises OSError: where the disk refuses; it can be tried again, or undone.
        """
        if (self.own / KEPT).is_dir():
            backups = self.folder.make_own(BACKUPS)
            os.rename(self.own / KEPT, self.backup)
            flush_folder(backups)
        for name in self.made:
            with suppress(FileExistsError):
                self.folder.inside(name).mkdir()
        for step in self.steps:
            target = self.folder.inside(step.target)
            if step.staged is None:
                _check_still(target, step)
                with _named(target):
                    target.unlink(missing_ok=True)
                continue
            staged = self.own / step.staged
            if self._waits(step):
                with suppress(OSError):  # there is none yet
                    take_over(target, staged)
                _check_still(target, step)
                with _named(target):
                    replace_file(staged, target)
        self._end()

    def undo(self) -> None:
        """Restores what was there before, in reverse order; what somebody else wrote is not
        overwritten.

        :raises OSError: where the disk refuses; it can be tried again.
        """
        done = set()
        for step in reversed(self.steps):
            if step.target in done:
                continue
            done.add(step.target)
            target, first = self.folder.inside(step.target), self._first(step.target)
            found = digest_of(target)
            if found == first.old or found not in self._news(step.target):
                continue
            if first.old is None:
                target.unlink()
            else:
                copy(self._kept(step.target), self.own / "back")
                replace_file(self.own / "back", target)
        for name in reversed(self.made):
            with suppress(OSError):  # it is not empty
                self.folder.inside(name).rmdir()
        if self.backup.is_dir():  # the write is undone, so its backup is removed
            os.rename(self.backup, self.own / KEPT)
            with suppress(OSError):
                self.backup.parent.rmdir()
        self._end()

    def _end(self) -> None:
        for parent in {self.folder.inside(step.target).parent for step in self.steps}:
            if parent.is_dir():
                flush_folder(parent)
        (self.own / JOURNAL).unlink()
        flush_folder(self.own)

    def _kept(self, target: str) -> Path:
        kept = self.own / KEPT
        return (kept if kept.is_dir() else self.backup) / target

    def _news(self, target: str) -> set[Optional[str]]:
        """The digests that a target has while it is written and afterwards."""
        return {step.new for step in self.steps if step.target == target}

    def _first(self, target: str) -> FileMove:
        return next(step for step in self.steps if step.target == target)

    def waiting(self) -> Iterator[FileMove]:
        """The steps whose new bytes are not in place yet."""
        return (step for step in self.steps if self._waits(step))

    def _waits(self, step: FileMove) -> bool:
        """Whether a step's new bytes are still staged; behind a link they are not ours."""
        staged = self.own / (step.staged or "")
        return step.staged is not None and staged.is_file() and not staged.is_symlink()

    def is_whole(self) -> bool:
        """Whether `finish` would give what was to be written.

        :raises OSError: where a file can't be read.
        """
        if not all(self._is_kept(target) for target in {step.target for step in self.steps}):
            return False
        waiting = set(self.waiting())
        if any(digest_of(self.own / (step.staged or "")) != step.new for step in waiting):
            return False
        for target in {step.target for step in self.steps}:
            expected = {self._first(target).old}
            for step in self.steps:
                if step.target != target:
                    continue
                if step in waiting or step.staged is None:
                    expected.add(step.new)  # in place already, but its source is not deleted yet
                    break
                expected = {step.new}
            if digest_of(self.folder.inside(target)) not in expected:
                return False
        return True

    def can_undo(self) -> bool:
        """Whether every target is as before, or as this write left it with the old file kept.

        :raises OSError: where a file can't be read.
        """
        for target in {step.target for step in self.steps}:
            found, old = digest_of(self.folder.inside(target)), self._first(target).old
            if found == old:
                continue
            if found not in self._news(target):
                return False
            if not self._is_kept(target):
                return False
        return True

    def _is_kept(self, target: str) -> bool:
        """Whether the old bytes of a target, if any, are kept: otherwise it must not be
        replaced."""
        old = self._first(target).old
        return old is None or digest_of(self._kept(target)) == old

    def clear_parts(self) -> None:
        """Removes partial copies beside targets, made when copying from another disk."""
        for step in self.steps:
            part_path(self.folder.inside(step.target)).unlink(missing_ok=True)


@contextmanager
def _named(target: Path) -> Iterator[None]:
    """:raises ReplaceDenied: where the disk refuses to replace the file."""
    try:
        yield
    except OSError as error:
        if error.errno in DENIED or error.errno == errno.EBUSY:  # a mount point is in its place
            raise ReplaceDenied(error.errno, error.strerror, str(target)) from error
        raise


def _check_still(target: Path, step: FileMove) -> None:
    if digest_of(target) not in (step.old, step.new):
        why = message("journal.changed", "somebody else has just written it")
        raise ChangedMeanwhile(errno.EBUSY, why, str(target))


def read_journal(folder: CampaignFolder, own: Path) -> Optional[Journal]:
    """The journal of an unfinished write; None where it had not begun to change anything.

    :raises ScaneoError: where it is none of ours: then its steps are not executed.
    :raises OSError: where it can't be read.
    """
    try:
        data = read_whole(own / JOURNAL, _LARGEST)
    except FileNotFoundError:
        return None
    except NotRegular as error:
        raise ScaneoError(
            message(
                "journal.irregular",
                "{path} can't be read ({why}).",
                path=own / JOURNAL,
                why=error.strerror,
            )
        ) from error
    return parse_journal(folder, own, data)


def parse_journal(folder: CampaignFolder, own: Path, data: bytes) -> Journal:
    """The journal from its bytes; ``own`` is the folder of its write.

    :raises ScaneoError: where it is none of ours.
    """
    try:
        content = json.loads(data)
        steps = [_step(folder, step) for step in content["steps"]]
        made = list(content["made"])
        stamp = content["backup"]
        folder.own(BACKUPS, stamp)
        for name in (*made, stamp):
            folder.inside(name)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ScaneoError(
            message("journal.unreadable", "{path} can't be read.", path=own / JOURNAL)
        ) from error
    if Path(stamp).name != stamp:
        raise ScaneoError(
            message("journal.no-backup", "{path} names no backup.", path=own / JOURNAL)
        )
    return Journal(folder, own, stamp, steps, made)


def _step(folder: CampaignFolder, values: Any) -> FileMove:
    staged, target, old, new = values
    if staged is not None and not (isinstance(staged, str) and staged.isdigit()):
        raise ValueError(staged)
    if not all(value is None or isinstance(value, str) for value in (old, new)):
        raise ValueError(values)
    folder.inside(target)
    if is_own(target):
        raise ValueError(target)
    return FileMove(staged, target, old, new)
