"""Tests of foundation/files."""
