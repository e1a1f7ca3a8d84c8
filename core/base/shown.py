"""How people see names, counts, and sentences that hold names: the one place that decides it.

Names of labels, images and folders are data of others. In sight, a character that would do
something, such as break a line or turn the direction of reading, is a sign that stands for it; what
is too long to be read is cut in the middle. Nothing of this is ever written to a folder.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME, _SENTENCE = 300, 1000  # characters; more nobody reads
_WORD = 40  # characters; a longer one can be broken, or it would be as wide as it is long

_HALVES = "\ud800-\udfff"  # of characters: Python has them of bytes that are no text
_CONTROL = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff{_HALVES}]"
)
_LONG_WORD = re.compile(rf"[^\s/\\-]{{{_WORD}}}(?=[^\s/\\-])")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(rf"[{_RIGHT}](?:[\s\d._()-]*[{_RIGHT}])*")
_OPENING = re.compile(r"\[(?=%)|<|&(?=lt;)")
_ISOLATE = "\u2068{}\u2069"  # first strong isolate, pop directional isolate (Unicode's UAX 9)
_BREAK_HERE = "\u200b"  # zero width space
_JOINER = "\u2060"  # word joiner: it is not seen


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: ``1 image``, ``1,200 images``."""
    return f"{count:,} {one if count == 1 else many}"


def shown(name: str, most: int = _NAME) -> str:
    """A name as it is seen by itself, on one line."""
    return _CONTROL.sub(_sign, _cut(name, most))


@lru_cache(maxsize=8192)  # each label is asked for by several layers
def shown_in_qgis(name: str) -> str:
    """A name of what QGIS shows, such as a layer: it would take ``[% … %]`` for an expression, and
    ``<b>`` for HTML."""
    return _OPENING.sub(rf"\g<0>{_JOINER}", shown(name))


def shown_text(text: str) -> str:
    """A sentence that holds names, or some on lines of their own, as it is seen.

    What is read from right to left stays where it is in the sentence: the words behind it do not
    change their places with it.
    """
    lines = (shown(line, _SENTENCE) for line in _cut(text, _SENTENCE).split("\n"))
    return "\n".join(
        _LONG_WORD.sub(rf"\g<0>{_BREAK_HERE}", _RIGHT_TO_LEFT.sub(_isolate, line)) for line in lines
    )


def _cut(text: str, most: int) -> str:
    """Names that begin alike often end differently: the middle goes."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def _sign(found: re.Match[str]) -> str:
    """Unicode has pictures of the oldest control characters; of others, the number tells."""
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟨U+{code:04X}⟩"


def _isolate(found: re.Match[str]) -> str:
    return _ISOLATE.format(found[0])
