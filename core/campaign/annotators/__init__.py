"""Merges the folders of several annotators into one campaign."""
