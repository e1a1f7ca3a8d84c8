"""The workspaces of one campaign: found, and brought together."""
