"""The report on the consultation, frozen."""
