"""A campaign under the rules, and its files mended."""
