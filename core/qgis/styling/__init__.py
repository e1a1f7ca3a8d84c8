"""The styles of a campaign's layers, and their attribute forms."""
