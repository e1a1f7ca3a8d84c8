"""The real SCANEO, once for all tests that want it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from interop.scaneo_server import ScaneoServer

# Their asserts tell what they saw, as those of a test do.
pytest.register_assert_rewrite("interop.editor", "interop.layers", "interop.trip")

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
