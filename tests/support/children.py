"""Other processes that write to a folder, stopped or killed where a test wants them to be."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PROLOGUE = """
import importlib.util, os, signal, sys
from pathlib import Path
root = Path({root!r})
spec = importlib.util.spec_from_file_location(
    "scaneo_bridge", root / "__init__.py", submodule_search_locations=[str(root)])
module = importlib.util.module_from_spec(spec)
sys.modules["scaneo_bridge"] = module
spec.loader.exec_module(module)
from scaneo_bridge.core.store.write.writing import Writing
from scaneo_bridge.core.store.locks.folder_lock import FolderBusy, FolderLock
folder = Path({folder!r})

def die_at(calls, modules={modules!r}, names={names!r}):
    \"\"\"Dies by SIGKILL right before a call to the system that changes the disk.\"\"\"
    left = [calls]
    def watch(frame, event, function):
        if event != "c_call" or function.__name__ not in names:
            return
        if getattr(function, "__module__", None) not in modules:
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(watch)
"""

_NAMES = {
    *("open", "write", "fsync", "replace", "rename", "link", "unlink"),
    *("mkdir", "rmdir", "chmod", "ftruncate", "flock"),
}
_MODULES = ("posix", "nt", "io", "_io", "fcntl", None)


def child(folder, code, **more):
    """A process that runs code with the plugin's core and the ``folder`` in it."""
    prologue = _PROLOGUE.format(root=str(ROOT), folder=str(folder), modules=_MODULES, names=_NAMES)
    return subprocess.Popen(
        [sys.executable, "-c", prologue + textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


@contextmanager
def holder(folder):
    """A process that holds the folder's lock until the block ends, or it is killed."""
    process = child(
        folder,
        """
        lock = FolderLock(folder)
        lock.take()
        print("held", flush=True)
        sys.stdin.readline()
        lock.release()
        """,
    )
    try:
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate("\n" if process.poll() is None else None, timeout=30)
    finally:
        process.kill()
        process.wait()


def was_killed(process):
    """Whether it ended by a kill; it has to end well otherwise."""
    process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGKILL), process.returncode
    return process.returncode != 0


def forked(deed):
    """Does a deed in a fork of this process; whether that was killed."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            deed()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False
