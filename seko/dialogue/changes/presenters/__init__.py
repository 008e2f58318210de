"""What the pages of placements show."""
