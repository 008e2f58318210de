"""Tests of the stylesheet, the components, the fonts and the frame of every page."""
