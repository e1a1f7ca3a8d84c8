"""What a layer's symbology paints: features get their classes from it."""
