"""Conflicts with the folder: both versions in sight, and the user picks."""
