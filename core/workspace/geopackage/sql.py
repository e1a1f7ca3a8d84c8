"""Statements with their values as SQL literals: OGR's ExecuteSQL takes no parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union


class Name(str):
    """A table's or a trigger's name, where a statement has a ``?``: quoted as SQL quotes names."""


class Part(str):
    """A part of a statement, which is put in as it is: never what a file or a person says."""


Value = Union[str, int, None]
Bound = Union[Value, bytes, float, tuple[Union[str, int], ...], Mapping[int, int]]
"""What a ``?`` can stand for; a tuple is the list of ``IN``, a mapping the cases of ``CASE``."""


def bind(sql: str, *values: Bound) -> str:
    """The statement with its values in place of each ``?``.

    :raises ValueError: where there are not as many values as marks: what would be run then, is
        another statement than the one that was written.
    """
    first, *pieces = sql.split("?")
    if len(pieces) != len(values):
        raise ValueError(f"{len(pieces)} marks and {len(values)} values: {sql}")
    return first + "".join(_literal(value) + piece for value, piece in zip(values, pieces))


def _literal(value: Bound) -> str:
    if isinstance(value, Part):
        return value
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, Mapping):
        return " ".join(f"WHEN {_literal(key)} THEN {_literal(of)}" for key, of in value.items())
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))})"
    if not isinstance(value, Name) and not is_unicode(value):
        return f"CAST(x'{_as_read(value).hex()}' AS TEXT)"
    quote = '"' if isinstance(value, Name) else "'"
    return quote + value.replace(quote, 2 * quote) + quote


def is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: not where it was read of bytes that are none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_read(text: str) -> bytes:
    """The bytes of a text that is no UTF-8, as a careless program wrote it: GDAL gives each byte
    that it can't read as half a character."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
