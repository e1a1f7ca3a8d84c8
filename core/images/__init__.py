"""A campaign's images: where they lie, how they are opened, and which image an annotation belongs
to."""
