"""Two drafts beside each other, with the comments behind each difference."""
