"""Labelling: the modes, the way from image to image, and what becomes of what people draw."""
