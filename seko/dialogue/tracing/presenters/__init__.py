"""What the pages of tracing show."""
