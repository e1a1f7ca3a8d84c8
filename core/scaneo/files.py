"""Whole files: staged, flushed to disk, then put in place by one rename each."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from .errors import ScaneoError
from .folder import OWN_FOLDER, inside

_STAGED = ".scaneo-staged"
_PIECE = 2**22  # bytes


class Writing:
    """One write to a folder, of as many files as are staged, put in place together by `commit`.

    Nothing that was there changes before `commit`. Use it as a context manager: what is staged
    and not committed is removed.
    """

    def __init__(self, folder: Path) -> None:
        """:raises ScaneoError: where the folder can't be written."""
        self._folder = folder
        self._staged: list[tuple[Path, Path]] = []
        self._made: list[Path] = []
        try:
            self._make(folder)
        except OSError as error:
            raise unwritable(folder, error) from error
        check_writable(folder)

    def __enter__(self) -> Writing:
        return self

    def __exit__(self, *exc: object) -> None:
        for staged, _ in self._staged:
            staged.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):  # something is in it
                folder.rmdir()

    def _make(self, folder: Path) -> None:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made.extend(reversed(missing))

    def stage(self, name: str, data: bytes) -> None:
        """Writes a file's new bytes beside its place.

        :raises ScaneoError: where the name lies outside the folder or the disk refuses.
        """
        self._staged.append(self._write(name, data))

    def stage_first(self, name: str, data: bytes) -> None:
        """As `stage`, but the file is put in place before all others."""
        self._staged.insert(0, self._write(name, data))

    def stage_copy(self, name: str, source: Path, go_on: Callable[[], None]) -> None:
        """As `stage`, of a file that may be large; ``go_on`` is called often and may raise.

        :raises ScaneoError: as `stage`, and where the file can't be read.
        """
        try:
            stream = open(source, "rb")  # noqa: SIM115 - closed below
        except OSError as error:
            raise ScaneoError(
                f"{source} can't be read ({error.strerror}). Nothing was written. Ask for the "
                "right to read it, or leave it out."
            ) from error
        with stream:
            pieces = iter(lambda: stream.read(_PIECE), b"")
            self._staged.append(self._write_all(name, _watched(pieces, go_on)))

    def _write(self, name: str, data: bytes) -> tuple[Path, Path]:
        return self._write_all(name, [data])

    def _write_all(self, name: str, pieces: Iterable[bytes]) -> tuple[Path, Path]:
        target = inside(self._folder, name)
        staged = _beside(target)
        try:
            self._make(target.parent)
            with open(staged, "xb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            if not isinstance(error, FileExistsError):  # then it is another's
                with suppress(OSError):
                    staged.unlink()
            raise unwritable(target, error) from error
        except ScaneoError:  # the user has cancelled
            staged.unlink()
            raise
        return staged, target

    def commit(self) -> Optional[Path]:
        """Puts all staged files in place, in the order in which they were staged.

        Answers the folder in which what they replaced is kept, or None where that is nothing.

        :raises ScaneoError: where the disk refuses; the files already in place stay, each whole.
        """
        try:
            backup = self._back_up()
            for staged, target in self._staged:
                if target.exists():
                    os.chmod(staged, target.stat().st_mode & 0o777)
                os.replace(staged, target)
            for parent in {target.parent for _, target in self._staged}:
                _flush_folder(parent)
        except OSError as error:
            raise unwritable(self._folder, error) from error
        self._staged.clear()
        self._made.clear()
        return backup

    def _back_up(self) -> Optional[Path]:
        replaced = [target for _, target in self._staged if target.exists()]
        if not replaced:
            return None
        stamp = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%S.%fZ")
        backup = self._folder / OWN_FOLDER / "backups" / stamp
        for target in dict.fromkeys(replaced):
            name = (backup / target.relative_to(self._folder)).relative_to(self._folder).as_posix()
            kept = inside(self._folder, name)
            kept.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(target, kept)  # the old file itself, under a second name
            except OSError:  # a disk that has no hard links
                shutil.copy2(target, kept)
        return backup


def _watched(pieces: Iterable[bytes], go_on: Callable[[], None]) -> Iterator[bytes]:
    for piece in pieces:
        go_on()
        yield piece


def check_writable(folder: Path) -> None:
    """:raises ScaneoError: where no file can be made in the folder."""
    probe = _beside(folder / "probe")
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise unwritable(folder, error) from error


def _beside(path: Path) -> Path:
    """A name of its own: another write may be under way, in this process or on another machine."""
    return path.with_name(f".{secrets.token_hex(4)}{_STAGED}")


def unwritable(path: Path, error: OSError) -> ScaneoError:
    """The error for a place where the disk refuses to write."""
    return ScaneoError(
        f"{path} can't be written ({error.strerror}). Nothing that was there is lost. "
        "Make room or ask for the right to write, or export to another folder."
    )


def _flush_folder(folder: Path) -> None:
    """Makes renames in a folder last; Windows has no such call and doesn't need one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
