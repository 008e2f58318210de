"""Tools of the workshop: set-up, run, test, check. Nothing here is imported by the platform itself."""
