"""The page of checks: the findings, where they are on the map, and how to mend them."""
