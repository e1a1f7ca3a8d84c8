"""Explains why a workspace can't be opened, and what is safe to do with a file that is no
GeoPackage.

Nothing is deleted here, and no message says to delete: a broken file may still be repaired, and the
files beside it belong to it.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Optional

from ...base.messages import joined, message
from ...store.regular_files import NotRegular, open_file
from .files import check_files

_MAGIC = b"SQLite format 3\0"
_HEAD = 100  # bytes, the header of a SQLite file (sqlite.org, "Database File Format", 1.3)
_GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")  # application ids of GeoPackages
_DAMAGED = re.compile("malformed|not a database|file is encrypted|corrupt")
_CHANGED = re.compile("no such column|no such table|has no column")
_LOCKED = ("locked", "busy")

_AWAY = message(
    "faults.away",
    "Put a whole copy in its place, if there is one. Or move it out of the folder, with what lies "
    "beside it under its name, and open the folder again: what was exported is in the GeoJSON "
    "files.",
)
_MAY_BE = joined(
    _AWAY,
    message(
        "faults.may-be", "Edits that were never exported may still be in it, so don't delete it."
    ),
)
_MAY_BE_BESIDE = joined(
    _AWAY,
    message(
        "faults.may-be-beside",
        "Edits that were never exported may still be in the files beside it, so don't delete it.",
    ),
)
_ARE_LOST = joined(
    _AWAY, message("faults.lost", "Edits that were never exported are not in it any more.")
)


def not_made(path: Path) -> str:
    """What to tell where a new workspace can't be made."""
    return message(
        "faults.not-made",
        "The workspace {path} can't be made. Choose another place for it.",
        path=path,
    )


def not_read(path: Path) -> str:
    """What to tell where not even a copy can be read."""
    return message("faults.not-read", "The workspace {path} can't be read.", path=path)


def closed(path: Path) -> str:
    """What to tell where a workspace is used after it was closed."""
    return message("faults.closed", "The workspace {path} is closed.", path=path)


def gone(path: Path) -> str:
    """What to tell where edits are to be saved in a file that is not there any more."""
    return message(
        "faults.gone", "The workspace {path} is gone: nothing can be saved in it.", path=path
    )


def odd_file(path: Path) -> Optional[str]:
    """What to tell where opening would wait for a pipe, or read without end; None otherwise."""
    try:
        check_files(path)
    except NotRegular as error:
        return message(
            "faults.odd",
            "The workspace {path} can't be opened. {file}: {why}. Move that elsewhere, and open "
            "the folder again.",
            path=path,
            file=Path(error.filename).name,
            why=error.strerror,
        )
    except OSError:  # opening will report it
        pass
    return None


def why_not_opened(path: Path, writable: bool, reason: str) -> str:
    """What to tell about a file that GDAL can't open, with GDAL's reason.

    A file that is open elsewhere is not read: SQLite's locks of a process end when the process
    closes the file (sqlite.org, "How To Corrupt An SQLite Database File", 2.2).
    """
    if not any(word in reason for word in _LOCKED):
        try:
            fault = _fault_of(path, reason)
            if fault is None and writable:
                open_file(path, writable=True).close()
        except OSError as error:
            return _no_right(path, writable, error.strerror)
        if fault is not None:
            return message(
                "faults.not-opened",
                "The workspace {path} can't be opened: {fault}",
                path=path,
                fault=fault,
            )
    return message(
        "faults.in-use",
        "The workspace {path} can't be opened. Close other programs that use it, or choose "
        "another file.",
        path=path,
    )


def _no_right(path: Path, writable: bool, why: Optional[str]) -> str:
    if writable:
        return message(
            "faults.no-right-to-write",
            "The workspace {path} can't be opened ({why}). Ask for the right to write it, or "
            "choose another file.",
            path=path,
            why=why,
        )
    return message(
        "faults.no-right-to-read",
        "The workspace {path} can't be opened ({why}). Ask for the right to read it, or choose "
        "another file.",
        path=path,
        why=why,
    )


