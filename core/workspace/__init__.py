"""The workspace, in which a campaign is edited: no other room knows its tables.

People edit its layers with any program. What a workspace ensures nevertheless, here by triggers in
the database, is in the docstring of `Repository` (``repository.py``).
"""
