"""Annotations to the bytes of files and back, a package for each format."""
