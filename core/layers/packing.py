"""The bytes of files as the workspace keeps them."""

from __future__ import annotations

import zlib


def pack(data: bytes) -> bytes:
    """Compressed, for speed more than for size."""
    return zlib.compress(data, 1)


def unpack(data: bytes) -> bytes:
    """What was packed."""
    return zlib.decompress(data)
