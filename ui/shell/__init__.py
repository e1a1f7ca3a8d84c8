"""The dock itself, its pages, and the controller of the open campaign."""
