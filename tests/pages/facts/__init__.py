"""Tests of what several pages say."""
