"""Every address, as every role, in every state of a consultation: what it answers and what it never shows."""
