"""The chain: consultation, comment, position, response."""
