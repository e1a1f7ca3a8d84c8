"""What keeps the layers what they are, whatever QGIS's own tools do to them."""
