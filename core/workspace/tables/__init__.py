"""The workspace's tables: creating them, bringing them up to date, restoring them."""
