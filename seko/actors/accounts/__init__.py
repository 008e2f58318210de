"""Persons: the user model, sign-in."""
