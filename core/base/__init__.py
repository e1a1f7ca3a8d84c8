"""What all other rooms use: model, errors, rules, geometry. Standard library and shapely only."""
