"""The workspaces of one campaign: finding and merging them."""
