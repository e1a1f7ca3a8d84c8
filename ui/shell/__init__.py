"""The dock itself, the rooms in it, and the controller of the open campaign."""
