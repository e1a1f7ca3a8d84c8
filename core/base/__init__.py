"""What all else speaks of: model, errors, rules, geometry. Standard library and shapely."""
