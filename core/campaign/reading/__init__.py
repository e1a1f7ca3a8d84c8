"""Reads files and images of the folder into the workspace, and finds what has become of them."""
