"""What the workspace keeps besides annotations, a file for each table or kind of note."""
