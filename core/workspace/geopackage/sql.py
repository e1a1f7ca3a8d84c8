"""Puts values into SQL statements as literals: OGR's ExecuteSQL takes no parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union


class SqlName(str):
    """The name of a table or trigger for a ``?``: quoted as SQL quotes names."""


class SqlPart(str):
    """A part of a statement for a ``?``, inserted as it is: never text from a file or a person."""


Value = Union[str, int, None]
Bound = Union[Value, bytes, float, tuple[Union[str, int], ...], Mapping[int, int]]
"""What a ``?`` can stand for; a tuple is the list of ``IN``, a mapping the cases of ``CASE``."""


def bind(sql: str, *values: Bound) -> str:
    """The statement with a value in place of each ``?``.

    :raises ValueError: where the numbers of values and of ``?`` differ: another statement than
    intended would be run.
    """
    first, *pieces = sql.split("?")
    if len(pieces) != len(values):
        raise ValueError(f"{len(pieces)} marks and {len(values)} values: {sql}")
    return first + "".join(_literal(value) + piece for value, piece in zip(values, pieces))


def _literal(value: Bound) -> str:
    if isinstance(value, SqlPart):
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
    if not isinstance(value, SqlName) and not is_unicode(value):
        return f"CAST(x'{_as_read(value).hex()}' AS TEXT)"
    quote = '"' if isinstance(value, SqlName) else "'"
    return quote + value.replace(quote, 2 * quote) + quote


def is_unicode(text: str) -> bool:
    """Whether a text can be encoded as UTF-8: not if it was decoded from invalid bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_read(text: str) -> bytes:
    """The original bytes of a text that is no UTF-8, as another program wrote it: GDAL turns each
    invalid byte into a lone surrogate."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
