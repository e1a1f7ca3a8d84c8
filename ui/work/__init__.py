"""Runs one piece of work at a time; remembered settings; the interface that the shell offers to
rooms."""
