"""The palette of labels in the dock: choosing, naming, colouring, moving, merging and deleting
labels."""
