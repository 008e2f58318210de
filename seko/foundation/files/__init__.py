"""Uploaded and made files: limits, checks, storage."""
