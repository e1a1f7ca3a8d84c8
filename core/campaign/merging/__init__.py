"""What changed in the folder, brought together with the edits of the workspace."""
