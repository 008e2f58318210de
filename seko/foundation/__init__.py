"""The ground floor: knows nothing of the field."""
