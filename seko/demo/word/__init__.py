"""Turns the demonstration's written source into a real Word file, traces of work included."""
