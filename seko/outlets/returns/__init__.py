"""Files that come back: an organisation's commented draft or filled form, made into unsent comments."""
