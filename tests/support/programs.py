"""The other programs that tests ask: the real SCANEO, a browser, a screen.

`tests/conftest.py` takes the fixtures, so that a run has one SCANEO. Within `make test`, which sets
SCANEO_VENV, nothing is skipped. PYTEST_DONT_REWRITE: it imports the rest before pytest could.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import pytest
from deeds.browser import find_browser
from interop.scaneo_server import ScaneoServer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def scaneo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScaneoServer]:
    """A running SCANEO server. Its campaigns are the session's: look at yours by its id.

    Without SCANEO the test fails and is not skipped: a green run must mean that SCANEO was asked.
    """
    venv = Path(os.environ.get("SCANEO_VENV") or ROOT / "build" / "scaneo-venv").absolute()
    if not (venv / "bin" / "python").exists():
        pytest.fail(
            f"There is no SCANEO in {venv}: `make test` sets it up "
            "(or name another place in SCANEO_VENV)."
        )
    server = ScaneoServer(venv, tmp_path_factory.mktemp("scaneo"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser_command() -> str:
    """What starts a browser."""
    return _installed("browser", find_browser())


@pytest.fixture(scope="session")
def xvfb_run() -> str:
    """What runs a program on a screen of its own."""
    return _installed("xvfb-run", shutil.which("xvfb-run"))


def _installed(what: str, command: Optional[str]) -> str:
    if command is None:
        if os.environ.get("SCANEO_VENV"):
            pytest.fail(f"There is no {what}: `make test` installs it where it can.")
        pytest.skip(f"there is no {what}")
    return command