def is_locked_by_writer(reason: str) -> bool:
    """Whether SQLite says that another program is writing; that is no fault of the disk."""
    return "database is locked" in reason or "database table is locked" in reason


def why_failed(path: Path, reason: str) -> str:
    """What to tell about a statement that failed, with SQLite's reason."""
    if _DAMAGED.search(reason):
        what = message(
            "faults.damaged",
            "The workspace {path} can't be read: it is damaged ({reason}).",
            path=path,
            reason=reason,
        )
        return joined(what, _MAY_BE)
    if is_locked_by_writer(reason):
        return message(
            "faults.locked",
            "The workspace {path} is locked: another program is writing to it. Nothing is lost. "
            "Close other programs that use it, and try again.",
            path=path,
        )
    if _CHANGED.search(reason):
        return message(
            "faults.changed",
            "Another program changed the tables of the workspace {path} ({reason}). Open the "
            "campaign again: it mends them, or says what can be done.",
            path=path,
            reason=reason,
        )
    return message(
        "faults.failed",
        "The workspace {path} can't be written or read ({reason}). Make room on the disk, make "
        "sure that the file can be written, and try again.",
        path=path,
        reason=reason or message("faults.no-reason", "no reason given"),
    )


def _fault_of(path: Path, reason: str) -> Optional[str]:
    """What is wrong with the file itself.

    :raises OSError: where it can't be read.
    """
    size, has_more = path.stat().st_size, _has_more(path)
    with open_file(path) as stream:
        head = stream.read(_HEAD)
    if not size:
        what = message(
            "faults.empty", "it is empty, as after a copy that broke off, or on a full disk."
        )
        return joined(what, _MAY_BE_BESIDE if has_more else _ARE_LOST)
    if not head.startswith(_MAGIC):
        return joined(_placeholder(head), _MAY_BE)
    whole = _whole_size(head)
    if size < whole and not has_more:
        what = message(
            "faults.cut-off",
            "it is cut off: {size:,} of its {whole:,} bytes are there. Wait until it is copied or "
            "downloaded whole.",
            size=size,
            whole=whole,
        )
        return joined(what, _MAY_BE)
    if _DAMAGED.search(reason):
        what = message("faults.it-is-damaged", "it is damaged ({reason}).", reason=reason)
        return joined(what, _MAY_BE)
    if head[68:72] not in _GEOPACKAGE:
        return message(
            "faults.other-program",
            "it is another program's database, and no GeoPackage. Choose another file for the "
            "workspace, or move that one out of the folder: it stays as it is.",
        )
    return None


def _placeholder(head: bytes) -> str:
    """What is said of a file that begins as none of SQLite's."""
    if not head.strip(b"\0"):
        return message(
            "faults.zeros",
            "it holds nothing but zeros, as a sync client's placeholder for a file that is not "
            "downloaded yet. Let it download the file (“always keep on this device”), and open the "
            "folder again.",
        )
    return message(
        "faults.no-database",
        "it is no database, but begins with “{begin}”, as a sync client's placeholder for a file "
        "that is not downloaded yet. Let it download the file (“always keep on this device”), and "
        "open the folder again.",
        begin=_shown(head),
    )


def _has_more(path: Path) -> bool:
    beside = (path.with_name(path.name + part) for part in ("-wal", "-journal"))
    return any(one.is_file() and one.stat().st_size for one in beside)


def _whole_size(head: bytes) -> int:
    """The size of the file by its own header; 0 where it does not say."""
    if len(head) < _HEAD:
        return _HEAD
    (page,) = struct.unpack(">H", head[16:18])
    changes, pages = struct.unpack(">II", head[24:32])
    (valid_for,) = struct.unpack(">I", head[92:96])
    return (65536 if page == 1 else page) * pages if changes == valid_for else 0


def _shown(head: bytes) -> str:
    text = head.decode("utf-8", "replace").splitlines()[0]
    return "".join(each if each.isprintable() else "·" for each in text)[:40]
