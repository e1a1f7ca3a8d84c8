"""Who writes: one process at a time holds a lock that names it and ends with it."""
