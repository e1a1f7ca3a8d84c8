"""What can be wrong with a campaign: one list of rules, how each is looked at, and how mended."""
