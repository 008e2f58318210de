"""Tests of dialogue/responses."""
