"""Tests of the classes of fields."""
