"""What the workspace stores besides annotations, a file for each table or kind of record."""
