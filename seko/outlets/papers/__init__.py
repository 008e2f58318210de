"""What goes out as Word and Excel files to be worked on away from the platform."""
