"""The Processing provider: algorithms for the toolbox, models and the command line."""
