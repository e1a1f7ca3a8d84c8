"""The page of an open campaign: labels, images, problems, and what waits for the user."""
