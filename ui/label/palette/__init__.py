"""The labels in the dock: chosen, named, coloured, moved, merged and deleted."""
