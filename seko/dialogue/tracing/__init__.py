"""What answers changed: differences between drafts, their causes, what was promised and what became of it."""
