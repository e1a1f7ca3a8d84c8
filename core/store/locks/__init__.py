"""Locks: one process writes at a time; the lock names it, and is released when it ends."""
