"""Pages of the ministry's coordination: preparing, conducting, and what waits for a second person."""
