"""What one does with a campaign: open, export, check, mend, restore, merge."""
