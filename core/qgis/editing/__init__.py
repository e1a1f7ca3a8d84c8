"""A campaign as it is edited: commands over all its layers, each undone by one step."""
