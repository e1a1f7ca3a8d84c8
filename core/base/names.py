"""Names of other people: whether one is a path below a folder, and how one is shown.

Paths are split without `pathlib`, for campaigns of thousands of files: it makes an object for each
path, which takes longer than to ask the disk for the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath

from .messages import message

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


# How names, counts and sentences that contain names are shown to people: decided here only. A
# character with an effect, such as a line break or a change of the reading direction, is replaced
# by a visible sign; a name that is too long to read is shortened in the middle. None of this is
# ever written to a folder.

_NAME, _SENTENCE = 300, 1000  # characters: nobody reads more
_WORD = 40  # characters: a longer word gets places where a line can break

_HALVES = "\ud800-\udfff"  # lone surrogates: Python decodes bytes that are no text to them
_CONTROL = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff{_HALVES}]"
)
_LONG_WORD = re.compile(rf"[^\s/\\-]{{{_WORD}}}(?=[^\s/\\-])")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(rf"[{_RIGHT}](?:[\s\d._()-]*[{_RIGHT}])*")
_OPENING = re.compile(r"\[(?=%)|<|&(?=lt;)")
_ISOLATE = "\u2068{}\u2069"  # first strong isolate, pop directional isolate (Unicode's UAX 9)
_BREAK_HERE = "\u200b"  # zero width space
_JOINER = "\u2060"  # word joiner: invisible


def listed(names: Sequence[str], most: int = 5) -> str:
    """The first of some names, and how many more there are: ``a, b and 3 more``."""
    first, more = ", ".join(names[:most]), len(names) - most
    if more <= 0:
        return first
    return message(
        "names.more", "{names} and {count} more", "{names} and {count} more",
        names=first, count=more,
    )  # fmt: skip


def joined_by_and(names: Sequence[str]) -> str:
    """A few names, all of them: ``a and b and c``."""
    told = names[0]
    for name in names[1:]:
        told = message("names.and", "{names} and {name}", names=told, name=name)
    return told


def shown(name: str, most: int = _NAME) -> str:
    """A name as it is shown by itself, on one line."""
    return _CONTROL.sub(_sign, _cut(name, most))


@lru_cache(maxsize=8192)  # several layers ask for each label
def shown_in_qgis(name: str) -> str:
    """A name where QGIS shows it, such as a layer's: QGIS would take ``[% … %]`` for an expression
    and ``<b>`` for HTML."""
    return _OPENING.sub(rf"\g<0>{_JOINER}", shown(name))


def shown_text(text: str) -> str:
    """A sentence that contains names, possibly of several lines, as it is shown.

    Right-to-left names are isolated, so that they don't change the order of the words around them.
    """
    lines = (shown(line, _SENTENCE) for line in _cut(text, _SENTENCE).split("\n"))
    return "\n".join(
        _LONG_WORD.sub(rf"\g<0>{_BREAK_HERE}", _RIGHT_TO_LEFT.sub(_isolate, line)) for line in lines
    )


def _cut(text: str, most: int) -> str:
    """Shortens in the middle: names that begin alike often differ at the end."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def _sign(found: re.Match[str]) -> str:
    """Unicode has pictures for the control characters of ASCII; all others are shown by their
    number."""
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟨U+{code:04X}⟩"


def _isolate(found: re.Match[str]) -> str:
    return _ISOLATE.format(found[0])
