"""Merges the files of several annotators into one: nothing is lost, whatever their order."""
