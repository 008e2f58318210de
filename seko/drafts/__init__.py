"""What is talked about: documents and their frame."""
