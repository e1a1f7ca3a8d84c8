"""Edit commands: what a person does to annotations, labels or marks; each is one step to undo."""
