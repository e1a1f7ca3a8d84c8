"""How the layers of a campaign look, and the forms that they have."""
