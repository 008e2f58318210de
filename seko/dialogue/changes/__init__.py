"""What became of comments in the next draft: where they stand now, and what they changed."""
