"""What ERDAS and ArcGIS leave beside an image, ``a.aux``, with its overviews in ``a.rrd``.

GDAL opens an ``.aux`` of theirs with a driver of its own kind (HFA), as overviews of a GeoTIFF too,
and nobody can forbid it. It names other files: those of overviews, of which GDAL takes the last
part and looks in the same folder, and those of rasters that are kept apart, wherever they are.
(GDAL 3.6 and 3.10: ``frmts/hfa/hfaopen.cpp``, HFAGetDependent, HFAGetIGEFilename.)
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Optional

from ...store.regular_files import open_file

_HEAD = b"EHFA_HEADER_TAG\0"
_APART = b"ImgExternalRaster"  # the type of a node that names a file of rasters
_OVERVIEWS = b"Eimg_RRDNamesList"
_OVERVIEW = re.compile(rb"([^\0-\x1f]{1,1000}?)\(:")  # "a.rrd(:Layer_1:_ss_2_)"
_MOST = 10_000  # nodes; a file of more is none that any program wrote
_LARGEST = 2**16  # bytes of a node that are looked at


class _Node(NamedTuple):
    kind: bytes
    data: bytes


def named_overviews(file: Path) -> Optional[set[str]]:
    """The names, in the same folder, of files that GDAL looks for with an ``.aux``: none with a
    file of another kind. None where it may look elsewhere, or nobody can tell.

    :raises OSError: where it can't be read.
    """
    names: set[str] = set()
    with open_file(file) as stream:
        if stream.read(len(_HEAD)) != _HEAD:
            return names
        try:
            for node in _nodes(stream):
                if node.kind == _APART:
                    return None
                for found in _OVERVIEW.finditer(node.data):
                    text = found.group(1).decode("utf-8", "surrogateescape")
                    names.add(re.split(r"[/\\:]", text)[-1])
        except (struct.error, ValueError):
            return None
    return names - {"", ".", ".."}


def _nodes(stream: IO[bytes]) -> Iterator[_Node]:
    """The nodes of the file's tree.

    :raises struct.error: where it is cut off.
    :raises ValueError: where the tree has no end.
    """
    (header,) = struct.unpack("<I", stream.read(4))
    stream.seek(header + 8)
    waiting, seen = [struct.unpack("<I", stream.read(4))[0]], set()
    while waiting:
        place = waiting.pop()
        if place == 0 or place in seen:
            continue
        seen.add(place)
        if len(seen) > _MOST:
            raise ValueError(place)
        stream.seek(place)
        following, _, _, child, data, size = struct.unpack("<6I", stream.read(24))
        kind = stream.read(96)[64:].split(b"\0", 1)[0]
        waiting += [following, child]
        content = b""
        if kind == _OVERVIEWS:
            stream.seek(data)
            content = stream.read(min(size, _LARGEST))
        yield _Node(kind, content)
