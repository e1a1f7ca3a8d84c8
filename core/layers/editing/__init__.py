"""A campaign as it is edited: deeds over all its layers, each undone by one step."""
