"""Another program that edits a workspace and is killed: what it wrote stays in the -wal beside."""

import signal
import subprocess
import sys

_EDIT = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):  # the triggers ask for them
    database.create_function(name, 1, lambda shape: 0)
database.execute(f"PRAGMA journal_mode = {sys.argv[2]}")
if sys.argv[2] == "wal":
    database.execute("PRAGMA wal_autocheckpoint = 0")
else:
    database.execute("PRAGMA cache_size = 1")
    database.execute("PRAGMA cache_spill = 1")
    database.execute("BEGIN")
database.execute("UPDATE detection SET label = 'edited'")
database.execute("UPDATE files SET content = zeroblob(200000)") if sys.argv[2] != "wal" else None
print("done", flush=True)
time.sleep(600)
"""


def edit_and_die(workspace, journal="wal"):
    """Labels all boxes “edited”. With "delete", it dies before it has committed that."""
    command = [sys.executable, "-c", _EDIT, str(workspace), journal]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "done\n"
        writer.send_signal(signal.SIGKILL)
