"""Backups of a campaign's folder: shows what they contain, and restores one."""
