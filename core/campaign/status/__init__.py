"""The status of a campaign, which nothing is done to."""
