"""SEKO: no comment goes unanswered, and everybody can see what it changed."""
