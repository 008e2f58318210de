"""Who: persons, organisations, the mechanism."""
