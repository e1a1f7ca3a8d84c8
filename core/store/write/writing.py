"""Writes files as a whole: staged, flushed to disk, then each moved into place by one rename."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath
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
from ..regular_files import check_regular_if_there, mend_of, pieces_of
from .backups import (
    MANIFEST,
    AnnotationCounts,
    BackedUpFile,
    keep_old,
    last_keep,
    manifest,
    new_backup_name,
    prune,
)
from .journal import KEPT, STAGED_FOLDER, ChangedMeanwhile, FileMove, Journal, ReplaceDenied
from .recovery import recover, remove_staged
from .replaceable import FileNotReplaceable, check_names, check_replaceable


class _Staged(NamedTuple):
    """A staged file; a name of None stands for a deletion."""

    file: Optional[str]
    target: str
    digest: Optional[str]


_Mark = Optional[tuple[int, int, int]]
"""By which a file is known again: which it is, its size in bytes, its time in nanoseconds."""


class Writing:
    """One write to a folder: all staged files are put in place together, by `commit`.

    Use it as a context manager; it holds the folder's lock for that time. Existing files don't
    change before `commit`; staged files that are not committed are removed. A commit that is killed
    is finished at the next opening; one that fails is undone.
    """

    def __init__(
        self,
        folder: AnyPath,
        keep: Optional[int] = None,
        what: str = "export",
        within: Optional[Writing] = None,
    ) -> None:
        """``keep`` is how many backups are kept, by default as many as at the last write; ``what``
        is the kind of write, for the list of backups.

        ``within`` is another `Writing` in progress. Where it is to the same folder, both use its
        lock, and this one is committed first.
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
        self._checked: set[Path] = set()  # folders known to be writable
        self._made: list[Path] = []
        self._replaces = False
        self._is_begun = False
        self.problems: Sequence[Problem] = ()
        """What a write left here that was killed, and what became of it."""

    def __enter__(self) -> Writing:
        """Takes the folder's lock.

        :raises FolderBusy: where another process is writing to the folder.
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
        """Whether this writes to a folder.

        :raises OSError: where one of them was deleted.
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
        """A path for a file that its maker will move into place by itself.

        If the maker is killed, the next opening removes the file.
        """
        return self._own / name

    def stage(self, name: str, data: Union[bytes, Sequence[Piece]]) -> None:
        """Writes a file's new bytes, in one or more pieces, to where they wait for `commit`.

        :raises ScaneoError: where the name is outside the folder or the disk refuses.
        """
        pieces = [data] if isinstance(data, bytes) else data
        self._staged.append(self._write(name, pieces))

    def stage_first(self, name: str, data: bytes) -> None:
        """Like `stage`, but the file is put in place before all others."""
        self._staged.insert(0, self._write(name, [data]))

    def stage_copy(self, name: str, source: Path, go_on: Callable[[], None]) -> None:
        """Like `stage`, for a file that may be large; ``go_on`` is called often and may raise.

        :raises ScaneoError: like `stage`, and where the file can't be read.
        """
        self._staged.append(self._write(name, _watched(source, go_on), source))

    def stage_deletion(self, name: str) -> None:
        """Like `stage`, for a file that is to be deleted.

        :raises ScaneoError: like `stage`.
        """
        self._check_target(name)
        if self._marks[name] is not None:
            self._staged.append(_Staged(None, name, None))

    def expect(self, name: str, data: Optional[Data]) -> None:
        """Declares the bytes from which the staged file was made; None where there was no file.

        `commit` refuses where the file has other bytes by then.
        """
        self._expected[name] = None if data is None else sha256_of(data)

    def _write(self, name: str, pieces: Iterable[Piece], like: Optional[Path] = None) -> _Staged:
        """``like`` is the file that the bytes are a version of: who may not read that may not read
        this one."""
        self._check_target(name)
        if like is None:  # no such file: attributes as those of the folder
            of = name.split(f"{KEPT_BASE}/", 1)[1] if is_kept_base(name) else name
            like = self._folder.path / of
        # Not its own name, which may be too long or equal to another's.
        file = str(next(self._numbers))
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

    def _check_target(self, name: str) -> None:
        """Checks that the target can be replaced.

        :raises FileNotReplaceable: where it can't, but other files may be.
        :raises ScaneoError: where no file can be written.
        """
        target = self._folder.inside(name)
        try:
            check_regular_if_there(target)
            mark = _mark(target)
            check_replaceable(self._folder, name, self._checked)
        except OSError as error:
            raise unwritable(target, error) from error
        self._marks.setdefault(name, mark)

    def commit(self, counts: Optional[AnnotationCounts] = None) -> Optional[Path]:
        """Puts all staged files in place, in the order in which they were staged.

        Returns the folder of the backup, None where nothing was replaced. ``counts`` are the
        annotations added, changed and deleted, for the list of backups.

        :raises ScaneoError: where the disk refuses, or a file was changed since it was staged; then
        everything is as it was.
        """
        if not self._staged:
            return None
        self._check_unchanged()
        keep = last_keep(self._folder) if self._keep is None else self._keep
        try:
            journal = self._prepare(counts, keep)
            self._check_unchanged()  # the journal's old bytes are those that were compared
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
        with suppress(OSError):  # the write is done; an old backup may stay
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
        if isinstance(error, (ChangedMeanwhile, ReplaceDenied)):
            name = Path(error.filename).relative_to(self._folder.path).as_posix()
            if isinstance(error, ChangedMeanwhile):
                return _changed(self._folder, name)
            why = message("writing.disk-refuses", "the disk refuses ({why})", why=error.strerror)
            return FileNotReplaceable(self._folder, name, why)
        return unwritable(self._folder.path, error)

    def _check_unchanged(self) -> None:
        """Programs that don't use the lock may have written meanwhile: SCANEO, git, an editor."""
        for name, mark in self._marks.items():
            try:
                is_same = _mark(self._folder.path / name) == mark
            except OSError as error:
                raise unwritable(self._folder.path / name, error) from error
            if not is_same:
                raise _changed(self._folder, name)
        check_names(self._folder, self._own, self._marks)

    def _prepare(self, counts: Optional[AnnotationCounts], keep: int) -> Journal:
        """Makes the backup and the journal."""
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
        # In a new folder there is nothing to back up.
        if self._replaces or self._folder.path not in self._made:
            kept = self._own / KEPT
            kept.mkdir(exist_ok=True)
            files = [BackedUpFile(name, old[name] is not None, now[name]) for name in old]
            write_whole(kept / MANIFEST, manifest(self._what, files, counts, keep))
            for parent, *_ in os.walk(kept):
                flush_folder(Path(parent))
        missing = _missing_folders(self._folder, old)
        return Journal(self._folder, self._own, new_backup_name(self._folder), steps, missing)


def _missing_folders(folder: CampaignFolder, names: Iterable[str]) -> list[str]:
    """The folders below a folder that files of these names need, outermost first."""
    parents = {parent for name in names for parent in PurePosixPath(name).parents}
    missing = (str(parent) for parent in parents if not (folder.path / parent).exists())
    return sorted(missing, key=lambda name: name.count("/"))


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
    """The pieces of a file. Whatever ``go_on`` raises goes through.

    :raises ScaneoError: where it can't be read.
    """
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
