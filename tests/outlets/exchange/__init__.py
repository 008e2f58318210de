"""Tests of bringing spreadsheets in."""
