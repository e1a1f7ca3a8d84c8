"""The features of a GeoJSON file as values, for all who need no offsets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn, Optional, Union, overload

from ...base.large_bytes import Data
from .crs import foreign_crs, taken_for_wgs84
from .document import read_document
from .features import Features

_LARGEST = 1 << 20  # bytes: parsed at once, a file takes ten times its size
_MOST_LEVELS = 16  # a MultiPolygon's positions are on the eighth
_NO_BRACKETS = bytes(code for code in range(256) if chr(code) not in '[]{}"')


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def read_features(data: Data) -> Optional[list[Any]]:
    """The values of a file's features, by one call of Python's parser.

    None wherever `read_document` has to look, which finds the same values in half as much again:
    where the file is no plain FeatureCollection with features, is large, has brackets in its texts
    or is nested deeply, or holds anything that may have to be told, such as NaN, a byte-order mark
    or another CRS.
    """
    if not isinstance(data, bytes) or len(data) > _LARGEST:
        return None
    try:
        collection = _decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return None
    crs, features = collection.get("crs"), collection.get("features")
    if foreign_crs(crs) is not None or taken_for_wgs84(crs) is not None:
        return None
    return features if isinstance(features, list) and features and _is_shallow(data) else None


def _is_shallow(data: bytes) -> bool:
    """Whether JSON is surely nested less deeply than `reader.DEEPEST`.

    Only its brackets and quotation marks are looked at. The two marks of a text stand side by side
    then, unless the text has brackets: before the first such bracket the number of marks is odd, so
    one is left.
    """
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    left = data.translate(None, _NO_BRACKETS).replace(b'""', b"")
    for _ in range(_MOST_LEVELS):
        if not left:
            return True
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return not left


class _Values(Sequence[Any]):
    """The values of a document's features, some of which are parsed at each access."""

    def __init__(self, features: Features) -> None:
        self._features = features

    def __len__(self) -> int:
        return len(self._features)

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...

    def __getitem__(self, index: Union[int, slice]) -> Any:
        found = self._features[index]
        return [one.value for one in found] if isinstance(found, list) else found.value


def values_of(data: Data) -> Sequence[Any]:
    """The values of a file's features, of whatever file.

    :raises Unreadable: as `read_document` does.
    """
    features = read_features(data)
    return _Values(read_document(data).features) if features is None else features
