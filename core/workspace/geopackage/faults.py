"""Why a workspace can't be opened, and what is safe to do with a file that is no GeoPackage.

Nothing here is deleted, and nobody is told to delete: what is left of a broken file may still be
mended, and what lies beside it belongs to it.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Optional

from ...store.regular_files import Irregular, open_file
from .files import check_files

_MAGIC = b"SQLite format 3\0"
_HEAD = 100  # bytes, the header of a SQLite file (sqlite.org, "Database File Format", 1.3)
_GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")  # its application ids
_DAMAGED = ("malformed", "not a database", "file is encrypted", "corrupt")
_CHANGED = ("no such column", "no such table", "has no column")
_LOCKED = ("locked", "busy")

_AWAY = (
    "Put a whole copy in its place, if there is one. Or move it out of the folder, with what lies "
    "beside it under its name, and open the folder again: what was exported is in the GeoJSON "
    "files. {lost}"
)
_MAY_BE = "Edits that were never exported may still be in it, so don't delete it."
_ARE_LOST = "Edits that were never exported are not in it any more."


def odd_file(path: Path) -> Optional[str]:
    """What to tell where SQLite would wait for a pipe, or read without an end; None where not."""
    try:
        check_files(path)
    except Irregular as error:
        return (
            f"The workspace {path} can't be opened. {Path(error.filename).name}: {error.strerror}. "
            "Move that elsewhere, and open the folder again."
        )
    except OSError:  # the opening tells
        pass
    return None


def why_not_opened(path: Path, writable: bool, reason: str) -> str:
    """What to tell of a file that GDAL can't open, with the reason that it gave.

    A file that others have open is not looked into: SQLite's locks of a process end where the
    process closes the file (sqlite.org, "How To Corrupt An SQLite Database File", 2.2).
    """
    if not any(word in reason for word in _LOCKED):
        try:
            fault = _fault_of(path, reason)
            if fault is None and writable:
                open_file(path, writable=True).close()
        except OSError as error:
            return (
                f"The workspace {path} can't be opened ({error.strerror}). Ask for the right to "
                f"{'write' if writable else 'read'} it, or choose another file."
            )
        if fault is not None:
            return f"The workspace {path} can't be opened: {fault}"
    return (
        f"The workspace {path} can't be opened. Close other programs that use it, or choose "
        "another file."
    )


def is_locked_by_writer(reason: str) -> bool:
    """Whether SQLite says that another program writes just now; that is no fault of the disk."""
    return "database is locked" in reason or "database table is locked" in reason


def why_failed(path: Path, reason: str) -> str:
    """What to tell of a statement that failed, with the reason that SQLite gave."""
    if any(word in reason for word in _DAMAGED):
        return f"The workspace {path} can't be read: it is damaged ({reason}). {_advice(_MAY_BE)}"
    if is_locked_by_writer(reason):
        return (
            f"The workspace {path} is locked: another program is writing to it. Nothing is lost. "
            "Close other programs that use it, and try again."
        )
    if any(word in reason for word in _CHANGED):
        return (
            f"Another program changed the tables of the workspace {path} ({reason}). Open the "
            "campaign again: it mends them, or says what can be done."
        )
    return (
        f"The workspace {path} can't be written or read ({reason or 'no reason given'}). "
        "Make room on the disk, make sure that the file can be written, and try again."
    )


def _fault_of(path: Path, reason: str) -> Optional[str]:
    """What is wrong with the file itself. :raises OSError: where it can't be read."""
    size, has_more = path.stat().st_size, _has_more(path)
    with open_file(path) as stream:
        head = stream.read(_HEAD)
    if not size:
        lost = _MAY_BE.replace("in it,", "in the files beside it,") if has_more else _ARE_LOST
        return "it is empty, as after a copy that broke off, or on a full disk. " + _advice(lost)
    if not head.startswith(_MAGIC):
        if not head.strip(b"\0"):
            what = "it holds nothing but zeros"
        else:
            what = f"it is no database, but begins with “{_shown(head)}”"
        return (
            f"{what}, as a sync client's placeholder for a file that is not downloaded yet. Let it "
            "download the file (“always keep on this device”), and open the folder again. "
            + _advice(_MAY_BE)
        )
    whole = _whole_size(head)
    if size < whole and not has_more:
        return (
            f"it is cut off: {size:,} of its {whole:,} bytes are there. Wait until it is copied or "
            "downloaded whole. " + _advice(_MAY_BE)
        )
    if any(word in reason for word in _DAMAGED):
        return f"it is damaged ({reason}). {_advice(_MAY_BE)}"
    if head[68:72] not in _GEOPACKAGE:
        return (
            "it is another program's database, and no GeoPackage. Choose another file for the "
            "workspace, or move that one out of the folder: it stays as it is."
        )
    return None


def _advice(lost: str) -> str:
    return _AWAY.format(lost=lost)


def _has_more(path: Path) -> bool:
    beside = (path.with_name(path.name + part) for part in ("-wal", "-journal"))
    return any(one.is_file() and one.stat().st_size for one in beside)


def _whole_size(head: bytes) -> int:
    """How many bytes the file has by its own account; 0 where it does not say."""
    if len(head) < _HEAD:
        return _HEAD
    (page,) = struct.unpack(">H", head[16:18])
    changes, pages = struct.unpack(">II", head[24:32])
    (valid_for,) = struct.unpack(">I", head[92:96])
    return (65536 if page == 1 else page) * pages if changes == valid_for else 0


def _shown(head: bytes) -> str:
    text = head.decode("utf-8", "replace").splitlines()[0]
    return "".join(each if each.isprintable() else "·" for each in text)[:40]
