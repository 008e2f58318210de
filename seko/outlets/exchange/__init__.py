"""Spreadsheets in and out: today the register of organisations."""
