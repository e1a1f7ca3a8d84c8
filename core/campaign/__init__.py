"""What users do with a campaign: open, export, check, mend, restore, merge."""
