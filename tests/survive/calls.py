"""The calls by which a process changes what is on disk, one by one.

Python tells a profiler of every call of a function in C, the system's among them: there a process
can be killed, or its folder taken away, at each call in turn. That is every state of the folder
that a kill can leave, but for a single call of the system or of SQLite that is half done.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

_OF_THE_SYSTEM = {
    *("open", "write", "writelines", "flush", "fsync", "close", "truncate", "ftruncate"),
    *("replace", "rename", "link", "symlink", "unlink", "remove", "mkdir", "rmdir"),
    *("chmod", "utime", "flock", "lockf", "sendfile", "copy_file_range", "fdatasync"),
}
_OF_GDAL = ("_StartTransaction", "_CommitTransaction", "_ExecuteSQL", "_CreateLayer", "_Create")
_MODULES = ("posix", "io", "_io", "fcntl")


def at_call(number: int, action: Callable[[], Any], interrupt: Callable[[], None]) -> Any:
    """Does the deed, but ``interrupt`` first thing when the call of that number (from 1) comes."""
    count = 0

    def watch(frame: FrameType, event: str, function: Any) -> None:
        nonlocal count
        if event == "c_call" and _changes_something(function):
            count += 1
            if count == number:
                sys.setprofile(None)
                interrupt()

    sys.setprofile(watch)
    try:
        return action()
    finally:
        sys.setprofile(None)


def calls_of(action: Callable[[], Any]) -> list[float]:
    """When a deed makes such calls: shares of the time that it takes."""
    times = []

    def watch(frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and _changes_something(function):
            times.append(time.perf_counter())

    began = time.perf_counter()
    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(None)
    whole = time.perf_counter() - began
    return [(at - began) / whole for at in times]


def die() -> None:
    """The end, without a last word."""
    os.kill(os.getpid(), signal.SIGKILL)


def _changes_something(function: Any) -> bool:
    """Not, say, to remove something from a list: threads do that as often as they have to wait."""
    name = getattr(function, "__name__", "")
    if name in _OF_THE_SYSTEM:
        owner = getattr(function, "__self__", None)
        module = owner.__name__ if isinstance(owner, ModuleType) else type(owner).__module__
        return module in _MODULES
    return name.startswith("delete_Dataset") or name.endswith(_OF_GDAL)
