"""The form of the workspace's tables: made, brought up to date, put back."""
