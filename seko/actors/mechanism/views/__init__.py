"""Pages on which the mechanism is changed."""
