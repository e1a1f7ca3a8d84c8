"""Checks ``.aux`` files that ERDAS and ArcGIS write beside an image, with overviews in ``.rrd``.

GDAL opens such a file with its HFA driver to find the overviews of a GeoTIFF, and this can't be
switched off. The file names other files: those of overviews, of which GDAL takes the last part of
the path and looks in the same folder, and those of external rasters, which may be anywhere. (GDAL
3.6 and 3.10: ``frmts/hfa/hfaopen.cpp``, HFAGetDependent, HFAGetIGEFilename.)
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Optional

from ...store.regular_files import open_file

_HEAD = b"EHFA_HEADER_TAG\0"
_EXTERNAL = b"ImgExternalRaster"  # the type of a node that names an external raster
_OVERVIEWS = b"Eimg_RRDNamesList"
_OVERVIEW = re.compile(rb"([^\0-\x1f]{1,1000}?)\(:")  # "a.rrd(:Layer_1:_ss_2_)"
_MOST = 10_000  # nodes: no program writes more
_LARGEST = 2**16  # bytes that are read of a node


class _Node(NamedTuple):
    kind: bytes
    data: bytes


def named_overviews(file: Path) -> Optional[set[str]]:
    """The names, in the same folder, of files that GDAL opens because of an ``.aux``; empty for a
    file of another kind. None where GDAL may open files elsewhere, or this can't be told.

    :raises OSError: where it can't be read.
    """
    names: set[str] = set()
    with open_file(file) as stream:
        if stream.read(len(_HEAD)) != _HEAD:
            return names
        try:
            for node in _nodes(stream):
                if node.kind == _EXTERNAL:
                    return None
                for found in _OVERVIEW.finditer(node.data):
                    text = found.group(1).decode("utf-8", "surrogateescape")
                    names.add(re.split(r"[/\\:]", text)[-1])
        except (struct.error, ValueError):
            return None
    return names - {"", ".", ".."}


def _nodes(stream: IO[bytes]) -> Iterator[_Node]:
    """The nodes of the file's tree.

    :raises struct.error: where the file is truncated.
    :raises ValueError: where the tree has no end.
    """
    (header,) = struct.unpack("<I", stream.read(4))
    stream.seek(header + 8)
    waiting, seen = [struct.unpack("<I", stream.read(4))[0]], set()
    while waiting:
        offset = waiting.pop()
        if offset == 0 or offset in seen:
            continue
        seen.add(offset)
        if len(seen) > _MOST:
            raise ValueError(offset)
        stream.seek(offset)
        following, _, _, child, data, size = struct.unpack("<6I", stream.read(24))
        kind = stream.read(96)[64:].split(b"\0", 1)[0]
        waiting += [following, child]
        content = b""
        if kind == _OVERVIEWS:
            stream.seek(data)
            content = stream.read(min(size, _LARGEST))
        yield _Node(kind, content)
