"""The dock: a shell, and a room for each thing that people do in it."""
