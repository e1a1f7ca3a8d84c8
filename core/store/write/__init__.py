"""One write to a folder: staged, journalled, put in place, backed up, recovered."""
