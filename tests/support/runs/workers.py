"""The processes that run the tests beside each other: `make test` has one for each core.

pytest-xdist starts them. Each has a QGIS with a profile of its own (pytest-qgis sees to it), a
SCANEO (support/programs.py), and, here, a folder for temporary files: tests look at what is left
in it.
"""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.runs.shared_files import SharedFiles


@pytest.fixture(scope="session", autouse=True)
def own_temporary_folder() -> Iterator[None]:
    """Where this process and those that it starts have their temporary files, and nobody else."""
    with (
        tempfile.TemporaryDirectory(prefix="tests-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        os.chmod(folder, 0o1777)  # like its own: tests become other users
        patch.setenv("TMPDIR", folder)
        patch.setattr(tempfile, "tempdir", None)  # it is found again, from TMPDIR
        yield


# -- how many ----------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """One for each core, but no more than there are files to share out: each starts a QGIS."""
    cores = yield
    paths = [config.invocation_params.dir / arg.partition("::")[0] for arg in config.args]
    return max(1, min(cores, len(files_with(paths, config.option.keyword))))


def files_with(paths: Iterable[Path], keyword: str) -> set[Path]:
    """The test files in `paths` that may have what `-k keyword` asks for: one of its words."""
    words = set(re.findall(r"\w+", keyword.lower())) - {"and", "or", "not"}
    found = {
        one for path in paths for one in (path.rglob("test_*.py") if path.is_dir() else [path])
    }
    return {one for one in found if not words or _mentions(one, words)}


def _mentions(file: Path, words: set[str]) -> bool:
    text = f"{file.name}\n{file.read_text(encoding='utf-8')}".lower()
    return any(word in text for word in words)


# -- who runs what ------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """Share the files out so that all workers have some, also when one crashed."""
    if config.getoption("dist") != "loadfile":
        return None
    from support.runs.shared_files import SharedFiles  # it needs pytest-xdist

    return SharedFiles(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(report: pytest.TestReport, sched: SharedFiles) -> None:
    """Say at once in which test a worker crashed: a run that is cut never gets to its summary."""
    sched.config.get_terminal_writer().line(report.longrepr)


# -- how they end ------------------------------------------------------------------------------

_ended: list[object] = []  # the workers, as pytest-xdist knows them


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Note a worker that has run its last test."""
    _ended.append(node)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """A worker that crashes behind its last test makes the run fail: pytest-xdist passes over it,
    and without it the run would have ended so, too (139)."""
    yield
    for node in _ended:
        gateway = node.gateway
        status = gateway._io.popen.poll()
        # It is killed where it needs more than ten seconds to end, which is no crash.
        if status in (0, -signal.SIGKILL):
            continue
        report = pytest.TestReport(
            nodeid=gateway.id,
            location=(gateway.id, None, "behind its last test"),
            keywords={},
            outcome="failed",
            longrepr=f"The worker {gateway.id} ended with {status}.",
            when="teardown",
        )
        session.config.hook.pytest_runtest_logreport(report=report)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
