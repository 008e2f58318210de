"""Tests of the workshop's tools."""
