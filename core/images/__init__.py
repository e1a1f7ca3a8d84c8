"""A campaign's images: where they lie, how they are opened, and which one something is on."""
