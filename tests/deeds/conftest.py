"""What the deeds are done with. Within `make test`, which sets SCANEO_VENV, nothing is skipped."""

from __future__ import annotations

import os
import shutil
from typing import Optional

import pytest
from deeds.browser import find_browser
from interop.conftest import scaneo as scaneo


@pytest.fixture(scope="session")
def browser_command() -> str:
    return _installed("browser", find_browser())


@pytest.fixture(scope="session")
def xvfb_run() -> str:
    return _installed("xvfb-run", shutil.which("xvfb-run"))


def _installed(what: str, command: Optional[str]) -> str:
    if command is None:
        if os.environ.get("SCANEO_VENV"):
            pytest.fail(f"There is no {what}: `make test` installs it where it can.")
        pytest.skip(f"there is no {what}")
    return command
