"""Which fields hold personal data, why, for whom and how long; what is given out to, and erased for, a person."""
