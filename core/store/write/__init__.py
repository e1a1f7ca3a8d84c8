"""Writes to a folder: files are staged, a journal is written, files are replaced; backups and
recovery."""
