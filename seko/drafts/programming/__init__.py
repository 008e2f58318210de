"""Document kinds, the rules of time, key dates."""
