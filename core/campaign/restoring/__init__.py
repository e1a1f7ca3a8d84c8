"""Restores a folder from a backup."""
