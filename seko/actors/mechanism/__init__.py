"""Sectors, SEKOs and membership."""
