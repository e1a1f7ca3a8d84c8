"""The pages that belong to no room: start and options."""
