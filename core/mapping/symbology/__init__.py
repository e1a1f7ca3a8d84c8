"""What a layer's symbology paints: by this, features get their class."""
