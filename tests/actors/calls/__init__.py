"""Tests of actors/calls."""
