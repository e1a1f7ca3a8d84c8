"""Versions of one file brought together; what both sides changed is asked."""
