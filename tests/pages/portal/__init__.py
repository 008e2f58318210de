"""Tests of pages/portal."""
