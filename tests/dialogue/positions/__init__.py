"""Tests of dialogue/positions."""
