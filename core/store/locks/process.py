"""Whether a process of this machine is the one that it was: numbers are given again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STARTED = 19  # of the fields behind the name in /proc/<pid>/stat (proc(5): starttime, the 22nd)


def start_of(pid: int) -> Optional[str]:
    """When a process started, as something that no other has; None where that can't be known.

    On Linux it is the boot and the ticks since, which no clock that is put back changes.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = _BOOT.read_text(encoding="ascii").strip()[:8]
        return f"{boot} {stat.rpartition(')')[2].split()[_STARTED]}"
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: str, started: str) -> Optional[bool]:
    """Whether a process of this machine runs still; None where that can't be known."""
    if os.name == "nt" or not pid.isdecimal() or not 0 < int(pid) < 2**31:
        return None  # on Windows, asking would end it
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        pass
    now = start_of(int(pid))
    if not started or now is None:
        return None
    return now == started
