"""The bytes of files as the workspace keeps them."""

from __future__ import annotations

import zlib
from typing import Optional

from ..scaneo.regular import LARGEST, largest_size

_PIECE = 1 << 20  # bytes


def pack(data: bytes) -> bytes:
    """Compressed, for speed more than for size."""
    return zlib.compress(data, 1)


def packs(packed: bytes, data: bytes) -> bool:
    """Whether these bytes were packed so; it takes no memory for what was."""
    reader, at = zlib.decompressobj(), 0
    while not reader.eof:
        try:
            piece = reader.decompress(packed, _PIECE)
        except zlib.error:
            return False
        packed = reader.unconsumed_tail
        if not data.startswith(piece, at):  # views compare one byte after the other
            return False
        if not piece:
            break
        at += len(piece)
    return reader.eof and at == len(data)


def unpack(data: bytes, largest: Optional[int] = None) -> bytes:
    """What was packed.

    A file may have been read when larger ones were allowed: 2 GB are in any case.

    :raises ValueError: where it was not packed by `pack`, or would be larger than ``largest``.
    """
    most = max(LARGEST, largest_size()) if largest is None else largest
    stream = zlib.decompressobj()
    try:
        whole = stream.decompress(data, most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(whole) > most or not stream.eof:
        raise ValueError("it has no end, or too late")
    return whole
