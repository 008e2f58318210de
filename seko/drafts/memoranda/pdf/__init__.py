"""Reading a signed PDF: its words, its traps, its signatures. Without Django, and only in the child with limits."""
