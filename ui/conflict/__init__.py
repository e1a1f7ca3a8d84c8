"""Conflicts with the folder: shows both versions, and lets the user pick."""
