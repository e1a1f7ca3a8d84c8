"""Packs the bytes of files for the workspace."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple, Optional

from ...base.large_bytes import LARGE, Data, LargeBytes, NoTemporarySpace, has_bytes_at, parts_of
from ...store.regular_files import LARGEST, largest_size

_PIECE = 1 << 20  # bytes
# Packed bytes that are written at once: SQLite takes fifteen times as much memory.
_WRITTEN = 3 << 20


def pack(data: Data) -> bytes:
    """Compresses, for speed more than for size."""
    if isinstance(data, bytes):
        return zlib.compress(data, 1)
    packer = zlib.compressobj(1)
    return b"".join([*map(packer.compress, parts_of(data)), packer.flush()])


class ToPack(NamedTuple):
    """Bytes that are packed while they are written, so that large ones are in memory only once."""

    data: Data

    @property
    def is_large(self) -> bool:
        """Whether they are written in pieces."""
        return isinstance(self.data, LargeBytes)

    def hex(self) -> str:
        """The packed bytes, in hexadecimal digits."""
        return pack(self.data).hex()

    def pieces(self) -> Iterator[bytes]:
        """The packed bytes, in pieces of some MB."""
        packer, waiting = zlib.compressobj(1), bytearray()
        for part in parts_of(self.data):
            waiting += packer.compress(part)
            if len(waiting) >= _WRITTEN:
                yield bytes(waiting)
                waiting.clear()
        yield bytes(waiting) + packer.flush()


def packs(packed: bytes, data: Data) -> bool:
    """Whether ``packed`` unpacks to these bytes, without unpacking all into memory."""
    at = 0
    try:
        for piece in _pieces(packed, len(data)):
            if not has_bytes_at(data, at, piece):
                return False
            at += len(piece)
    except ValueError:
        return False
    return at == len(data)


def unpack(data: bytes, largest: Optional[int] = None) -> bytes:
    """The unpacked bytes.

    A file may have been read when larger ones were allowed, so at least 2 GB are allowed.

    :raises ValueError: where `pack` did not make it, or it would be larger than ``largest``.
    """
    most = _most() if largest is None else largest
    stream = zlib.decompressobj()
    try:
        whole = stream.decompress(data, most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(whole) > most or not stream.eof:
        raise ValueError("it has no end, or too late")
    return whole


def unpack_large(packed: bytes) -> Data:
    """Like `unpack`, but a large result is not kept in memory."""
    pieces, first, size = _pieces(packed, _most()), list[bytes](), 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size >= LARGE:
            break
    else:
        return b"".join(first)
    try:
        return LargeBytes(chain(first, pieces))
    except NoTemporarySpace:
        return unpack(packed)


def _most() -> int:
    return max(LARGEST, largest_size())


def _pieces(packed: bytes, most: int) -> Iterator[bytes]:
    """The unpacked bytes, in pieces.

    :raises ValueError: where `pack` did not make it, or there are more than ``most``.
    """
    reader, rest, count = zlib.decompressobj(), memoryview(packed), 0
    waiting = b""
    while not reader.eof:
        if not waiting:
            waiting, rest = bytes(rest[:_PIECE]), rest[_PIECE:]
        try:
            piece = reader.decompress(waiting, _PIECE)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        waiting = reader.unconsumed_tail
        if not piece and not waiting and not rest and not reader.eof:
            raise ValueError("it has no end")
        count += len(piece)
        if count > most:
            raise ValueError("it is too large")
        if piece:
            yield piece
