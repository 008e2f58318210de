"""Documents and lists on their way out: one column list and one report model, drawn in every format."""
