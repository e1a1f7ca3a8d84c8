"""What is in a workspace, table by table: `Workspace` is all of it."""
