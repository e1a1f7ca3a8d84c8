"""Exports any vector layers as a campaign: mapped to tasks, assigned to images, written to a
folder."""
