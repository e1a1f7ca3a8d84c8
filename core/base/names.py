"""Paths of files below a folder, split without `pathlib`, for campaigns of thousands of files.

`pathlib` makes an object for each path, which takes longer than to ask the disk for the file.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath, PureWindowsPath

pass  # moved here

_PLAIN = re.compile(r"\w[\w. -]*(?:/\w[\w. -]*)*")
"""Names without anything that a system could take for more than letters between ``/``."""
_ODD = re.compile(r"(?:^|/)(?:[./]|$)")
"""A part that is empty, or begins with a dot."""


def is_plain(name: str) -> bool:
    """Whether a name has only letters, digits, spaces, ``-`` and ``.``, and no part of it is empty
    or begins with a dot. On every system, such a name is a path below a folder."""
    return _PLAIN.fullmatch(name) is not None


def split_suffix(name: str) -> tuple[str, str]:
    """A name without its last suffix, and that suffix; empty where it has none."""
    if _ODD.search(name):  # rare characters: leave these to `pathlib`
        path = PurePosixPath(name)
        return str(path.with_suffix("")), path.suffix
    stem, dot, suffix = name.rpartition(".")
    if not suffix or not dot or "/" in suffix:
        return name, ""
    return stem, dot + suffix


def is_below(name: str) -> bool:
    """Whether a name is a path below a folder, on every operating system that the folder may be
    copied to."""
    if is_plain(name):
        return True
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return bool(
        posix.parts
        and not posix.root
        and not windows.drive
        and not (os.name == "nt" and windows.root)
        and "\0" not in name
        and ".." not in posix.parts
        and ".." not in windows.parts
        and _is_text(name)
    )


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which JSON may contain but no file name
        return False
    return True
