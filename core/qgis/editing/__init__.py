"""Editing a campaign: commands over all its layers, each of which is one step to undo."""
