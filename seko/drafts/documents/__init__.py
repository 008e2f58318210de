"""Documents, their frozen versions, passages, releases, import."""
