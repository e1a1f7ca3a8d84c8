"""A folder as it was before a write."""
