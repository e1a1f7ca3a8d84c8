"""The page of checks: what was found, where it is on the map, and its mends."""
