"""What the pages of the common position show, in the page's language."""
