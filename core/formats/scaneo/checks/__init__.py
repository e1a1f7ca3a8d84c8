"""What can be wrong with a campaign's files: how each rule is checked, and how it is mended."""
