"""A workspace back into a folder: only files that change are written."""
