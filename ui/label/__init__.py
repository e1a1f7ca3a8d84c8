"""Labelling: the modes, going from image to image, and handling what people draw."""
