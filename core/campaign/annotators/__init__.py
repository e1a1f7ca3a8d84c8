"""The folders of several annotators into one campaign."""
