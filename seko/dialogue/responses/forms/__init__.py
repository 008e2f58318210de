"""What was typed into the forms of answers, read and checked for its shape; nothing here writes."""
