"""What all rooms of the dock share: widgets, lists, words, and places on the map."""
