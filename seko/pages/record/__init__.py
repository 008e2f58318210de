"""What became of my comments."""
