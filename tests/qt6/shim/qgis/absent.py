"""Classes of QGIS where there is none: they can be named and inherited from, and not be used."""

from __future__ import annotations

from typing import Any


class NeedsQgis(Exception):
    """What a test of widgets without QGIS must not reach."""


class Absent(type):
    """The type of such a class; so are the members that it is asked for."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return absent(f"{cls.__qualname__}.{name}")

    def __call__(cls, *_: Any, **__: Any) -> Any:
        raise NeedsQgis(f"{cls.__qualname__} is QGIS's own")


def absent(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return Absent(name, (), {})
