"""A deed in a process of its own, which may be killed in the middle: a fork, QGIS and all.

A fork costs some milliseconds where a new QGIS costs a second, so that hundreds of kills are cheap.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

from scaneo_bridge.core.base.errors import ScaneoError

LONGEST = 60.0  # seconds: a deed that takes longer hangs

Deed = Callable[[], Any]


class Ended(NamedTuple):
    """How a deed ended: its answer (plain JSON), the sentence that it told, or a kill."""

    answer: Any = None
    told: str = ""
    killed: bool = False
    seconds: float = 0.0


class Running:
    """A deed that is under way."""

    def __init__(self, action: Deed) -> None:
        reader, writer = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _child(action, writer)
        os.close(writer)
        self._reader = reader
        self._said = b""
        self._await_line()
        self._began = time.monotonic()

    def _await_line(self) -> None:
        while b"\n" not in self._said:
            self._said += self._read()
        self._said = self._said.partition(b"\n")[2]

    def _read(self) -> bytes:
        if not select.select([self._reader], [], [], LONGEST)[0]:
            os.kill(self._pid, signal.SIGKILL)
            raise TimeoutError(f"A deed took longer than {LONGEST:.0f} seconds.")
        piece = os.read(self._reader, 2**16)
        if not piece and not self._said and not hasattr(self, "_began"):
            raise RuntimeError("A deed's process ended before it began.")
        return piece

    def kill_after(self, seconds: float) -> None:
        """Kills it, where it has not ended by then."""
        time.sleep(max(0.0, self._began + seconds - time.monotonic()))
        os.kill(self._pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Waits for its end. :raises RuntimeError: where it was no end that a user may see."""
        while piece := self._read():
            self._said += piece
        seconds = time.monotonic() - self._began
        os.close(self._reader)
        status = os.waitpid(self._pid, 0)[1]
        if os.WIFSIGNALED(status):
            if os.WTERMSIG(status) != signal.SIGKILL:
                raise RuntimeError(f"A deed's process ended by signal {os.WTERMSIG(status)}.")
            return Ended(killed=True, seconds=seconds)
        found = json.loads(self._said)
        if found["broke"]:
            raise RuntimeError(f"It told no ScaneoError:\n{found['broke']}")
        return Ended(found["answer"], found["told"], False, seconds)


def apart(action: Deed) -> Ended:
    """Does a deed in a process of its own."""
    return Running(action).end()


def done(action: Deed) -> Any:
    """As `apart`, for one that has to go well: its answer."""
    ended = apart(action)
    assert not ended.killed and not ended.told, ended
    return ended.answer


def _child(action: Deed, writer: int) -> None:
    """Never returns: what the process was forked from goes on in the parent alone."""
    result = {"answer": None, "told": "", "broke": ""}
    try:
        os.write(writer, b"\n")
        result["answer"] = action()
        json.dumps(result)
    except ScaneoError as error:
        result["told"] = str(error)
    except BaseException:  # noqa: BLE001 - the parent tells it
        result.update(answer=None, broke=traceback.format_exc())
    try:
        data = json.dumps(result).encode()
        while data:
            data = data[os.write(writer, data) :]
    finally:
        os._exit(0)
