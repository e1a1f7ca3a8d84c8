"""Reads a campaign's folder into its workspace, the first time and each time it is opened."""
