"""Search over documents, comments and answers."""
