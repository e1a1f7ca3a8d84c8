"""The content of a workspace, table by table: `Workspace` inherits from all of these."""
