"""The lifecycle runner, named conditions, the second person."""
