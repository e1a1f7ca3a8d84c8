"""The list of images, with how far people are."""
