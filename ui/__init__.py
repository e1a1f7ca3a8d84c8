"""The dock, its parts and its tasks."""
