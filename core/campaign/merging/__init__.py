"""Merges changes in the folder with edits in the workspace."""
