"""Pages of memoranda: the list, one memorandum and its files, writing it down, what is done with it."""
