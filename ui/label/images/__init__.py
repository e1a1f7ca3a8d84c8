"""The list of images, with their states."""
