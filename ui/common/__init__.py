"""What all rooms of the dock share: widgets, lists, texts, and positions on the map."""
