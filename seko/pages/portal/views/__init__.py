"""Public pages: consultations, and the year with its answers."""
