"""What the pages of answers show, in the page's language."""
