"""Which of our earlier versions of a file its last writer has read.

SCANEO reads a folder once, so a file that it writes lacks what we have added since. But who keeps
something that only our export had, to the last bit of its outline, must have read that export: what
their file lacks of it, they deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....base.large_bytes import Data
from .matching import Version


def newest_known(versions: Sequence[Data], theirs: Data) -> int:
    """The index of the newest of a file's versions that the writer of ``theirs`` must have read.

    ``versions`` has the oldest first. 0 also stands for not known, as the oldest proves nothing.

    :raises Unreadable: where a version that has to be compared is no document that can be edited.
    """
    left = set(_outlines(Version(theirs)))  # outlines that no version has had yet
    newest = 0
    for number, data in enumerate(versions):
        if not left:
            break
        count = len(left)
        left.difference_update(_outlines(Version(data)))
        if number and len(left) < count:
            newest = number
    return newest


def _outlines(version: Version) -> Iterator[int]:
    """Hashes of the outlines of boxes and areas. Nobody draws the same outline twice by chance,
    while two people may well give the same label. A hash takes a tenth of the memory; two outlines
    have the same one about once in a billion files of 100,000."""
    shapes = map(version.shape, version.shown)
    return (hash(shape) for shape in shapes if shape is not None)
