"""The draft with its comments."""
