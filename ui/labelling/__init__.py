"""Labelling: the palette, the modes and their map tools, and the images one after the other."""
