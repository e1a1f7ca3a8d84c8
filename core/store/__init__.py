"""A folder on disk, of which every file is written whole. It knows no format."""
