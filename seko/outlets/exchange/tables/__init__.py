"""Reading a spreadsheet (XLSX, CSV) into plain rows of text. Without Django, and only in the child with limits."""
