"""The reading page: reading the draft with its comments, and writing, sending and supporting them."""
