"""Pages of documents, of their versions, and of uploads."""
