"""Files and images of the folder into the workspace, and what became of them since."""
