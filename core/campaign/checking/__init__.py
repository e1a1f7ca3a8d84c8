"""Checks a campaign by the rules, and mends its files."""
