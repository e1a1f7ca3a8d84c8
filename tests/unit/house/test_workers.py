"""How tests run beside each other: support/runs/workers.py."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.runs.workers import files_with

pytest.importorskip("xdist")

# What a Python does in the end that holds something of Qt too long
CRASH = """
import atexit, ctypes
def test_crash(): atexit.register(ctypes.string_at, 0)
"""

CRASH_AT_ONCE = "import os\ndef test_{}(): os._exit(1)"

# The worker gw3 finds its tests when gw2 has run one.
SLOW_START = """
import os
if os.environ.get("PYTEST_XDIST_WORKER") == "gw2": open("gw3_starts").close()
if os.environ.get("PYTEST_XDIST_WORKER") == "gw3": open("gw3_starts", "w"), open("gw2_runs").close()
def test_c(): open("gw2_runs", "w")
"""

ABORTS_IN_A_THREAD = """
import ctypes, os
def test_a():
    os.write(2, b"why it aborts")
    libc, thread = ctypes.CDLL(None), ctypes.c_ulong()
    libc.pthread_create(ctypes.byref(thread), None, libc.abort, None)
    libc.pthread_join(thread, None)
"""

HANGS = """
import threading
def test_a(): threading.Event().wait()
"""


@pytest.fixture
def run(tmp_path, root):
    """Runs these tests, each in a file of its own, with these arguments."""

    def run(tests, *arguments):
        for name, text in tests.items():
            tmp_path.joinpath(f"test_{name}.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "support.runs.workers"]
        command += ["-p", "no:pytest_qgis", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]
        kept = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        return subprocess.run(
            [*command, *arguments, "--dist", "loadfile", "--basetemp", str(tmp_path / "base")],
            cwd=tmp_path,
            env=dict(kept, PYTHONPATH=str(root / "tests")),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.mark.slow
def test_a_worker_that_crashes_behind_its_last_test_fails_the_run(run):
    done = run({"a": CRASH, "b": "def test_b(): pass"}, "-n", "2")
    assert "2 passed, 1 error" in done.stdout
    assert re.search(r"The worker gw[01] ended with -11", done.stdout)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED


@pytest.mark.slow
def test_workers_that_end_well_fail_nothing(run):
    done = run({"a": "def test_a(): pass", "b": "def test_b(): pass"}, "-n", "2")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_crash_fails_its_test_alone_and_is_told_at_once(run):
    tests = {"b": CRASH_AT_ONCE.format("b"), "d": CRASH_AT_ONCE.format("d")}
    tests |= {name: f"def test_{name}(): pass" for name in "acef"}
    done = run(tests, "-n", "1", "--max-worker-restart", "2")
    assert "2 failed, 4 passed" in done.stdout
    while_it_ran, _, _ = done.stdout.partition("= FAILURES =")
    assert "worker 'gw0' crashed while running 'test_b.py::test_b'\n" in while_it_ran
    assert "worker 'gw1' crashed while running 'test_d.py::test_d'\n" in while_it_ran
    assert done.returncode == pytest.ExitCode.TESTS_FAILED


@pytest.mark.slow
def test_a_worker_that_is_starting_waits_for_its_tests(run, tmp_path):
    for name in ("gw3_starts", "gw2_runs"):
        os.mkfifo(tmp_path / name)
    tests = {name: CRASH_AT_ONCE.format(name) for name in "ab"}
    tests |= {name: f"def test_{name}(): pass" for name in "def"}
    tests["c"] = SLOW_START
    done = run(tests, "-n", "2", "--max-worker-restart", "2")
    assert "2 failed, 4 passed" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="it asks the system's C library")
def test_an_abort_in_a_thread_of_cpp_is_told(run):
    done = run({"a": ABORTS_IN_A_THREAD}, "-n", "1", "-p", "support.runs.aborts")
    assert "why it aborts" in done.stderr
    assert re.search(r"libc\S+\(abort\+0x", done.stderr)
    assert re.search(r'File "\S+test_a.py", line [67] in test_a', done.stderr)
    assert "worker 'gw0' crashed while running 'test_a.py::test_a'" in done.stdout


@pytest.mark.slow
def test_what_hangs_is_told_and_ends_its_worker(run):
    limit = ("-o", "faulthandler_timeout=1", "-o", "faulthandler_exit_on_timeout=true")
    done = run({"a": HANGS, "b": "def test_b(): pass"}, "-n", "1", *limit)
    assert "Timeout (0:00:01)!" in done.stderr
    assert re.search(r'File "\S+test_a.py", line 3 in test_a', done.stderr)
    assert "1 failed, 1 passed" in done.stdout


@pytest.mark.slow
def test_a_file_is_for_one_worker(run):
    done = run({"a": "def test_a(): pass", "b": "def test_b(): pass"}, "-n", "auto", "-k", "test_a")
    assert "1 worker [1 item]" in done.stdout


@pytest.mark.parametrize(
    ("keyword", "found"),
    [
        ("", {"one", "two"}),
        ("test_first", {"one"}),
        ("First or second", {"one", "two"}),
        ("test_one", {"one"}),  # the file's own name
        ("third", set()),
    ],
)
def test_files_that_have_what_is_asked_for(tmp_path, keyword, found):
    names = {"one": "first", "two": "second"}
    for file, name in names.items():
        tmp_path.joinpath(f"test_{file}.py").write_text(f"def test_{name}(): pass", "utf-8")
    paths = [tmp_path / f"test_{file}.py" for file in found]
    assert files_with([tmp_path], keyword) == set(paths)
    assert files_with(paths, keyword) == set(paths)


def test_each_process_has_its_own_temporary_files():
    own = Path(tempfile.gettempdir())
    assert own.name.startswith("tests-")
    assert own.stat().st_mode & 0o777 == 0o777  # for other users, too
    command = [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"]
    assert subprocess.check_output(command, text=True).strip() == str(own)
