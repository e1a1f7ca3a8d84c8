"""One piece of work at a time, what is remembered, and what rooms may ask of the shell."""
