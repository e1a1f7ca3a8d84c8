"""The bytes of a large file, kept on disk instead of in memory.

They are copied to a temporary file without a name: nobody else can change or truncate it, as they
could with a file that is mapped into memory. Only the part that is being read is in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Optional, Union, overload

LARGE = 2**25
"""Bytes of a file from which on it is not kept in memory: 32 MB."""

# Bytes that are read at once for a small read. A thread that asks the disk more often than Python
# lets others run (5 ms) keeps them from running at all: the event loop stood still for 0.2 s.
_BLOCK = 2**18
_PIECE = 2**20  # bytes of a piece, where all are read in turn
_NEAR = 2**22  # bytes that `SpooledBytes` keeps in memory


class NoTemporarySpace(OSError):
    """A temporary file can't be made, or the disk is too full for it."""


class LargeBytes:
    """A substitute for `bytes` that reads from a temporary file: indexing and slicing work the
    same."""

    def __init__(self, pieces: Iterable[Union[bytes, memoryview]]) -> None:
        """:raises NoTemporarySpace: where the disk refuses. What iterating over the pieces raises
        goes through."""
        self._size = 0
        self._begin, self._block = 0, b""
        try:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it is kept
        except OSError as error:
            raise NoTemporarySpace(*error.args) from error
        for piece in pieces:
            self.append(piece)

    def append(self, piece: Union[bytes, bytearray, memoryview]) -> None:
        """Adds bytes at the end.

        :raises NoTemporarySpace: where the disk refuses; the bytes added before stay.
        """
        rest = memoryview(piece)
        try:
            self._file.seek(self._size)
            while rest:
                written = self._file.write(rest)
                rest = rest[written:]
        except OSError as error:
            raise NoTemporarySpace(*error.args) from error
        self._size += len(piece)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> bytes: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[int, bytes]:
        if isinstance(index, int):
            if not -self._size <= index < self._size:
                raise IndexError(index)
            return self.between(index % self._size, index % self._size + 1)[0]
        start, end, step = index.indices(self._size)
        if step != 1:
            return bytes(self)[index]
        return self.between(start, max(start, end))

    def between(self, start: int, end: int) -> bytes:
        """The bytes between two offsets, neither of which is beyond the end."""
        first, last = start - self._begin, end - self._begin
        if first >= 0 and last <= len(self._block):
            return self._block[first:last]
        begin = start - start % _BLOCK
        if end > begin + _BLOCK:
            return self._read(start, end)
        self._begin, self._block = begin, self._read(begin, begin + _BLOCK)
        first, last = start - begin, end - begin
        return self._block[first:last]

    def _read(self, start: int, end: int) -> bytes:
        parts: list[bytes] = []
        self._file.seek(start)
        while start < end:
            part = self._file.read(end - start)
            if not part:
                break
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def __bytes__(self) -> bytes:
        return self._read(0, self._size)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (bytes, LargeBytes)):
            return NotImplemented
        if other is self:
            return True
        return len(other) == self._size and all(
            has_bytes_at(other, at, piece) for at, piece in self._with_offsets(0, self._size)
        )

    __hash__ = None  # type: ignore[assignment]

    def parts(self) -> Iterator[bytes]:
        """All bytes, in parts that fit into memory."""
        return self.pieces(0, self._size)

    def pieces(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes between two offsets, in pieces."""
        return (piece for _, piece in self._with_offsets(start, end))

    def _with_offsets(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        for at in range(start, end, _PIECE):
            yield at, self._read(at, min(at + _PIECE, end))

    def startswith(self, characters: bytes, at: int = 0) -> bool:
        """Like `bytes.startswith`."""
        end = at + len(characters)
        return self[at:end] == characters

    def count(self, character: bytes, start: int, end: int) -> int:
        """Like `bytes.count`, for one byte."""
        return sum(piece.count(character) for piece in self.pieces(start, end))

    def rfind(self, character: bytes, start: int, end: int) -> int:
        """Like `bytes.rfind`, for one byte."""
        while start < end:
            begin = max(start, end - _PIECE)
            found = self._read(begin, end).rfind(character)
            if found >= 0:
                return begin + found
            end = begin
        return -1


Data = Union[bytes, LargeBytes]
"""A file's bytes."""


class SpooledBytes:
    """Many short byte strings, appended one after the other. The last ones are in memory, all
    others in a temporary file."""

    def __init__(self) -> None:
        self._near = bytearray()  # what was added last
        self._far: Optional[LargeBytes] = None
        self._begin = 0  # offset of `_near`
        self._is_full = False

    def add(self, some: bytes) -> None:
        """Appends bytes."""
        self._near += some
        if len(self._near) >= _NEAR and not self._is_full:
            self._put_away()

    def _put_away(self) -> None:
        try:
            if self._far is None:
                self._far = LargeBytes(())
            self._far.append(self._near)
        except NoTemporarySpace:
            self._is_full = True
            return
        self._begin += len(self._near)
        self._near = bytearray()

    def __len__(self) -> int:
        return self._begin + len(self._near)

    def between(self, start: int, end: int) -> bytes:
        """The bytes between two offsets, which were added by one call of `add`."""
        if start < self._begin and self._far is not None:
            return self._far.between(start, end)
        first, last = start - self._begin, end - self._begin
        return bytes(self._near[first:last])


class BytesSpan:
    """A part of the bytes of a large file."""

    def __init__(self, data: LargeBytes, start: int, end: int) -> None:
        self._data, self._start, self._end = data, start, end

    def __len__(self) -> int:
        return max(0, self._end - self._start)

    def __bytes__(self) -> bytes:
        start, end = self._start, self._end
        return self._data[start:end]

    def parts(self) -> Iterator[bytes]:
        """All bytes, in parts that fit into memory."""
        return self._data.pieces(self._start, self._end)


Piece = Union[bytes, memoryview, BytesSpan, LargeBytes]
"""Bytes of a file, of which there are others before and behind."""


def span(data: Data, start: int, end: int) -> Piece:
    """The bytes between two offsets, without a copy in memory."""
    if isinstance(data, LargeBytes):
        return BytesSpan(data, start, end)
    return memoryview(data)[start:end]


def parts_of(*pieces: Piece) -> Iterator[Union[bytes, memoryview]]:
    """The bytes of several pieces, in parts that fit into memory."""
    for piece in pieces:
        if isinstance(piece, (BytesSpan, LargeBytes)):
            yield from piece.parts()
        else:
            yield piece


def joined_data(*pieces: Piece) -> Data:
    """The bytes of several pieces as one object; those of a large file are not kept in memory,
    unless the disk is full."""
    if sum(map(len, pieces)) >= LARGE:
        with suppress(NoTemporarySpace):
            return LargeBytes(parts_of(*pieces))
    return b"".join(parts_of(*pieces))


def has_bytes_at(data: Data, at: int, part: Union[bytes, memoryview]) -> bool:
    """Whether a file has certain bytes at an offset."""
    if isinstance(data, bytes):
        # Comparing a memoryview is slower: it compares item by item.
        return data.startswith(part, at)
    whole = memoryview(part)
    for start in range(0, len(whole), _PIECE):
        end = min(start + _PIECE, len(whole))
        first, last = at + start, at + end
        if data[first:last] != bytes(whole[start:end]):
            return False
    return True


def sha256_of(*pieces: Piece) -> str:
    """The SHA-256 digest of several pieces, as if they were one."""
    found = sha256()
    for part in parts_of(*pieces):
        found.update(part)
    return found.hexdigest()
