"""Whole files: staged, flushed to disk, then put in place by one rename each."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple, Optional, Union

from ...base.errors import ScaneoError
from ...base.large_bytes import Data, Piece, parts_of, sha256_of
from ...base.messages import message
from ...base.model import Problem
from ..disk import (
    check_writable,
    digest_of,
    flush_folder,
    opener_like,
    unwritable,
    write_whole,
)
from ..folder import KEPT_BASE, OWN_FOLDER, AnyPath, CampaignFolder, is_kept_base
from ..locks.folder_lock import FolderLock
from ..regular_files import check_no_other, mend_of, pieces_of
from .backups import MANIFEST, Counts, Kept, last_keep, manifest, new_stamp, prune
from .journal import KEPT, STAGED_FOLDER, ChangedMeanwhile, FileMove, Journal, NotLetGo
from .preparing import check_names, keep_old, missing_folders
from .recovery import recover, remove_staged
from .replaceable import Refused, check_replaceable


class _Staged(NamedTuple):
    """New bytes by their name among what is staged; a name of None stands for a deletion."""

    file: Optional[str]
    target: str
    digest: Optional[str]


_Mark = Optional[tuple[int, int, int]]
"""By which a file is known again: which it is, its size in bytes, its time in nanoseconds."""


class Writing:
    """One write to a folder, of as many files as are staged, put in place together by `commit`.

    Use it as a context manager. It holds the folder's lock for that time. Nothing that was there
    changes before `commit`, and what is staged and not committed is removed. A commit that is
    killed is finished at the next opening, one that fails is undone.
    """

    def __init__(
        self,
        folder: AnyPath,
        keep: Optional[int] = None,
        what: str = "export",
        within: Optional[Writing] = None,
    ) -> None:
        """``keep`` is how many backups stay, ``what`` the kind of write for the list of them.
        Who doesn't say how many keeps as many as the last write.

        ``within`` is a writing that is under way. Where it is to the same folder, its lock serves
        both, and this one is committed first.
        """
        self._folder = CampaignFolder.at(folder)
        self._keep = keep
        self._what = what
        self._within = within
        self._lock: Optional[FolderLock] = None
        self._token = secrets.token_hex(8)
        self._own = self._folder.path / OWN_FOLDER / STAGED_FOLDER / self._token
        self._numbers = count()
        self._staged: list[_Staged] = []
        self._marks: dict[str, _Mark] = {}
        self._expected: dict[str, Optional[str]] = {}  # digests
        self._checked: set[Path] = set()  # folders that can be written
        self._made: list[Path] = []
        self._replaces = False
        self._is_begun = False
        self.problems: Sequence[Problem] = ()
        """What a write left here that was killed, and what became of it."""

    def __enter__(self) -> Writing:
        """
        :raises Busy: where another is writing to the folder.
        :raises ScaneoError: where the folder can't be written.
        """
        try:
            self._make_folder()
            check_writable(self._folder.path)
            if self._within is None or not self._within.is_to(self._folder):
                lock = FolderLock(self._folder)
                lock.take()
                self._lock = lock
                self.problems = recover(self._folder)
            self._folder.make_own(STAGED_FOLDER, self._token)
        except (OSError, ScaneoError) as error:
            self._leave()
            if isinstance(error, OSError):
                raise unwritable(self._folder.path, error) from error
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        if not self._is_begun:
            remove_staged(self._own)
        self._leave()

    def is_to(self, folder: AnyPath) -> bool:
        """Whether a folder is the one that is written to.

        :raises OSError: where one of them is gone.
        """
        return self._folder.path.samefile(folder)

    def _make_folder(self) -> None:
        folder = self._folder.path
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made = missing

    def _leave(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        for folder in self._made:
            with suppress(OSError):  # something is in it
                folder.rmdir()

    def staged_path(self, name: str) -> Path:
        """A place for a file that its maker moves to where it belongs, by a rename of its own.

        Where the maker is killed, the next opening clears it.
        """
        return self._own / name

    def stage(self, name: str, data: Union[bytes, Sequence[Piece]]) -> None:
        """Writes a file's new bytes, perhaps in several pieces, where they wait for `commit`.

        :raises ScaneoError: where the name lies outside the folder or the disk refuses.
        """
        pieces = [data] if isinstance(data, bytes) else data
        self._staged.append(self._write(name, pieces))

    def stage_first(self, name: str, data: bytes) -> None:
        """As `stage`, but the file is put in place before all others."""
        self._staged.insert(0, self._write(name, [data]))

    def stage_copy(self, name: str, source: Path, go_on: Callable[[], None]) -> None:
        """As `stage`, of a file that may be large; ``go_on`` is called often and may raise.

        :raises ScaneoError: as `stage`, and where the file can't be read.
        """
        self._staged.append(self._write(name, _watched(source, go_on), source))

    def stage_deletion(self, name: str) -> None:
        """As `stage`, of a file that goes.

        :raises ScaneoError: as `stage`.
        """
        self._look(name)
        if self._marks[name] is not None:
            self._staged.append(_Staged(None, name, None))

    def expect(self, name: str, data: Optional[Data]) -> None:
        """Says what a file held when what is staged was made; None where there was none.

        `commit` refuses where it holds something else by then, however it looks on disk.
        """
        self._expected[name] = None if data is None else sha256_of(data)

    def _write(self, name: str, pieces: Iterable[Piece], like: Optional[Path] = None) -> _Staged:
        """``like`` is the file whose bytes these are, another version of it: who may not read that
        may not read this one."""
        self._look(name)
        if like is None:  # what a merge keeps of a file is that of the folder
            of = name.split(f"{KEPT_BASE}/", 1)[1] if is_kept_base(name) else name
            like = self._folder.path / of
        file = str(next(self._numbers))  # not its own name: that may be long, or one with another's
        digest = hashlib.sha256()
        try:
            with open(self._own / file, "xb", opener=opener_like(like)) as stream:
                for piece in pieces:
                    for part in parts_of(piece):
                        digest.update(part)
                        stream.write(part)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise unwritable(self._folder.path / name, error) from error
        return _Staged(file, name, digest.hexdigest())

    def _look(self, name: str) -> None:
        """
        :raises Refused: where a file of this name could not be put in place, but others may.
        :raises ScaneoError: where none could.
        """
        target = self._folder.inside(name)
        try:
            check_no_other(target)
            mark = _mark(target)
            check_replaceable(self._folder, name, self._checked)
        except OSError as error:
            raise unwritable(target, error) from error
        self._marks.setdefault(name, mark)

    def commit(self, counts: Optional[Counts] = None) -> Optional[Path]:
        """Puts all staged files in place, in the order in which they were staged.

        Answers the folder in which what they replaced is kept, or None where that is nothing.
        ``counts`` are the annotations that it adds, changes and deletes, for the list of backups.

        :raises ScaneoError: where the disk refuses, or a file was changed since it was staged; then
            everything is as it was.
        """
        if not self._staged:
            return None
        self._check_unchanged()
        keep = last_keep(self._folder) if self._keep is None else self._keep
        try:
            journal = self._prepare(counts, keep)
            self._check_unchanged()  # what was compared is what the journal calls the old bytes
            journal.begin()
            self._is_begun = True
        except OSError as error:
            raise unwritable(self._folder.path, error) from error
        try:
            journal.finish()
        except OSError as error:
            raise self._undone(journal, error) from error
        self._is_begun = False
        self._staged.clear()
        self._made.clear()
        with suppress(OSError):  # it is written: an old backup may as well stay
            prune(self._folder, keep, self._own)
        return journal.backup if self._replaces else None

    def _undone(self, journal: Journal, error: OSError) -> ScaneoError:
        try:
            journal.undo()
            self._is_begun = False
        except OSError:
            return ScaneoError(
                message(
                    "writing.half-way",
                    "{folder} can't be written any more ({why}), and some files are in place "
                    "already. Each is whole, and the old ones are kept. Open the folder again when "
                    "it can be written: it is finished then.",
                    folder=self._folder.path,
                    why=error.strerror,
                )
            )
        if isinstance(error, (ChangedMeanwhile, NotLetGo)):
            name = Path(error.filename).relative_to(self._folder.path).as_posix()
            if isinstance(error, ChangedMeanwhile):
                return _changed(self._folder, name)
            why = message("writing.disk-refuses", "the disk refuses ({why})", why=error.strerror)
            return Refused(self._folder, name, why)
        return unwritable(self._folder.path, error)

    def _check_unchanged(self) -> None:
        """Others, who know no lock, may have written meanwhile: SCANEO, git, an editor."""
        for name, mark in self._marks.items():
            try:
                is_same = _mark(self._folder.path / name) == mark
            except OSError as error:
                raise unwritable(self._folder.path / name, error) from error
            if not is_same:
                raise _changed(self._folder, name)
        check_names(self._folder, self._own, self._marks)

    def _prepare(self, counts: Optional[Counts], keep: int) -> Journal:
        """Gathers the backup, and says what is to be done."""
        old = keep_old(self._folder, self._own, dict.fromkeys(one.target for one in self._staged))
        for name, digest in self._expected.items():
            found = old[name] if name in old else digest_of(self._folder.path / name)
            if found != digest:
                raise _changed(self._folder, name)
        now = dict(old)
        steps = []
        for file, target, digest in self._staged:
            steps.append(FileMove(file, target, now[target], digest))
            now[target] = digest
        self._replaces = any(old.values())
        if self._replaces or self._folder.path not in self._made:  # a new folder needs no backup
            kept = self._own / KEPT
            kept.mkdir(exist_ok=True)
            files = [Kept(name, old[name] is not None, now[name]) for name in old]
            write_whole(kept / MANIFEST, manifest(self._what, files, counts, keep))
            for parent, *_ in os.walk(kept):
                flush_folder(Path(parent))
        missing = missing_folders(self._folder, old)
        return Journal(self._folder, self._own, new_stamp(self._folder), steps, missing)


def _changed(folder: CampaignFolder, name: str) -> ScaneoError:
    if not folder.is_there:
        return unwritable(folder.path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    return ScaneoError(
        message(
            "writing.changed",
            "{name} was changed by somebody else meanwhile. Nothing was written. Try again.",
            name=name,
        )
    )


def _watched(source: Path, go_on: Callable[[], None]) -> Iterator[bytes]:
    """:raises ScaneoError: where it can't be read. Whatever ``go_on`` raises."""
    try:
        for piece in pieces_of(source):
            go_on()
            yield piece
    except OSError as error:
        raise ScaneoError(
            message(
                "writing.source",
                "{path} can't be read ({why}). Nothing was written. {mend} Or leave it out.",
                path=source,
                why=error.strerror,
                mend=mend_of(error),
            )
        ) from error


def _mark(path: Path) -> _Mark:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
