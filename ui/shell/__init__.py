"""The dock itself, its rooms, and the controller of the open campaign."""
