"""What the pages of who is who show."""
