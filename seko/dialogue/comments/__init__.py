"""Unsent and sent comments, support, receipts."""
