"""Workbooks: lists and reports. Words are always strings, never formulas; the same content gives the same bytes."""
