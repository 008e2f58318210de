"""Tests of the data held of people."""
