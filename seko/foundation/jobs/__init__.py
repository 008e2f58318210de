"""Work in the background: by name, with progress."""
