"""Whether a process of this machine still runs: process ids are reused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STARTED = 19  # index behind the name in /proc/<pid>/stat (proc(5): starttime, field 22)


def process_start(pid: int) -> Optional[str]:
    """When a process started, in a form that no other process shares; None where that can't be
    known.

    On Linux: the boot id, and the clock ticks since then, which don't depend on the system time.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = _BOOT.read_text(encoding="ascii").strip()[:8]
        return f"{boot} {stat.rpartition(')')[2].split()[_STARTED]}"
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: str, started: str) -> Optional[bool]:
    """Whether a process of this machine still runs; None where that can't be known."""
    if os.name == "nt" or not pid.isdecimal() or not 0 < int(pid) < 2**31:
        return None  # on Windows, os.kill would end the process
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's process
        pass
    now = process_start(int(pid))
    if not started or now is None:
        return None
    return now == started
