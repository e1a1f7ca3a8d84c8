"""The map tools of labelling, and what they draw over the map."""
