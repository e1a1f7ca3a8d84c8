"""What may be in the place of a file and is none: it hangs nobody who does not open it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

ODD = ("pipe", "socket", "folder", "device", "link to a pipe")


def make_odd(path: Path, kind: str) -> Path:
    """Puts it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as one:
            here = os.open(path.parent, os.O_RDONLY)  # a path of a socket may not be long
            try:
                one.bind(f"/proc/self/fd/{here}/{path.name}")
            finally:
                os.close(here)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        os.mkfifo(path.with_name(f".{path.name}.pipe"))
        path.symlink_to(f".{path.name}.pipe")
    return path
