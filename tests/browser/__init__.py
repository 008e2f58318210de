"""Tests that look at the platform through a real browser."""
