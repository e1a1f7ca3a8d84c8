"""Exports a workspace to a folder: only files that change are written."""
