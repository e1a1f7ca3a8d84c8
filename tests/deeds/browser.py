"""A page in a real browser, without a screen: Chromium, told what to do by its DevTools protocol.

Its commands go through a pipe, so that neither a driver nor a client for websockets is needed.
Mouse and keys are the browser's own input events: a page can't tell them from a person's.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import Any, Optional

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SIZE = (1280, 800)  # pixels
ANSWER_SECONDS = 30.0
_ROLL = 400  # pixels: as far as a finger rolls a wheel at a time
# Its commands come in by file 3, its answers go out by file 4.
_AT_ITS_FILES = 'exec "$@" 3<&"$COMMANDS" 4>&"$ANSWERS"'

Point = tuple[float, float]


def find_browser() -> Optional[str]:
    """The command of a browser that is installed here."""
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


class BrowserError(Exception):
    """The browser, or the page in it, did not do what it was told."""


class Page:
    """A page of a browser. It is a surface for a hand: places are pixels (x, y) of it."""

    def __init__(self, commands: RawIOBase, answers: RawIOBase) -> None:
        """Both are pipes to the browser, without a buffer."""
        self._commands = commands
        self._answers = answers
        self._read = b""
        self._number = 0
        self._session: Optional[str] = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        width, height = SIZE
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def open(self, address: str) -> None:
        self._call("Page.navigate", url=address)
        self.wait_for(f"location.href == {json.dumps(address)}")

    def value(self, script: str) -> Any:
        """What a JavaScript expression is, as JSON would have it."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """Waits until the expression is true, and returns it."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            found = self.value(script)
            if found:
                return found
            time.sleep(0.02)
        raise BrowserError(f"this did not become true: {script}")

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    # -- a hand's deeds --------------------------------------------------------------------------

    def drag(self, start: Point, end: Point) -> None:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self._mouse("mouseMoved", start)
        self._mouse("mousePressed", start, "left")
        self._mouse("mouseMoved", middle, "left")
        self._mouse("mouseMoved", end, "left")
        self._mouse("mouseReleased", end, "left")

    def click(self, place: Point, right: bool = False) -> None:
        button = "right" if right else "left"
        self._mouse("mouseMoved", place)
        self._mouse("mousePressed", place, button)
        self._mouse("mouseReleased", place, button)

    def key(self, key: str) -> None:
        text = {"text": key} if len(key) == 1 else {}
        self._call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def wheel(self, place: Point) -> None:
        self._mouse("mouseWheel", place, deltaX=0, deltaY=_ROLL)

    def _mouse(self, kind: str, place: Point, button: str = "none", **more: Any) -> None:
        self._call(
            "Input.dispatchMouseEvent",
            type=kind,
            x=place[0],
            y=place[1],
            button=button,
            clickCount=1 if kind in ("mousePressed", "mouseReleased") else 0,
            **more,
        )

    # -- the pipe --------------------------------------------------------------------------------

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._answer()
            if answer.get("id") == self._number:  # else it is news that nobody asked for
                break
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _answer(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._answers], [], [], ANSWER_SECONDS)
            more = self._answers.read(1 << 16) if ready else None
            if more is None:
                raise BrowserError("the browser does not answer")
            if not more:
                raise BrowserError("the browser has ended")
            self._read += more
        text, self._read = self._read.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(text)
        return answer


@contextmanager
def browser(command: str, work: Path) -> Iterator[Page]:
    """A new browser's page, still empty. `work`: an empty folder for its profile and its log."""
    commands, ours = os.pipe()
    theirs, answers = os.pipe()
    # fmt: off
    options = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--remote-debugging-pipe", "--no-first-run", "--no-proxy-server",
        f"--user-data-dir={work / 'profile'}",
        # There is a server on this machine and no other: what is asked of the world ends at once.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    # fmt: on
    with (work / "browser.log").open("wb") as log:
        process = subprocess.Popen(
            ["bash", "-c", _AT_ITS_FILES, "bash", command, *options],
            env={**os.environ, "COMMANDS": str(commands), "ANSWERS": str(answers)},
            pass_fds=(commands, answers),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    os.close(commands)
    os.close(answers)
    with os.fdopen(ours, "wb", buffering=0) as told, os.fdopen(theirs, "rb", buffering=0) as heard:
        try:
            yield Page(told, heard)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
