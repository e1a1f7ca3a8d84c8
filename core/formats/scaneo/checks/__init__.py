"""What can be wrong with a campaign's files: how each rule is looked at, and how it is mended."""
