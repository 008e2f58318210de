"""Agreements between the state and the mechanism."""
