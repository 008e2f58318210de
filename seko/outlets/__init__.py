"""What goes out: reports, search."""
