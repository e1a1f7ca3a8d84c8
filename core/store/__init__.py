"""Reads and writes a folder on disk; every file is written whole. Knows no format."""
