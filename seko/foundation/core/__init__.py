"""Decisions, errors, clock, dates, access: what every app stands on."""
