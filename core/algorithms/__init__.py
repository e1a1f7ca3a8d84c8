"""The Processing provider: the toolbox's, the models' and the command line's door to the core."""
