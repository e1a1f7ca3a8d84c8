"""Backups of a campaign's folder: what they hold, and putting one back."""
