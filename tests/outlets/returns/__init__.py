"""Tests of files that come back."""
