"""Merges versions of one file; what both sides changed is a conflict, which the user settles."""
