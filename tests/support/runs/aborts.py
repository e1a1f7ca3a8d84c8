"""What an abort leaves in the log: `std::terminate`, a fatal message of Qt, a broken heap.

faulthandler shows the threads' Python only. Here, the thread that aborts shows its C++ calls, too,
and what was written to stderr since the last phase of a test, which pytest holds back: why.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import signal
import sys

_MOST_CALLS, _MOST_BYTES = 100, 100_000
_kept: list[object] = []  # what the system calls, and Python would drop


def pytest_sessionstart() -> None:
    """From now on an abort is told; stderr is still the log here."""
    if sys.platform == "linux":
        _tell_aborts(os.dup(2))


def _tell_aborts(log: int) -> None:
    libc = ctypes.CDLL(None)
    calls = (ctypes.c_void_p * _MOST_CALLS)()
    libc.backtrace(calls, _MOST_CALLS)  # the first time it loads a library, which may hang later

    @ctypes.CFUNCTYPE(None, ctypes.c_int)
    def tell(_signal: int) -> None:
        with contextlib.suppress(OSError):  # not a file: nothing is held back
            os.write(log, os.pread(2, _MOST_BYTES, 0))
        os.write(log, b"\nAborted, in these calls:\n")
        libc.backtrace_symbols_fd(calls, libc.backtrace(calls, _MOST_CALLS), log)
        faulthandler.dump_traceback(log)

    _kept.append(tell)
    libc.signal(signal.SIGABRT, tell)  # when it returns, the process ends all the same
